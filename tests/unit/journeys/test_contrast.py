from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journeys.contrast import Table, corrected


def test_the_lady_tasting_tea() -> None:
    """Fisher's own example: three of four right is no proof (two-sided 34/70), four of four is (2/70)."""
    assert Table(3, 4, 1, 4).probability() == pytest.approx(34 / 70)
    assert Table(4, 4, 0, 4).probability() == pytest.approx(2 / 70)


def test_odds_and_their_interval() -> None:
    """With half a person in each cell, so that nothing is infinite; more comparisons make it wider."""
    table = Table(20, 50, 10, 100)
    assert table.odds_ratio() == pytest.approx(20.5 * 90.5 / (30.5 * 10.5))
    low, high = table.interval(1)
    assert low == pytest.approx(2.477, abs=0.001)
    assert high == pytest.approx(13.547, abs=0.001)
    wide = table.interval(20)
    assert wide[0] < low < table.odds_ratio() < high < wide[1]
    assert Table(5, 5, 0, 5).odds_ratio() == pytest.approx(121)


def test_holm() -> None:
    """The smallest counts for all comparisons, the next for all but one, never less than one before it."""
    assert corrected([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert corrected([]) == []
    assert corrected([0.9, 0.8]) == [1.0, 1.0]


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_the_exact_test_counts_tables(a: int, b: int, c: int, d: int) -> None:
    """The same as counting every table with these margins."""
    ways = {x: comb(a + b, x) * comb(c + d, a + c - x) for x in range(min(a + b, a + c) + 1) if a + c - x <= c + d}
    expected = sum(each for each in ways.values() if each <= ways[a]) / sum(ways.values())
    assert Table(a, a + b, c, c + d).probability() == pytest.approx(expected, rel=1e-6)
