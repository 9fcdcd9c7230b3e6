"""The truth of a generated world, written beside its files, in the words of the graph.

- `truth.csv`: source, record, person: one line for every record (its key) and every touchpoint (its id), as
  `export members` names them
- `truth_identifiers.csv`: identifier (the graph's key), person: one line for every person that uses it
- `truth_journeys.csv`: person, touchpoints, first, last (UTC), purchases, value (EUR and CHF as they stand, refunds
  negative), types in order
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Self

from seeds import clock
from seeds.layouts import LAYOUTS
from seeds.online import FILLERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from seeds.people import Person
    from seeds.scene import Event

NAMESPACES = {
    "user.cookie": "cookie",
    "user.login": "login",
    "login": "login",
    "shop_login": "login",
    "cookie": "cookie",
    "installation": "device",
    "email": "email",
    "author.email": "email",
    "email_sha256": "email:sha256",
    "phone": "phone",
    "number": "phone",
    "card_no": "loyalty",
    "contact_id": "crm",
    "author.handle": "social",
}
_PLACES = {
    stem: tuple((place, NAMESPACES[name]) for place, (name, _) in enumerate(layout.columns) if name in NAMESPACES) for stem, layout in LAYOUTS.items()
}
_JUNK = {value for pair in FILLERS for value in pair} | {""}


class Truth:
    """Writes the three files; closes them when left."""

    def __init__(self, folder: Path) -> None:
        self._files = [
            (folder / name).open("w", encoding="utf-8", newline="") for name in ("truth.csv", "truth_identifiers.csv", "truth_journeys.csv")
        ]
        self._members, self._identifiers, self._journeys = (csv.writer(file, lineterminator="\n") for file in self._files)
        self._members.writerow(("source", "record", "person"))
        self._identifiers.writerow(("identifier", "person"))
        self._journeys.writerow(("person", "touchpoints", "first", "last", "purchases", "value", "types"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for file in self._files:
            file.close()

    def record(self, source: str, key: str, person: Person) -> None:
        """A record belongs to a person."""
        self._members.writerow((source, key, person.id))

    def person(self, person: Person, events: list[Event]) -> None:
        """What a person did, and by what it was known then."""
        events.sort(key=lambda event: event.order)
        self._members.writerows((event.layout[: event.layout.index("/")], event.id, person.id) for event in events)
        known = {(key, person.id) for key in self._known(person, events)}
        self._identifiers.writerows(sorted(known))
        purchases = sum(event.type == "purchase" for event in events)
        value = sum(event.value for event in events)
        first, last = clock.utc(events[0].at), clock.utc(events[-1].at)
        types = " ".join([event.type for event in events])
        self._journeys.writerow((person.id, len(events), first, last, purchases, f"{value:.2f}", types))

    def _known(self, person: Person, events: list[Event]) -> Iterator[str]:
        own = {
            "crm": person.contact,
            "login": person.login,
            "email": person.email,
            "phone": person.phone,
            "loyalty": person.card,
        }
        for namespace, value in own.items():
            if value:
                yield _key(namespace, value)
        for event in events:
            for place, namespace in _PLACES[event.layout]:
                if event.cells[place] not in _JUNK:
                    yield _key(namespace, event.cells[place])


def _key(namespace: str, value: str) -> str:
    return f"{namespace}:{value.replace('-', '') if namespace == 'loyalty' else value}"
