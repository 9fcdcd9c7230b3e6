"""How all go through the stages: which stage they come to from which, where they are now, and who goes so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from app.journeys.answers import ALL, Answer, Filter, Unit, file_of, revision
from app.journeys.counted import Counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row

STATEMENT = "profiles/stage_ways"


@dataclass(frozen=True, slots=True)
class StageWay:
    """So many went through these stages in this order."""

    stages: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Move:
    """From one of the stages `here`, at the place `step` of a way (from 1; None: at any), to one of `next`.

    With nothing in `next` they stay there; with None it does not matter what they do.
    """

    here: Sequence[str] | None = None
    step: int | None = None
    next: Sequence[str] | None = None

    def params(self) -> Row:
        """As parameters of the statement."""
        return {
            "here": None if self.here is None else list(self.here),
            "place": None if self.step is None else self.step - 1,
            "next": None if self.next is None else list(self.next),
        }


@dataclass(frozen=True, slots=True)
class StageWays(Answer[StageWay]):
    """Every way, the most frequent first."""

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(each.count for each in self.rows)

    def moves(self) -> Counter[tuple[str | None, str | None]]:
        """How many ever go from a stage to another, each once; from None those who begin there, to None those who are there at the end."""
        found: Counter[tuple[str | None, str | None]] = Counter()
        for each in self.rows:
            for pair in set(pairwise([None, *each.stages, None])):
                found[pair] += each.count
        return found


def stage_ways(graph: Graph, filters: Filter = ALL, *, unit: Unit = Unit.PERSONS) -> StageWays:
    """All ways, over the touchpoints that pass the filters. Raises BadInput for filters that nothing can pass."""
    params = {**_params(filters, unit), **Move().params(), "listed": False}
    at = revision(graph)
    rows = [StageWay(tuple(row["way"]), row["count"]) for row in graph.read(STATEMENT, **params)]
    return StageWays(rows, unit, at, file_of(STATEMENT), params)


def moving(graph: Graph, move: Move, filters: Filter = ALL, *, unit: Unit = Unit.PERSONS) -> Counted:
    """Exactly the persons who make a move, counted as `moves` does."""
    params = {**_params(filters, unit), **move.params(), "listed": True}
    at = revision(graph)
    persons = Counter(person for row in graph.read(STATEMENT, **params) for person in row["persons"])
    return Counted.of(persons, unit, at, file_of(STATEMENT), params)


def _params(filters: Filter, unit: Unit) -> Row:
    return {**filters.params(), "journeys": unit is Unit.JOURNEYS}
