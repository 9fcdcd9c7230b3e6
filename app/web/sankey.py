"""From paths to the flow of a Sankey diagram, step by step; pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OTHERS = "other steps"
"""What a step is called that is not among the most frequent at its place."""


@dataclass(frozen=True, slots=True)
class Node:
    """One kind of step at one place, and how many come by."""

    step: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Link:
    """How many go from a kind of step at place `step` to another at the next."""

    step: int
    source: str
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class Flow:
    """Nodes and links by place, the most frequent first. Of a node's count, what no link carries on ends there."""

    nodes: list[Node]
    links: list[Link]


def flow(paths: Sequence[tuple[Sequence[str], int]], *, steps: int, kinds: int) -> Flow:
    """The flow of `paths` (steps, count) over their first `steps` places, with at most `kinds` kinds at each place.

    What is rarer is gathered as OTHERS, so counts at a place always sum to the paths that reach it.
    """
    places = [frequent(paths, place, kinds) for place in range(steps)]
    nodes: Counter[tuple[int, str]] = Counter()
    links: Counter[tuple[int, str, str]] = Counter()
    for path, count in paths:
        names = [name if name in places[place] else OTHERS for place, name in enumerate(path[:steps])]
        for place, name in enumerate(names):
            nodes[place, name] += count
        for place, (source, target) in enumerate(pairwise(names)):
            links[place, source, target] += count
    return Flow(
        nodes=[Node(*key, count) for key, count in sorted(nodes.items(), key=lambda each: (each[0][0], -each[1], each[0]))],
        links=[Link(*key, count) for key, count in sorted(links.items(), key=lambda each: (each[0][0], -each[1], each[0]))],
    )


def frequent(paths: Sequence[tuple[Sequence[str], int]], place: int, kinds: int) -> set[str]:
    """The names shown at a place (from 0): all that come there, or one fewer than `kinds`, so that there is room for OTHERS."""
    counts: Counter[str] = Counter()
    for path, count in paths:
        if place < len(path):
            counts[path[place]] += count
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    return set(ranked if len(ranked) <= kinds else ranked[: kinds - 1])


def names(paths: Sequence[tuple[Sequence[str], int]], place: int, name: str, *, kinds: int) -> list[str]:
    """What a node at a place (from 0) stands for: its own name, or for OTHERS each name that is not shown there."""
    if name != OTHERS:
        return [name]
    shown = frequent(paths, place, kinds)
    return sorted({path[place] for path, _ in paths if place < len(path)} - shown)
