"""Ordered funnels over all persons: how many get to each step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.answers import ALL, SHARES, Answer, Filter, Unit, compiled, file_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.graph import Graph, Row

STATEMENT = "journeys/funnel"
_FEWEST, _MOST = 2, 20


class Attempt(StrEnum):
    """Which attempt counts: the one that gets furthest, or the one that begins with the very first touchpoint of the first step."""

    BEST = "best"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """So many reached this step, after all before it."""

    type: str
    count: int


def funnel(
    graph: Graph,
    steps: Sequence[str],
    filters: Filter = ALL,
    *,
    window: dt.timedelta | None = None,
    attempt: Attempt = Attempt.BEST,
    unit: Unit = Unit.PERSONS,
) -> Answer[FunnelStep]:
    """How many reach each of `steps` (touchpoint types) in order, later steps at later times, other touchpoints between.

    With a `window` the last step counted lies at most so long after the attempt's first. Touchpoints at equal times are not
    in order. Raises BadInput for fewer than 2 or more than 20 steps, a window of nothing, or filters by type, which the
    steps are already.
    """
    _check(steps, filters, window)
    params: Row = {
        "filter": compiled(graph, replace(filters, types=steps), unit),
        "steps": list(steps),
        "window": None if window is None else round(window.total_seconds() * 1_000_000),
        "first": attempt is Attempt.FIRST,
        "shelves": SHARES,
    }
    deep = {row["depth"]: row["count"] for row in graph.write(STATEMENT, **params)}
    rows = [FunnelStep(kind, sum(count for depth, count in deep.items() if depth >= place)) for place, kind in enumerate(steps, 1)]
    return Answer(rows, unit, params["filter"]["revision"], file_of(STATEMENT), params)


def _check(steps: Sequence[str], filters: Filter, window: dt.timedelta | None) -> None:
    if not _FEWEST <= len(steps) <= _MOST:
        raise BadInput(f"A funnel has {_FEWEST} to {_MOST} steps, not {len(steps)}.")
    if window is not None and window.total_seconds() <= 0:
        raise BadInput("The window of a funnel is empty; give one that is longer than nothing, or leave it out.")
    if filters.types is not None:
        raise BadInput("A funnel's steps say already which types count; leave the filter by type out.")
