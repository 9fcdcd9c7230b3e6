"""Two shares beside each other: their difference with an interval, how likely it is by chance, and many of them corrected for. Pure.

The interval is Newcombe's hybrid score interval (R. Newcombe, Interval estimation for the difference between independent proportions, 1998, method
10), made of Wilson's for each share. The test is Fisher's exact (see `contrast`); where every cell is expected to hold 1,000 or more, the chi-squared
test stands in for it, which is then the same to three digits and does not grow with the number of persons. The correction is Benjamini and Hochberg's
(Controlling the false discovery rate, 1995): of those with a corrected probability below .05, at most one in twenty is expected to be chance.
"""

from __future__ import annotations

from math import erfc, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from app.journeys.contrast import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_Z = NormalDist().inv_cdf(0.975)
_MANY = 1_000


def difference(some: tuple[int, int], others: tuple[int, int]) -> tuple[float, float, float]:
    """The share among some less that among others, each `(count, of)`, and where it lies at least and at most with 95 % probability.

    Nobody among one of them leaves its share open, from 0 to 1.
    """
    (low, share, high), (other_low, other, other_high) = _wilson(*some), _wilson(*others)
    found = share - other
    return found, found - sqrt((share - low) ** 2 + (other_high - other) ** 2), found + sqrt((high - share) ** 2 + (other - other_low) ** 2)


def chance(some: tuple[int, int], others: tuple[int, int]) -> float:
    """The probability of so large a difference of two shares, if they were equal."""
    (a, n), (b, m) = some, others
    if not n or not m:
        return 1.0
    pooled = (a + b) / (n + m)
    if min(pooled, 1 - pooled) * min(n, m) < _MANY:
        return Table(a, n, b, m).probability()
    return erfc(abs(a / n - b / m) / sqrt(2 * pooled * (1 - pooled) * (1 / n + 1 / m)))


def discovered(probabilities: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's correction, in the order given: the least false discovery rate at which each would be found."""
    ranked = sorted(range(len(probabilities)), key=probabilities.__getitem__, reverse=True)
    found, least = [0.0] * len(probabilities), 1.0
    for place, index in enumerate(ranked):
        least = min(least, probabilities[index] * len(probabilities) / (len(probabilities) - place))
        found[index] = least
    return found


def _wilson(count: int, of: int) -> tuple[float, float, float]:
    if not of:
        return 0.0, 0.0, 1.0
    share, z = count / of, _Z * _Z / of
    middle, spread = (share + z / 2) / (1 + z), _Z / (1 + z) * sqrt(share * (1 - share) / of + z / (4 * of))
    return max(0.0, middle - spread) if count else 0.0, share, min(1.0, middle + spread) if count < of else 1.0
