"""Intervals and corrections against figures that others printed, and tests against each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.journeys.contrast import Table
from app.journeys.shares import chance, difference, discovered


@pytest.mark.parametrize(
    ("some", "others", "low", "high"),
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((10, 10), (0, 20), 0.6791, 1.0), ((10, 10), (0, 10), 0.6075, 1.0)],
)
def test_newcombes_own_examples(some: tuple[int, int], others: tuple[int, int], low: float, high: float) -> None:
    """Table II of the paper, method 10, to its four digits."""
    found = difference(some, others)
    assert found[1:] == pytest.approx((low, high), abs=5e-5)


def test_benjamini_and_hochbergs_own_example() -> None:
    """Of the fifteen probabilities of their section 3.2, the four smallest are found at a rate of .05."""
    given_ = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert [each <= 0.05 for each in discovered(given_)] == [True] * 4 + [False] * 11
    assert discovered(list(reversed(given_))) == list(reversed(discovered(given_)))
    assert discovered([]) == []


@settings(max_examples=100)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.floats(0.01, 0.99))
def test_the_correction_finds_what_the_rule_finds(chances: list[float], rate: float) -> None:
    """The rule in their words: the largest k whose probability is at most k / m times the rate, and all below it."""
    ranked = sorted(chances)
    last = max((k for k, each in enumerate(ranked, 1) if each <= k / len(ranked) * rate * (1 + 1e-12)), default=0)
    found = sum(each <= rate * (1 + 1e-9) for each in discovered(chances))
    assert found == last


def test_many_persons_are_as_few() -> None:
    """Where the chi-squared test stands in for the exact one, both say the same; nobody among one says nothing."""
    some, others = (2_100, 40_000), (1_950, 40_000)
    assert chance(some, others) == pytest.approx(Table(2_100, 40_000, 1_950, 40_000).probability(), rel=0.05)
    assert chance((3, 10), (0, 0)) == 1.0
    assert difference((0, 0), (3, 10))[2] > 0.6
