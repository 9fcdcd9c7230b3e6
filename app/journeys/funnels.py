"""Ordered funnels over all persons: how many get to each step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.answers import ALL, Answer, Filter, Unit, file_of, revision, shared

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.graph import Graph

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
    params = {name: value for name, value in filters.params().items() if name != "types"} | {
        "steps": list(steps),
        "window": None if window is None else round(window.total_seconds() * 1_000_000),
        "first": attempt is Attempt.FIRST,
        "journeys": unit is Unit.JOURNEYS,
    }
    at = revision(graph)
    deep: Counter[int] = Counter()
    for row in shared(graph, STATEMENT, params):
        deep[row["depth"]] += row["count"]
    rows = [FunnelStep(kind, sum(count for depth, count in deep.items() if depth >= place)) for place, kind in enumerate(steps, 1)]
    return Answer(rows, unit, at, file_of(STATEMENT), params)


def _check(steps: Sequence[str], filters: Filter, window: dt.timedelta | None) -> None:
    if not _FEWEST <= len(steps) <= _MOST:
        raise BadInput(f"A funnel has {_FEWEST} to {_MOST} steps, not {len(steps)}.")
    if window is not None and window.total_seconds() <= 0:
        raise BadInput("The window of a funnel is empty; give one that is longer than nothing, or leave it out.")
    if filters.types is not None:
        raise BadInput("A funnel's steps say already which types count; leave the filter by type out.")
