"""How long something takes, over many: quartiles, median, 90th percentile, and a histogram on bounds that people speak of. Pure."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECOND, _MINUTE, _HOUR, _DAY = 10**6, 60 * 10**6, 3_600 * 10**6, 86_400 * 10**6
BOUNDS = (
    *(_MINUTE, 10 * _MINUTE, _HOUR, 6 * _HOUR),
    *(_DAY, 2 * _DAY, 3 * _DAY, 7 * _DAY, 14 * _DAY, 30 * _DAY, 90 * _DAY, 180 * _DAY, 365 * _DAY),
)
"""Upper ends of the bins of a histogram, in microseconds; what is longer has a bin of its own."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Of `count` durations, in seconds; None of none. A percentile is the smallest duration that so many do not exceed (nearest rank)."""

    count: int
    quartile_1: float | None
    median: float | None
    quartile_3: float | None
    percentile_90: float | None

    @classmethod
    def of(cls, ordered: Sequence[int]) -> Spread:
        """From durations in microseconds, in order."""
        return cls(len(ordered), *(_rank(ordered, share) for share in (25, 50, 75, 90)))


@dataclass(frozen=True, slots=True)
class Bin:
    """So many durations longer than `above` and no longer than `up_to` seconds (None: any)."""

    above: float
    up_to: float | None
    count: int


def histogram(ordered: Sequence[int]) -> list[Bin]:
    """Bins from the shortest to the longest of the durations (microseconds, in order); the counts sum to their number."""
    counts = [0] * (len(BOUNDS) + 1)
    for each in ordered:
        counts[bisect_left(BOUNDS, each)] += 1
    filled = [place for place, count in enumerate(counts) if count]
    ends: list[int | None] = [*BOUNDS, None]
    return [_bin(([0, *BOUNDS])[place], ends[place], counts[place]) for place in (range(filled[0], filled[-1] + 1) if filled else ())]


def _bin(above: int, up_to: int | None, count: int) -> Bin:
    return Bin(above / _SECOND, None if up_to is None else up_to / _SECOND, count)


def _rank(ordered: Sequence[int], share: int) -> float | None:
    return ordered[ceil(len(ordered) * share / 100) - 1] / _SECOND if ordered else None
