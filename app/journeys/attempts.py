"""Funnels of every kind: steps in order, strictly in order or in any order, optional steps, exclusions, windows, groups, cohorts, times.

An attempt is a choice of touchpoints, one for each step but for optional ones that are left out. A step is reached by those of whom some attempt
gets there. A plain funnel of everybody is counted on postings or pages (`app/journeys/funnels.py`); its persons, and all other funnels, come from
journeys, by one meaning. All statements return outcomes with how many have each, so that every figure of an answer is a sum of the same rows, and the
persons behind it are the persons of those rows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys import funnels
from app.journeys.answers import ALL, Answer, Filter, Unit, file_of, revision
from app.journeys.counted import Counted
from app.journeys.funnels import Attempt
from app.journeys.names import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.graph import Graph, Row

IN_ORDER, IN_ANY_ORDER = "journeys/attempts", "journeys/attempts_any"
FEWEST, MOST = 2, 20
PERIODS = ("day", "week", "month")


class Order(StrEnum):
    """How steps follow each other: at later times, at later times with nothing between, or as they like."""

    ORDERED = "ordered"
    STRICT = "strict"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a touchpoint of one of these types, at most `within` microseconds after the step before it."""

    types: tuple[str, ...]
    optional: bool = False
    within: int | None = None

    def __str__(self) -> str:
        """As it is asked for."""
        return joined(self.types, "|") + ("?" if self.optional else "")

    @property
    def label(self) -> str:
        """As people read it."""
        return "|".join(self.types) + ("?" if self.optional else "")


@dataclass(frozen=True, slots=True)
class Bar:
    """Types that may not come between two steps of an attempt, from step `start` to step `end` (from 1; None is the last)."""

    types: tuple[str, ...]
    start: int = 1
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Design:
    """What a funnel asks. `window` is in microseconds; `breakdown` a property of the touchpoint of step `breakdown_step` (from 1)."""

    steps: tuple[Step, ...]
    order: Order = Order.ORDERED
    attempt: Attempt = Attempt.BEST
    window: int | None = None
    bars: tuple[Bar, ...] = ()
    breakdown: str | None = None
    breakdown_step: int = 1
    period: str | None = None

    def check(self) -> None:
        """Raises BadInput with a sentence for what makes no sense."""
        for wrong, sentence in (*self._shape(), *self._order()):
            if wrong:
                raise BadInput(sentence)

    @property
    def plain(self) -> bool:
        """Whether it only asks for steps in order, one window for the whole, counts and times."""
        more = (self.bars, self.breakdown, self.period, *(each for step in self.steps for each in (step.optional, step.within)))
        return self.order is Order.ORDERED and not any(more)

    def statement(self) -> str:
        """The statement that answers it."""
        return IN_ANY_ORDER if self.order is Order.ANY else IN_ORDER

    def params(self) -> Row:
        """As parameters of the statement, but for the filters."""
        shared = {
            "window": self.window,
            "first": self.attempt is Attempt.FIRST,
            "labelled": None if self.breakdown is None else self.breakdown_step - 1,
            "property": self.breakdown,
            "period": self.period,
        }
        if self.order is Order.ANY:
            steps: list[Row] = [{"types": list(step.types), "needs": self._needs(place)} for place, step in enumerate(self.steps)]
            return {**shared, "steps": steps, "barred": [kind for bar in self.bars for kind in bar.types]}
        steps = [{"types": list(step.types), "after": self._after(place), "within": step.within} for place, step in enumerate(self.steps)]
        last = len(self.steps) - 1
        bars: list[Row] = [{"types": list(bar.types), "from": bar.start - 1, "to": last if bar.end is None else bar.end - 1} for bar in self.bars]
        if self.order is Order.STRICT:
            bars.append({"types": None, "from": 0, "to": last})
        return {**shared, "steps": steps, "bars": bars}

    def _shape(self) -> tuple[tuple[bool, str], ...]:
        steps, ends = self.steps, [bar.end or len(self.steps) for bar in self.bars]
        return (
            (not FEWEST <= len(steps) <= MOST, f"A funnel has {FEWEST} to {MOST} steps, not {len(steps)}."),
            (any(not step.types or not all(step.types) for step in steps), "A step of the funnel names no type; name one or several."),
            (steps[:1] != () and (steps[0].optional or steps[-1].optional), "The first and the last step of a funnel cannot be optional."),
            (self.window is not None and self.window <= 0, "The window of a funnel is empty; give one that is longer than nothing, or leave it out."),
            (any(step.within is not None and step.within <= 0 for step in steps), "The window of a step is empty; make it longer, or leave it out."),
            (
                not 1 <= self.breakdown_step <= max(len(steps), 1),
                f"Groups come from step 1 to {len(steps)}, not from step {self.breakdown_step}.",
            ),
            (self.period not in (None, *PERIODS), f"A cohort is a {', '.join(PERIODS)}, not {self.period!r}."),
            (
                any(not 1 <= bar.start < end <= len(steps) for bar, end in zip(self.bars, ends, strict=True)),
                f"What is excluded lies between two steps, the earlier first, from 1 to {len(steps)}.",
            ),
        )

    def _order(self) -> tuple[tuple[bool, str], ...]:
        kinds = Counter(kind for step in self.steps for kind in set(step.types))
        free, strict = self.order is Order.ANY, self.order is Order.STRICT
        excluded = {kind for bar in self.bars for kind in bar.types}
        return (
            (bool(excluded & kinds.keys()), "A type is both a step and excluded; leave it out of one of them."),
            (strict and bool(self.bars), "In strict order nothing at all may come between; leave out what is excluded."),
            (free and any(step.within for step in self.steps), "In any order no step follows another; give one window for the whole instead."),
            (free and any(bar.start > 1 or bar.end for bar in self.bars), "In any order nothing lies between two steps; exclude for the whole."),
            (free and max(kinds.values(), default=0) > 1, "In any order no two steps can have a type in common: which is meant could not be told."),
        )

    def _after(self, place: int) -> list[int]:
        """The steps that this one may follow: the one before, and where that is optional those before it."""
        found = []
        for before in range(place - 1, -1, -1):
            found.append(before)
            if not self.steps[before].optional:
                break
        return found

    def _needs(self, place: int) -> list[int]:
        return [before for before in range(place) if not self.steps[before].optional] + [place]


@dataclass(frozen=True, slots=True)
class Outcome:
    """So many got exactly to these steps, in this group and cohort; `times` in microseconds of those who got to the end."""

    reached: tuple[bool, ...]
    value: str | None
    period: str | None
    count: int
    times: list[int]


@dataclass(frozen=True, slots=True)
class Attempts(Answer[Outcome]):
    """The outcomes of a funnel. Every figure is a sum of them."""

    steps: tuple[Step, ...] = ()

    def counts(self, where: Callable[[Outcome], bool] = lambda _: True) -> list[int]:
        """How many get to each step, of the outcomes that `where` keeps."""
        kept = [row for row in self.rows if where(row)]
        return [sum(row.count for row in kept if row.reached[place]) for place in range(len(self.steps))]

    def times(self) -> list[int]:
        """The times from first to last step of all who got there, in microseconds, in order."""
        return sorted(time for row in self.rows for time in row.times)

    def by(self, key: Callable[[Outcome], str | None]) -> list[tuple[str | None, list[int]]]:
        """How many get to each step in each group or cohort."""
        names = sorted({key(row) for row in self.rows}, key=lambda name: (name is None, name or ""))
        return [(name, self.counts(lambda row, name=name: key(row) == name)) for name in names]  # type: ignore[misc] # a default binds it


@dataclass(frozen=True, slots=True)
class Behind:
    """Which of a funnel's figures: those who reach `step` (from 1), or with `dropped` those who reach it and not the next."""

    step: int = 1
    dropped: bool = False
    value: str | None = field(default=None)
    period: str | None = None

    def keeps(self, row: Row, design: Design) -> bool:
        """Whether an outcome is among those counted."""
        place, reached = self.step - 1, row["reached"]
        return (
            reached[place]
            and not (self.dropped and any(reached[place + 1 :]))
            and (self.value is None or design.breakdown is None or (row["value"] or "") == self.value)
            and (self.period is None or row["period"] == self.period)
        )


def attempts(graph: Graph, design: Design, filters: Filter = ALL, *, unit: Unit = Unit.PERSONS) -> Attempts:
    """How far all get. Raises BadInput for a funnel that makes no sense, filters by type, or an unknown property."""
    params = _params(graph, design, filters, unit)
    if design.plain and not filters.narrowed:
        made = funnels.funnel(graph, [step.types for step in design.steps], filters, window=design.window, attempt=design.attempt, unit=unit)
        if made:
            return Attempts(_deep(design, made.rows), unit, made.revision, made.file, made.params, steps=design.steps)
    at = revision(graph)
    found = _run(graph, design, params, listed=False)
    # A property that is empty is none: both are one group, as they are behind it.
    rows = [Outcome(tuple(row["reached"]), row["value"] or None, row["period"], row["count"], row["times"]) for row in found]
    return Attempts(rows, unit, at, file_of(design.statement()), {**params, "listed": False}, steps=design.steps)


def _deep(design: Design, rows: Iterable[Row]) -> list[Outcome]:
    """Outcomes of a plain funnel: who gets to a step got to all before it."""
    places = range(len(design.steps))
    return [Outcome(tuple(place < row["depth"] for place in places), None, None, row["count"], row["times"]) for row in rows]


def behind(graph: Graph, design: Design, which: Behind, filters: Filter = ALL, *, unit: Unit = Unit.PERSONS) -> Counted:
    """Exactly the persons that a figure of `attempts` counts. Raises BadInput as that does, and for a step that the funnel has not."""
    params = _params(graph, design, filters, unit)
    if not 1 <= which.step <= len(design.steps):
        raise BadInput(f"The funnel has steps 1 to {len(design.steps)}, not {which.step}.")
    at = revision(graph)
    persons = _persons(row for row in _run(graph, design, params, listed=True) if which.keeps(row, design))
    return Counted.of(persons, unit, at, file_of(design.statement()), {**params, "listed": True})


def _persons(rows: Iterable[Row]) -> Counter[str]:
    return Counter(person for row in rows for person in row["persons"])


def _params(graph: Graph, design: Design, filters: Filter, unit: Unit) -> Row:
    design.check()
    if filters.types is not None:
        raise BadInput("A funnel's steps say already which types count; leave the filter by type out.")
    if design.breakdown is not None:
        known(graph, design.breakdown)
    params = {name: value for name, value in filters.params().items() if name != "types"}
    return {**params, **design.params(), "journeys": unit is Unit.JOURNEYS}


def known(graph: Graph, name: str) -> None:
    """Raises BadInput when no touchpoint can have a property of this name."""
    found: Sequence[str] = graph.read("journeys/properties")[0]["names"]
    if name not in found:
        raise BadInput(f"No touchpoint has a property {name!r}; there are {', '.join(found)}.")


def _run(graph: Graph, design: Design, params: Row, *, listed: bool) -> list[Row]:
    return graph.read(design.statement(), **params, listed=listed)
