"""Intervals: how far credit would move with other persons of the same kind. A bootstrap over persons, by a seed. Pure.

Persons are drawn with replacement, as many as there are, each with all ways of theirs, and credit is given again; the interval of a figure is
from the 2.5th to the 97.5th percentile over the replicates (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13). Ways of
one person are never drawn apart, because they are not independent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.attribution.models import Chained
from app.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.attribution.markov import Numbers
    from app.attribution.models import Additive
    from app.attribution.ways import Way

USUAL = 200
"""Replicates unless asked otherwise."""
MOST = 1_000
_FEWEST = 20
_MOST_WORK = 100_000
_ENDS = (2.5, 97.5)


class Interval(NamedTuple):
    """Lower and upper ends for every channel."""

    low: Numbers
    high: Numbers


class Bounds(NamedTuple):
    """The intervals of conversions and of value."""

    conversions: Interval
    value: Interval


def replicates(asked: int | None, models: Sequence[Additive | Chained]) -> int:
    """How many replicates to make: as asked, or usual; 0 where a chain has so many states that too few could be made.

    Raises BadInput for more than can be made in a request.
    """
    states = max([1, *(each.chain.states for each in models if isinstance(each, Chained))])
    possible = min(MOST, _MOST_WORK // states)
    if asked is None:
        return min(USUAL, possible) if possible >= _FEWEST else 0
    if asked < 0 or asked > possible:
        because = "" if possible == MOST else f" with a chain of {states:,} states (or use a lower order)"
        raise BadInput(f"An interval is made of 0 to {possible:,} replicates{because}, not {asked:,}.")
    return asked


def intervals(models: Sequence[Additive | Chained], ways: Sequence[Way], persons: int, *, count: int, seed: int) -> list[Bounds]:
    """The bounds of each model, from `count` replicates (at least 1) of `persons` persons; the same seed gives the same."""
    unit = np.array([way.unit for way in ways], dtype=np.int64)
    draw = np.random.default_rng(seed)
    drawn: list[list[tuple[Numbers, Numbers]]] = [[] for _ in models]
    for _ in range(count):
        times = np.bincount(draw.integers(0, persons, persons), minlength=persons).astype(np.float64)
        for model, into in zip(models, drawn, strict=True):
            into.append(model.credit(times[unit])[:2])
    return [Bounds(_ends([one for one, _ in found]), _ends([other for _, other in found])) for found in drawn]


def _ends(found: list[Numbers]) -> Interval:
    low, high = np.percentile(np.array(found), _ENDS, axis=0)
    return Interval(low, high)
