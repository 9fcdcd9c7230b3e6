"""Models that look at which touches there are, not where or when: first, last, last non-direct, linear, participation. Pure.

Definitions as in Adobe Analytics, "Attribution models", and Google Analytics, "Attribution models" (last non-direct click). Each function
gives the share of every touch of a way that has touches; but for participation, shares sum to 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.attribution.ways import Way


def first(way: Way) -> list[float]:
    """All to the first touch."""
    return _only(way, 0)


def last(way: Way) -> list[float]:
    """All to the last touch."""
    return _only(way, len(way.channels) - 1)


def last_non_direct(way: Way, direct: Collection[str]) -> list[float]:
    """All to the last touch whose channel is none of `direct`; where all are, to the last."""
    end = len(way.channels) - 1
    return _only(way, next((i for i in range(end, -1, -1) if way.channels[i] not in direct), end))


def linear(way: Way) -> list[float]:
    """To every touch the same; a channel touched twice has two shares."""
    return [1 / len(way.channels)] * len(way.channels)


def participation(way: Way) -> list[float]:
    """All to every channel that took part, once. Shares sum to the number of channels, so credit does not sum to what happened."""
    return [float(channel not in way.channels[:i]) for i, channel in enumerate(way.channels)]


def _only(way: Way, place: int) -> list[float]:
    shares = [0.0] * len(way.channels)
    shares[place] = 1.0
    return shares
