"""Forged links: one touchpoint that carries what two strangers are known by, so that no policy can help taking them for one.

A newsletter is clicked on somebody else's computer. The reader is a contact without a log-in, the other has a log-in and is in no CRM: nothing that
a person has only one of tells them apart. Their names do, as far as log-ins are made of names. What is forged stands in `truth_forged.csv`.
"""

from __future__ import annotations

import csv
from collections import deque
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING

from seeds import clock
from seeds.scene import CAMPAIGNS, Event
from seeds.shape import DAY, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from seeds.people import Person


@dataclass(slots=True)
class Forger:
    """Forges so many links between persons as they come, each person in one at most; its chance is its own, so the world is the same without it."""

    left: int
    seed: int
    shape: Shape
    made: list[tuple[str, ...]] = field(default_factory=list)
    _contacts: deque[Person] = field(default_factory=deque)
    _strangers: deque[tuple[Person, str]] = field(default_factory=deque)

    def meet(self, person: Person, events: Sequence[Event]) -> Event | None:
        """The forged touchpoint between this person and one who came before, or None; the address must be told in plain elsewhere."""
        if person.contact and not person.login and person.email and not person.generic_email:
            self._contacts.append(person)
        elif person.login and not person.contact:
            seen = sorted({event.cells[5] for event in events if event.layout == "web/events" and event.cells[6] == person.login})
            if seen:
                self._strangers.append((person, seen[0]))
        if not self.left or not self._contacts or not self._strangers:
            return None
        self.left -= 1
        return self._forge(self._contacts.popleft(), *self._strangers.popleft())

    def write(self, folder: Path) -> None:
        """Writes `truth_forged.csv`: the touchpoint, the two identifiers it carries, and the persons whose they are."""
        with (folder / "truth_forged.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("touchpoint", "a", "b", "person_a", "person_b"), *self.made])

    def _forge(self, contact: Person, stranger: Person, cookie: str) -> Event:
        dice = Random(f"{self.seed} forged {contact.id} {stranger.id}")
        at, key = self.shape.begin + dice.randrange(self.shape.days) * DAY, f"{dice.getrandbits(64):016x}"
        digest = sha256(contact.email.encode()).hexdigest()
        event = Event(at, "newsletter/clicks", key, "email_click", 0.0, (key, clock.utc(at), dice.choice(CAMPAIGNS), digest, cookie))
        self.made.append((event.touchpoint, f"email:{contact.email}", f"cookie:{cookie}", contact.id, stranger.id))
        return event
