"""The dataset: the columns of all persons, made from the graph in one stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analytics.columns import Gatherer
from app.journeys.answers import revision

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.analytics.columns import Columns
    from app.graph import Graph

STATEMENT = "analytics/dataset"
_TOLD_EVERY = 10_000


def build(graph: Graph, on_progress: Callable[[int], None] | None = None) -> Columns:
    """Returns the columns of every person in the graph; `on_progress` hears how many persons have been read.

    The revision is read first: what changes while the stream runs belongs to a later one.
    """
    at, gatherer = revision(graph), Gatherer()
    for number, row in enumerate(graph.stream(STATEMENT), 1):
        gatherer.add(row)
        if on_progress and number % _TOLD_EVERY == 0:
            on_progress(number)
    return gatherer.columns(at)
