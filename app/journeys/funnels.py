"""Plain funnels over all persons: steps in order and nothing else asked, which one expression over postings or pages answers at once."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.journeys import asked
from app.journeys.answers import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row
    from app.journeys.answers import Answer, Filter, Unit

STATEMENT, FEW = "journeys/funnel", "journeys/funnel_postings"
_MOST = 200_000
"""Touchpoints up to which putting them in order takes no longer than looking at pages, which give all times of day."""


class Attempt(StrEnum):
    """Which attempt counts: the one that gets furthest, or the one that begins with the very first touchpoint of the first step."""

    BEST = "best"
    FIRST = "first"


def funnel(graph: Graph, steps: Sequence[Sequence[str]], filters: Filter, *, window: int | None, attempt: Attempt, unit: Unit) -> Answer[Row] | None:
    """How many get how far, by the types of each step, and at most `window` microseconds from an attempt's first step to its last.

    None where pages do not tell every moment and order now: some are not gathered, or have days beyond all there are, or moments with more than six
    places. Raises BadInput for filters by person.
    """
    filters = replace(filters, types=sorted({kind for step in steps for kind in step}))
    how: Row = {"steps": [list(step) for step in steps], "window": window, "first": attempt is Attempt.FIRST}
    if made := asked.posted(graph, filters, unit, FEW, how, _MOST):
        return replace(made, rows=[row for row in made.rows if row["count"]])
    pages = compiled(graph, filters, unit)
    if pages["rough"]:
        return None
    return asked.paged(graph, pages, STATEMENT, how)
