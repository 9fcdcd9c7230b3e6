"""Clusters: planted groups are found, whatever the order, and how alike groupings are is the index of the paper."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.journeys.clusters import agreement, cluster, most_stable, stability

GROUPS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12)


def planted(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Three groups of unequal size around three centres."""
    chance = np.random.default_rng(seed)
    groups = np.repeat([0, 1, 2], [60, 30, 15])
    centres = np.array([[0, 0, 0, 0], [3, 0, 3, 0], [0, 4, 0, 3]])
    return centres[groups] + chance.normal(0, 0.6, (len(groups), 4)), groups


@pytest.mark.parametrize("seed", range(3))
def test_planted_groups_are_found_in_any_order(seed: int) -> None:
    """The largest first; three are found without being told; parts of the points give the same groups."""
    points, groups = planted(seed)
    found = cluster(points, 3)
    assert agreement(found, groups) > 0.95
    assert np.bincount(found).tolist() == sorted(np.bincount(found).tolist(), reverse=True)
    assert np.array_equal(most_stable(points, 7), found)
    assert min(stability(points, found)) > 0.95
    order = np.random.default_rng(seed).permutation(len(points))
    assert np.array_equal(cluster(points[order], 3), found[order])


@given(GROUPS)
@settings(max_examples=60)
def test_agreement_counts_pairs(pairs: list[tuple[int, int]]) -> None:
    """The adjusted Rand index, by looking at every pair of things."""
    one, other = (np.array(each) for each in zip(*pairs, strict=True))
    every = list(combinations(range(len(pairs)), 2))
    both = sum(one[a] == one[b] and other[a] == other[b] for a, b in every)
    rows, columns = (sum(each[a] == each[b] for a, b in every) for each in (one, other))
    expected, most = rows * columns / len(every), (rows + columns) / 2
    assert agreement(one, other) == pytest.approx(1.0 if most == expected else (both - expected) / (most - expected))
    assert agreement(one, one) == 1.0


def test_points_that_do_not_differ_are_one_cluster() -> None:
    """However many are asked for."""
    assert cluster(np.ones((5, 2)), 3).tolist() == [0] * 5
