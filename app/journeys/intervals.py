"""How long it takes from one touchpoint to the next: transitions with the time between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.journeys.answers import ALL, Answer, Filter, Unit, file_of, revision
from app.journeys.spread import Spread

if TYPE_CHECKING:
    from app.graph import Graph, Row

STATEMENT = "journeys/intervals"
_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A touchpoint of type `origin` was followed by one of type `target` so often, by so many persons, after so long."""

    origin: str
    target: str
    count: int
    persons: int
    between: Spread


def intervals(graph: Graph, filters: Filter = ALL, *, unit: Unit = Unit.PERSONS) -> Answer[Interval]:
    """Every transition as `transitions` counts it, the most frequent first, with quartiles, median and 90th percentile of the time between."""
    params = {**filters.params(), "journeys": unit is Unit.JOURNEYS}
    at = revision(graph)
    return Answer([_interval(row) for row in graph.read(STATEMENT, **params)], unit, at, file_of(STATEMENT), params)


def _interval(row: Row) -> Interval:
    ranks = [each / _MICROSECONDS for each in row["ranks"]]
    return Interval(row["from"], row["to"], row["count"], row["persons"], Spread(row["count"], *ranks))
