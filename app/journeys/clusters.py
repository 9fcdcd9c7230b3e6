"""Clusters of points, the same at every run, and how alike two groupings are. Pure.

K-means (S. Lloyd, Least squares quantization in PCM, 1982) from a start without chance, PCA-Part (T. Su, J. Dy, In search of deterministic methods
for initializing k-means, 2007): the cluster with the largest sum of squares is parted at its mean along its first principal component, until there
are k. The order of the points does not matter. How many clusters: as many as parts of the points still agree on (A. Ben-Hur, A. Elisseeff and
I. Guyon, A stability based method for discovering structure in clustered data, 2002).
"""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Points = npt.NDArray[np.float64]
    Labels = npt.NDArray[np.int64]

_ROUNDS = 50
_SHARE, _PART, _STABLE = 0.8, 2_000, 0.9


def cluster(points: Points, k: int) -> Labels:
    """The cluster of each point (rows), from 0, the largest first; fewer than k where there are fewer points that differ."""
    labels = _parted(points, k)
    for _ in range(_ROUNDS):
        centres = np.array([points[labels == each].mean(axis=0) for each in np.unique(labels)])
        moved = _distances(points, centres).argmin(axis=1)
        if np.array_equal(moved, labels):
            break
        labels = np.unique(moved, return_inverse=True)[1].astype(np.int64)
    return _by_size(points, labels)


def agreement(one: Labels, other: Labels) -> float:
    """The adjusted Rand index of two groupings of the same things (L. Hubert, P. Arabie, Comparing partitions, 1985): 1 is equal, 0 is chance."""
    table = np.zeros((one.max() + 1, other.max() + 1), dtype=np.int64)
    np.add.at(table, (one, other), 1)
    both, rows, columns, every = (float(_pairs(each).sum()) for each in (table, table.sum(axis=1), table.sum(axis=0), np.array([len(one)])))
    expected, most = rows * columns / every if every else 0.0, (rows + columns) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def stability(points: Points, labels: Labels, seeds: int = 10) -> list[float]:
    """How far clusters of a random part of the points, four fifths but 2,000 at most, agree with these, for each seed from 0."""
    k, size = int(labels.max()) + 1, max(1, min(_PART, round(len(points) * _SHARE)))
    parts = [np.sort(np.random.default_rng(seed).permutation(len(points))[:size]) for seed in range(seeds)]
    return [agreement(labels[part], cluster(points[part], k)) for part in parts]


def most_stable(points: Points, most: int) -> Labels:
    """As many clusters, from 2 to `most`, as are still stable (mean agreement of .9 or more); where none are, as are most stable."""
    # Of very many points twice a part is enough to tell how many there are; clustering all of them for each number would take minutes.
    few = points[np.sort(np.random.default_rng(0).permutation(len(points))[: 2 * _PART])]
    found = [cluster(few, k) for k in range(2, most + 1)]
    means = [round(fmean(stability(few, labels)), 9) for labels in found]
    stable = [k for k, mean in enumerate(means, 2) if mean >= _STABLE]
    return cluster(points, stable[-1] if stable else means.index(max(means)) + 2)


def _parted(points: Points, k: int) -> Labels:
    labels = np.zeros(len(points), dtype=np.int64)
    while labels.max() + 1 < k:
        squares = [float(((points[labels == each] - points[labels == each].mean(axis=0)) ** 2).sum()) for each in range(labels.max() + 1)]
        widest = int(np.argmax(squares))
        if squares[widest] <= np.finfo(float).eps * len(points):
            break
        inside = np.flatnonzero(labels == widest)
        centred = points[inside] - points[inside].mean(axis=0)
        direction = np.linalg.eigh(centred.T @ centred)[1][:, -1]
        beyond = centred @ direction > 0
        labels[inside[beyond]] = labels.max() + 1
    return labels


def _distances(points: Points, centres: Points) -> Points:
    """The square of the distance of every point to every centre, less that of the point to the origin."""
    found: Points = (centres**2).sum(axis=1) - 2 * points @ centres.T
    return found


def _by_size(points: Points, labels: Labels) -> Labels:
    names = np.unique(labels)
    first = {int(each): tuple(np.round(points[labels == each].mean(axis=0), 9)) for each in names}
    order = sorted(names.tolist(), key=lambda each: (-int((labels == each).sum()), first[each]))
    places = np.zeros(int(names.max()) + 1, dtype=np.int64)
    places[order] = np.arange(len(order))
    found: Labels = places[labels]
    return found


def _pairs(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    return counts * (counts - 1) / 2
