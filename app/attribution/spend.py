"""What channels cost in a time: loaded spend, each of its days with the same part of the cost, in the reporting currency."""

from __future__ import annotations

from collections import defaultdict
from math import fsum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row
    from app.journeys.conversions import Conversions

STATEMENT = "attribution/spend"
_DAY = 86_400 * 1_000_000


def spend(graph: Graph, since: int, until: int, conversions: Conversions, *, channels: Sequence[str] | None = None) -> dict[str | None, float]:
    """The cost of every channel that has spend between two moments (epoch microseconds); None has that of no channel. Raises MissingRate."""
    found: dict[str | None, list[float]] = defaultdict(list)
    for row in graph.read(STATEMENT, channels=None if channels is None else list(channels)):
        for day in range(max(row["first"], since // _DAY), min(row["last"], (until - 1) // _DAY) + 1):
            found[row["channel"]].append(_cost(row, day, since, until, conversions))
    return {channel: fsum(costs) for channel, costs in found.items()}


def _cost(row: Row, day: int, since: int, until: int, conversions: Conversions) -> float:
    """The part of a day's cost that lies between two moments."""
    begin, end = max(since, day * _DAY), min(until, (day + 1) * _DAY)
    daily: float = row["cost"] / (row["last"] - row["first"] + 1)
    rate = conversions.rate(row["currency"] or conversions.currency, day * _DAY)
    return daily * rate * (end - begin) / _DAY
