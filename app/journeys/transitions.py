"""Transitions over all persons: how often a type of touchpoint is followed by another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.journeys.answers import ALL, Answer, Filter, Unit
from app.journeys.asked import ask
from app.journeys.intervals import intervals

if TYPE_CHECKING:
    from app.graph import Graph

STATEMENT, FEW = "journeys/transitions", "journeys/transitions_postings"


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
    if filters.narrowed:
        walked = intervals(graph, filters, unit=unit)
        rows = [Transition(each.origin, each.target, each.count) for each in walked.rows]
        return Answer(rows[:limit], unit, walked.revision, walked.file, walked.params)
    made = ask(graph, filters, unit, (FEW, STATEMENT))
    rows = [Transition(row["from"], row["to"], row["count"]) for row in made.rows if row["count"]]
    return Answer(rows[:limit], unit, made.revision, made.file, made.params)
