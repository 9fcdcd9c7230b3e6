"""How much more often something is among some than among others: odds ratio with its interval, exact test, many comparisons corrected for. Pure.

The odds ratio and its interval are Woolf's (B. Woolf, 1955, on estimating the relation between blood group and disease) with half a person
added to each cell (J. Haldane, 1956; F. Anscombe, 1956), so that an empty cell has an answer. The test is Fisher's exact, two-sided: all
tables with the same margins that are no likelier. The correction is Holm's (S. Holm, 1979); intervals are Bonferroni's, so that with 95 %
probability all of them hold at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVEL = 0.05
_NEARLY = 1 + 1e-7
"""Tables of equal probability must not differ by rounding."""


@dataclass(frozen=True, slots=True)
class Table:
    """Of `some` persons `some_with` have it, of `others` persons `others_with`."""

    some_with: int
    some: int
    others_with: int
    others: int

    def odds_ratio(self) -> float:
        """The odds among some, divided by those among others."""
        a, b, c, d = self._cells()
        return a * d / (b * c)

    def interval(self, comparisons: int) -> tuple[float, float]:
        """Where the odds ratio lies, so that so many intervals hold at once with 95 % probability."""
        middle, z = log(self.odds_ratio()), NormalDist().inv_cdf(1 - _LEVEL / (2 * max(comparisons, 1)))
        spread = z * sqrt(sum(1 / cell for cell in self._cells()))
        return exp(middle - spread), exp(middle + spread)

    def probability(self) -> float:
        """Of a table at least as unlikely, if it were equally frequent among both (Fisher's exact test, two-sided)."""
        having = self.some_with + self.others_with
        possible = range(max(0, having - self.others), min(having, self.some) + 1)
        found = self._log(self.some_with)
        return min(1.0, sum(exp(each) for each in map(self._log, possible) if each <= found + log(_NEARLY)))

    def _cells(self) -> tuple[float, float, float, float]:
        a, c = self.some_with, self.others_with
        return a + 0.5, self.some - a + 0.5, c + 0.5, self.others - c + 0.5

    def _log(self, some_with: int) -> float:
        """The logarithm of the hypergeometric probability of so many among some."""
        having = self.some_with + self.others_with
        return _choose(self.some, some_with) + _choose(self.others, having - some_with) - _choose(self.some + self.others, having)


def corrected(probabilities: Sequence[float]) -> list[float]:
    """Holm's correction, in the order given: what each probability is worth among so many comparisons."""
    ranked = sorted(range(len(probabilities)), key=probabilities.__getitem__)
    found, highest = [0.0] * len(probabilities), 0.0
    for rank, place in enumerate(ranked):
        highest = max(highest, min(1.0, probabilities[place] * (len(probabilities) - rank)))
        found[place] = highest
    return found


def _choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
