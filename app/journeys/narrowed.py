"""Questions that pages answer about everybody, answered about a segment: a page cannot leave persons out, so what each did is walked instead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.journeys.flows import Course, flows

if TYPE_CHECKING:
    from app.graph import Graph
    from app.journeys.answers import Filter, Unit
    from app.journeys.flows import Flows


def ways(graph: Graph, filters: Filter, unit: Unit, *, steps: int, collapse: bool) -> tuple[Flows, Counter[tuple[str, ...]]]:
    """The answer that has all ways, and how many take each as far as its first `steps` steps."""
    found = flows(graph, Course(steps=steps, collapse=collapse), filters, refunds=frozenset(), unit=unit)
    counts: Counter[tuple[str, ...]] = Counter()
    for each in found.rows:
        counts[each.path[:steps]] += each.count
    return found, counts
