"""Prediction: can paths tell who converts from who does not? Where they cannot, no model's credit means much. Pure.

Two Markov chains of order 1 are learnt, one from ways that ended in a conversion and one from ways to nothing, every transition with one
more than was seen (Laplace); the score of a way is the logarithm of how much likelier it is in the first. Scores are given to ways that were not
learnt from (five folds of persons). The area under the curve (AUC) is the chance that of one who converted and one who did not the first
scores higher; 0.5 is a coin. Its interval of 95 percent is that of Hanley and McNeil, "The meaning and use of the area under a ROC curve",
Radiology 143, 1982. How a way ends is not looked at: it ends there because it converted.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.attribution.ways import Way

    _Seen = defaultdict[tuple[str, str], float]
    _Left = defaultdict[str, float]

FOLDS = 5
FEWEST = 20
"""Ways of each kind below which nothing is said."""
_WEAK = 0.6
_Z = 1.959963984540054


class Prediction(NamedTuple):
    """The area under the curve with its interval, None where there are too few; how many ways of each kind; the warning, or None."""

    auc: float | None
    low: float | None
    high: float | None
    converted: float
    others: float
    warning: str | None


class _Learnt:
    """Transitions seen, and all that left each channel, of ways to nothing (0) and of those that converted (1)."""

    def __init__(self) -> None:
        self.seen: tuple[_Seen, _Seen] = (defaultdict(float), defaultdict(float))
        self.left: tuple[_Left, _Left] = (defaultdict(float), defaultdict(float))

    def learn(self, way: Way) -> None:
        """Adds a way."""
        for kind, times in enumerate((way.nulls, way.conversions)):
            if times:
                for pair in pairwise(("", *way.channels)):
                    self.seen[kind][pair] += times
                    self.left[kind][pair[0]] += times

    def score(self, way: Way, whole: _Learnt, channels: int) -> float:
        """How much likelier the way is among those that convert, by all that `whole` has learnt but for this."""
        found = 0.0
        for pair in pairwise(("", *way.channels)):
            for kind, sign in ((1, 1), (0, -1)):
                seen = whole.seen[kind].get(pair, 0) - self.seen[kind].get(pair, 0)
                left = whole.left[kind].get(pair[0], 0) - self.left[kind].get(pair[0], 0)
                found += sign * math.log((seen + 1) / (left + channels))
        return found


def prediction(ways: Iterable[Way]) -> Prediction:
    """How well ways predict conversion, one way of each person (or journey): the first to a conversion, or that to nothing."""
    chosen = [way for way in ways if way.channels and (way.conversions or way.nulls)]
    converted, others = sum(way.conversions for way in chosen), sum(way.nulls for way in chosen)
    if min(converted, others) < FEWEST:
        return Prediction(None, None, None, converted, others, _few(converted, others))
    auc = _area(_scored(chosen))
    half = _Z * _error(auc, converted, others)
    low, high = max(0.0, auc - half), min(1.0, auc + half)
    return Prediction(auc, low, high, converted, others, _warning(auc, low))


def _scored(ways: Sequence[Way]) -> list[tuple[float, float, float]]:
    """Score, conversions and nulls of every way."""
    channels = len({channel for way in ways for channel in way.channels})
    whole, folds = _Learnt(), [_Learnt() for _ in range(FOLDS)]
    for way in ways:
        whole.learn(way)
        folds[way.unit % FOLDS].learn(way)
    return [(folds[way.unit % FOLDS].score(way, whole, channels), way.conversions, way.nulls) for way in ways]


def _area(scored: list[tuple[float, float, float]]) -> float:
    """The chance that a conversion scores higher than none, equal scores counting half (Mann and Whitney)."""
    table: dict[float, list[float]] = {}
    for score, conversions, nulls in scored:
        both = table.setdefault(round(score, 9), [0.0, 0.0])
        both[0] += conversions
        both[1] += nulls
    below = won = 0.0
    for score in sorted(table):
        conversions, nulls = table[score]
        won += conversions * (below + nulls / 2)
        below += nulls
    return won / (sum(each[0] for each in table.values()) * below)


def _error(auc: float, converted: float, others: float) -> float:
    one, other = auc / (2 - auc), 2 * auc**2 / (1 + auc)
    spread = auc * (1 - auc) + (converted - 1) * (one - auc**2) + (others - 1) * (other - auc**2)
    return math.sqrt(max(spread, 0.0) / (converted * others))


def _few(converted: float, others: float) -> str:
    return (
        f"Whether paths predict conversion cannot be told: {converted:,.0f} converted and {others:,.0f} did not; "
        f"it takes {FEWEST} of each. Read credit as a description, not as an effect."
    )


def _warning(auc: float, low: float) -> str | None:
    if low <= 1 / 2:
        return f"Paths do not predict who converts (AUC {auc:.2f}, a coin has 0.50): credit describes what was seen, not what channels do."
    if auc < _WEAK:
        return f"Paths hardly predict who converts (AUC {auc:.2f}, a coin has 0.50): take credit with much caution."
    return None
