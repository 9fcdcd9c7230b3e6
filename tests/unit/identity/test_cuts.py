"""Cuts: the fewest links that part two members, held to every possible choice of links."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.identity.cuts import Edge, bridges, components, smallest, weakest

NAMES = "abcdef"
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda edge: edge[0] != edge[1]), max_size=9)


def without(edges: list[Edge], gone: set[int]) -> list[frozenset[str]]:
    """What holds together when some links go."""
    return components(NAMES, [edge for index, edge in enumerate(edges) if index not in gone])


def parted(edges: list[Edge], gone: set[int], a: str, b: str) -> bool:
    """Whether two members are apart when some links go."""
    return not any({a, b} <= side for side in without(edges, gone))


def fewest(edges: list[Edge], a: str, b: str) -> int:
    """The oracle: every choice of links, small ones first."""
    sizes = range(len(edges) + 1)
    return next(size for size in sizes for gone in combinations(range(len(edges)), size) if parted(edges, set(gone), a, b))


@given(EDGES)
def test_removing_the_smallest_cut_parts(edges: list[Edge]) -> None:
    """Removing the smallest cut parts the two members, and no smaller choice does."""
    cut = smallest(edges, ["a"], ["b"])
    assert parted(edges, set(cut.links), "a", "b")
    assert len(cut.links) == fewest(edges, "a", "b")
    assert "a" in cut.side
    assert "b" not in cut.side


@given(EDGES)
def test_the_weakest_cut_is_the_smallest_of_all(edges: list[Edge]) -> None:
    """The weakest place of a person is the smallest of the cuts between any two of its records."""
    cut = weakest(edges, "abc")
    assert cut is not None
    assert len(cut.links) == min(fewest(edges, one, other) for one, other in combinations("abc", 2))
    assert any(parted(edges, set(cut.links), one, other) for one, other in combinations("abc", 2))


@given(EDGES)
def test_bridges_are_the_links_that_alone_hold(edges: list[Edge]) -> None:
    """A bridge is a link without which there is one part more, and its far side is that part."""
    whole = len(without(edges, set()))
    alone = {index for index in range(len(edges)) if len(without(edges, {index})) > whole}
    found = bridges(edges)
    assert {index for index, _ in found} == alone
    assert all(side in without(edges, {index}) for index, side in found)


def test_one_record_cannot_be_parted() -> None:
    """A person of one record has no weakest place."""
    assert weakest([("a", "b")], ["a"]) is None
