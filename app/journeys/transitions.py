"""Transitions over all persons: how often a type of touchpoint is followed by another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.journeys.answers import ALL, SHARES, Answer, Filter, Unit, file_of, revision, shared

if TYPE_CHECKING:
    from app.graph import Graph

STATEMENT = "journeys/transitions"


@dataclass(frozen=True, slots=True)
class Transition:
    """So often a touchpoint of type `origin` is followed by one of type `target`."""

    origin: str
    target: str
    count: int


def transitions(graph: Graph, filters: Filter = ALL, *, unit: Unit = Unit.PERSONS, limit: int | None = None) -> Answer[Transition]:
    """Every transition between consecutive touchpoints that pass the filters, the most frequent first.

    What a filter leaves out does not stand between: the sequence is filtered first. With unit `journeys` none leads from
    one journey to the next. Raises BadInput for filters that nothing can pass.
    """
    params = {**filters.params(), "journeys": unit is Unit.JOURNEYS}
    at = revision(graph)
    counts: Counter[tuple[str, str]] = Counter()
    for row in shared(graph, STATEMENT, params):
        counts[row["from"], row["to"]] += row["count"]
    rows = [Transition(*pair, count) for pair, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]
    every = [shelf for share in SHARES for shelf in share]
    return Answer(rows[:limit], unit, at, file_of(STATEMENT), {**params, "shelves": every})
