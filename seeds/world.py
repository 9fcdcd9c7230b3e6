"""A whole generated world: persons and their doings become files, with the truth beside them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from seeds import clock
from seeds.behaviour import Behaviour
from seeds.doubles import LAYOUT as DOUBLED
from seeds.doubles import Doubles
from seeds.forgery import Forger
from seeds.layouts import LAYOUTS, Layout
from seeds.people import CITIES, STREETS, Person, Population
from seeds.register import BORN, Register
from seeds.scene import Event, Scene
from seeds.shape import DAY, Shape
from seeds.spill import Spill
from seeds.truth import Truth
from seeds.writers import ENDINGS, writer

MAPPINGS = Path(__file__).resolve().parent.parent / "loaders" / "mappings"
DOUBLES_MAPPING = Path(__file__).with_name("doubles.yaml")
_TIME = {"web/events": 2, "app/events": 2, "email/events": 1, "ads/events": 1}
"""Where the time stands in layouts whose rows may lose it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: so many persons or touchpoints (the other is None), a seed, a place, a format (None: its own).

    `forged` links between strangers come on top.
    """

    out: Path
    seed: int
    persons: int | None = None
    touchpoints: int | None = None
    form: str | None = None
    forged: int = 0


@dataclass(slots=True)
class World:
    """One world in the making, and its counts."""

    order: Order
    shape: Shape
    counts: Counter[str] = field(default_factory=Counter)

    def write(self) -> dict[str, int]:
        """Writes every file. Returns the counts that also stand in `summary.json`."""
        order, shape = self.order, self.shape
        order.out.mkdir(parents=True, exist_ok=True)
        self.counts.update({"repeated": 0, "late": 0, "rejected": 0, "set_aside": 0})
        expected = order.touchpoints or int((order.persons or 0) * shape.mean)
        with Spill(shape, expected, tuple(self._layouts())) as spill, Truth(order.out) as truth:
            self._live(spill, truth)
            self._arrange(spill)
        self._describe()
        return dict(sorted(self.counts.items()))

    def _layouts(self) -> dict[str, Layout]:
        return LAYOUTS | ({DOUBLED.stem: DOUBLED} if self.shape.doubles else {})

    def _live(self, spill: Spill, truth: Truth) -> None:
        scene = Scene(Random(self.order.seed), self.shape)
        dice = Random(f"{self.order.seed} rows")
        forger = Forger(self.order.forged, self.order.seed, self.shape)
        register = Register(f"{self.order.seed}") if self.shape.doubles else None
        population, behaviour = Population(scene.rng, self.shape, register), Behaviour(scene)
        doubles = Doubles(self.order.seed, self.shape.doubles)
        while (left := self._left()) > 0:
            person = population.person()
            events = behaviour.doings(person, min(left, behaviour.quota()))
            self.counts["persons"] += 1
            self.counts["touchpoints"] += len(events)
            truth.person(person, events)
            if person.card:
                self._record(truth, "loyalty", person.card, person)
            if person.contact:
                since = population.known_since(person)
                self._contact(person, since, spill, dice)
                self._record(truth, "crm", person.contact, person)
                if second := doubles.meet(person, since):
                    self._record(truth, "shop", second[0], person)
                    spill.add(since, DOUBLED.stem, second)
                    self.counts[f"rows {DOUBLED.stem}"] += 1
            for event in events:
                self._row(event, spill, dice)
            if forged := forger.meet(person, events):
                self.counts["forged"] += 1
                spill.add(forged.at, forged.layout, forged.cells)
        if self.order.forged:
            forger.write(self.order.out)

    def _left(self) -> int:
        if self.order.touchpoints is not None:
            return self.order.touchpoints - self.counts["touchpoints"]
        return 10**9 if self.counts["persons"] < (self.order.persons or 0) else 0

    def _record(self, truth: Truth, source: str, key: str, person: Person) -> None:
        self.counts["records"] += 1
        truth.record(source, key, person)

    def _contact(self, person: Person, at: int, spill: Spill, dice: Random) -> None:
        postal, city = dice.choice(CITIES)
        born = f"{dice.randint(1945, 2006)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}" if dice.random() < self.shape.birthday else ""
        if person.entry:
            born = person.entry.birth if dice.random() < BORN else ""
        email = person.email
        if email and dice.random() < self.shape.dirt:
            email = email.replace("@", "(at)")
        for moved in range(1 + (not person.phone_gone and dice.random() < self.shape.changed)):
            when = at + moved * 30 * DAY
            street = f"{dice.choice(STREETS)} {dice.randint(1, 99)}"
            if person.entry and not moved:
                street, postal, city = person.entry.address, person.entry.postal, person.entry.city
            told = (person.given, person.family, born, email, person.phone, street, postal, city, "DE")
            ties = (person.login, person.household, person.account)
            spill.add(when, "crm/contacts", (person.contact, clock.local(when), *told, *ties))
            self.counts["rows crm/contacts"] += 1
            self.counts["set_aside"] += "(at)" in email

    def _row(self, event: Event, spill: Spill, dice: Random) -> None:
        """One row, and with `dirt` now and then a late one, a second one, or one without a time."""
        at, layout, dirt = event.at, event.layout, self.shape.dirt
        copies = 1
        if dirt:
            drawn = dice.random()
            if drawn < dirt:
                copies = 2
                self.counts["repeated"] += 1
            elif drawn < 2 * dirt:
                at += dice.randint(1, 60) * DAY
                self.counts["late"] += 1
            elif drawn < 2.2 * dirt and layout in _TIME:
                self._broken(event, spill)
        for _ in range(copies):
            spill.add(at, layout, event.cells)
        self.counts[f"rows {layout}"] += copies

    def _broken(self, event: Event, spill: Spill) -> None:
        cells, place = list(event.cells), _TIME[event.layout]
        cells[0], cells[place] = f"x{cells[0]}", ""
        spill.add(event.at, event.layout, tuple(cells))
        self.counts["rejected"] += 1
        self.counts[f"rows {event.layout}"] += 1

    def _arrange(self, spill: Spill) -> None:
        writers = {stem: writer(layout, self.order.out, self._form(stem)) for stem, layout in self._layouts().items()}
        for stem, rows in spill.batches():
            writers[stem].write(rows)
        for each in writers.values():
            each.close()

    def _form(self, stem: str) -> str:
        return self.order.form or self._layouts()[stem].format

    def _describe(self) -> None:
        """The manifest (as in the story) and the counts; another format than the story's brings its mappings along."""
        lines = []
        for stem, layout in self._layouts().items():
            if layout is DOUBLED or self._form(stem) != layout.format:
                self._remap(stem, self._form(stem))
            lines.append(f"- {{mapping: {layout.mapping}, file: {stem}.{ENDINGS[self._form(stem)]}}}")
        note = "# mapping: below mappings/ beside this file where it stands there, else below loaders/mappings/\n"
        (self.order.out / "manifest.yaml").write_text(note + "\n".join(lines) + "\n", encoding="utf-8")
        counts = json.dumps({"seed": self.order.seed, **dict(sorted(self.counts.items()))}, indent=2)
        (self.order.out / "summary.json").write_text(counts + "\n", encoding="utf-8")

    def _remap(self, stem: str, form: str) -> None:
        layout = self._layouts()[stem]
        path = DOUBLES_MAPPING if layout is DOUBLED else MAPPINGS / layout.mapping
        text = path.read_text(encoding="utf-8")
        target = self.order.out / "mappings" / layout.mapping
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace(f"format: {layout.format}\n", f"format: {form}\n", 1), encoding="utf-8")
