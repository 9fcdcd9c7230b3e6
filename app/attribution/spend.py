"""What channels cost in a time: loaded spend, each of its days with the same part of the cost, in the reporting currency."""

from __future__ import annotations

from collections import defaultdict
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from app.journeys.unrated import Unrated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.graph import Graph, Row
    from app.journeys.conversions import Conversions

STATEMENT = "attribution/spend"
_DAY = 86_400 * 1_000_000


class Costs(NamedTuple):
    """The cost of every channel that has spend (None has that of no channel), in the reporting currency, and what has no rate."""

    channels: Mapping[str | None, float]
    unrated: Unrated


def spend(graph: Graph, since: int, until: int, conversions: Conversions, *, channels: Sequence[str] | None = None) -> Costs:
    """What channels cost between two moments (epoch microseconds)."""
    found: dict[str | None, list[float]] = defaultdict(list)
    unrated = Unrated()
    for row in graph.read(STATEMENT, channels=None if channels is None else list(channels)):
        for day in range(max(row["first"], since // _DAY), min(row["last"], (until - 1) // _DAY) + 1):
            cost, rate = _cost(row, day, since, until), conversions.known_rate(row["currency"], day * _DAY)
            if rate is None and cost:
                unrated.spent(row["currency"], day * _DAY, cost)
            else:
                found[row["channel"]].append(cost * (rate or 0.0))
    return Costs({channel: fsum(costs) for channel, costs in found.items()}, unrated)


def _cost(row: Row, day: int, since: int, until: int) -> float:
    """The part of a day's cost that lies between two moments, in its currency."""
    begin, end = max(since, day * _DAY), min(until, (day + 1) * _DAY)
    daily: float = row["cost"] / (row["last"] - row["first"] + 1)
    return daily * (end - begin) / _DAY
