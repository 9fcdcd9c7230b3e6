"""Plain funnels over all persons: steps in order and nothing else asked, which one expression over the pages answers at once."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.journeys.answers import SHARES, Filter, Unit, compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row

STATEMENT = "journeys/funnel"


class Attempt(StrEnum):
    """Which attempt counts: the one that gets furthest, or the one that begins with the very first touchpoint of the first step."""

    BEST = "best"
    FIRST = "first"


def params(graph: Graph, steps: Sequence[Sequence[str]], filters: Filter, *, window: int | None, attempt: Attempt, unit: Unit) -> Row:
    """The parameters of the statement: the types of each step, and at most `window` microseconds from an attempt's first step to its last.

    Raises BadInput for filters by person.
    """
    return {
        "filter": compiled(graph, replace(filters, types=sorted({kind for step in steps for kind in step})), unit),
        "steps": [list(step) for step in steps],
        "window": window,
        "first": attempt is Attempt.FIRST,
        "shelves": SHARES,
    }


def told(asked: Row) -> bool:
    """Whether the pages tell every moment and order now: all are gathered, no day is beyond all there are, no moment has more than six places."""
    return not asked["filter"]["rough"]


def heard(asked: Row) -> bool:
    """Whether journeys have touchpoints of every type asked for."""
    return len(asked["filter"]["kept"]) == len(asked["filter"]["types"])
