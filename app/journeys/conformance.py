"""Designed and observed: how well what customers do fits a designed journey, and where it deviates. The definition is `alignment`'s."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.alignment import Sign, aligned
from app.journeys.answers import ALL, Answer, Filter, Unit, file_of, revision
from app.journeys.counted import Counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Graph, Row
    from app.journeys.alignment import Aligned, Token
    from app.journeys.designs import DesignedJourney, DesignedStep

STATEMENT = "journeys/conformance"
MOST_TOUCHPOINTS = 5_000
"""A longer way is not aligned, but counted as such."""


class Whole(StrEnum):
    """What a way is as a whole: does some step of the design; does it without a deviation; does no step; is too long to be aligned."""

    ON = "on"
    FITTING = "fitting"
    OFF = "off"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Followed:
    """One step of the design, and of how many it was what."""

    step: DesignedStep
    counts: dict[Sign, int]


@dataclass(frozen=True, slots=True)
class Unforeseen:
    """Touchpoints of a type that the design does not have: after so many of its steps, of how many, how often in all."""

    type: str
    passed: int
    count: int
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conformance(Answer[Followed]):
    """Every step in the order of the design. Of those on it, done, reversed, skipped and left_out of a step are `counts[Whole.ON]` together.

    `fitness` is 1 - cost / worst over all alignments together, `mean` the mean of each one's own; None where nobody is on it.
    """

    counts: dict[Whole, int]
    unforeseen: list[Unforeseen]
    fitness: float | None
    mean: float | None

    @property
    def total(self) -> int:
        """All that passed the filters."""
        return self.counts[Whole.ON] + self.counts[Whole.OFF] + self.counts[Whole.TOO_LONG]


@dataclass(frozen=True, slots=True)
class Figure:
    """Which figure is asked after: one of the whole, a sign with the number of a step (from 1), or an unforeseen type after so many steps."""

    whole: Whole | None = None
    sign: Sign | None = None
    step: int | None = None
    type: str | None = None
    passed: int | None = None

    def holds(self, whole: Whole, found: Aligned | None) -> bool:
        """Whether a way is counted in it."""
        if self.whole is not None:
            return self.whole is whole or (self.whole is Whole.ON and whole is Whole.FITTING)
        if found is None:
            return False
        if self.sign is not None and self.step is not None:
            return (self.sign, self.step - 1) in found.signs
        return (self.type, self.passed) in found.unforeseen

    def check(self, design: DesignedJourney) -> None:
        """Raises BadInput unless it names one figure of the design."""
        named = [self.whole is not None, self.sign is not None or self.step is not None, self.type is not None or self.passed is not None]
        whole = None not in (self.sign, self.step) if named[1] else None not in (self.type, self.passed) if named[2] else True
        if named.count(True) != 1 or not whole:
            raise BadInput("Ask for `whole`, or for `sign` and `step`, or for `unforeseen` and `after`.")
        if self.step is not None and not 1 <= self.step <= len(design.steps):
            raise BadInput(f"This design has the steps 1 to {len(design.steps)}, and none of number {self.step}.")


def conformance(graph: Graph, design: DesignedJourney, filters: Filter = ALL, *, unit: Unit = Unit.PERSONS) -> Conformance:
    """Every figure of a design. Raises BadInput for filters that nothing can pass."""
    params, at = _params(design, filters, unit), revision(graph)
    wholes, signs, strays, times = Counter[Whole](), Counter[tuple[Sign, int]](), Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    cost = worst = 0
    shares = 0.0
    for whole, found, persons in _ways(graph, design, params):
        wholes[whole] += len(persons)
        if found is None:
            continue
        cost, worst = cost + found.cost * len(persons), worst + found.worst * len(persons)
        shares += (1 - found.cost / found.worst) * len(persons)
        for sign in found.signs:
            signs[sign] += len(persons)
        for stray, often in found.unforeseen.items():
            strays[stray] += len(persons)
            times[stray] += often * len(persons)
    wholes[Whole.ON] += wholes[Whole.FITTING]
    return Conformance(
        [Followed(step, {sign: signs[sign, place] for sign in Sign}) for place, step in enumerate(design.steps)],
        unit,
        at,
        file_of(STATEMENT),
        params,
        counts={whole: wholes[whole] for whole in Whole},
        unforeseen=sorted(
            (Unforeseen(kind, passed, count, times[kind, passed]) for (kind, passed), count in strays.items()),
            key=lambda each: (-each.count, each.passed, each.type),
        ),
        fitness=1 - cost / worst if worst else None,
        mean=shares / wholes[Whole.ON] if wholes[Whole.ON] else None,
    )


def counted_in(graph: Graph, design: DesignedJourney, figure: Figure, filters: Filter = ALL, *, unit: Unit = Unit.PERSONS) -> Counted:
    """Exactly the persons of one figure. Raises BadInput for a figure that the design does not have."""
    figure.check(design)
    params, at = _params(design, filters, unit), revision(graph)
    persons = Counter(person for whole, found, ids in _ways(graph, design, params) if figure.holds(whole, found) for person in ids)
    return Counted.of(persons, unit, at, file_of(STATEMENT), params)


def _ways(graph: Graph, design: DesignedJourney, params: Row) -> Iterator[tuple[Whole, Aligned | None, list[str]]]:
    for row in graph.read(STATEMENT, **params):
        way: list[Token] = [(kind, channel) for kind, channel in row["way"] or ()]
        if len(way) > MOST_TOUCHPOINTS:
            yield Whole.TOO_LONG, None, row["persons"]
            continue
        found = aligned(design, way)
        yield (Whole.OFF if found is None else Whole.ON if found.cost else Whole.FITTING), found, row["persons"]


def _params(design: DesignedJourney, filters: Filter, unit: Unit) -> Row:
    asks = frozenset[str]().union(*(step.types for step in design.steps if step.channels is not None))
    return {
        **filters.params(),
        "journeys": unit is Unit.JOURNEYS,
        "besides": sorted(design.besides),
        "planned": sorted(frozenset[str]().union(*(step.types for step in design.steps))),
        "channelled": sorted(asks),
    }
