"""Issued ids: who keeps an id when groups merge and part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.identity.issue import issue

AGE = {number: (False, number, str(number), False) for number in range(100)}


def fresh() -> str:
    """An id that is recognisably new."""
    return "new"


def test_merge_keeps_the_older() -> None:
    """Of two persons that merge, the one with the older anchor keeps its id; the other redirects."""
    issued = issue([[1, 2, 3, 4]], {1: "old", 2: "old", 3: "young", 4: "young"}, AGE, fresh=fresh)
    assert (issued.ids, issued.redirects) == (["old"], {"young": "old"})


def test_split_leaves_the_id_with_the_anchor() -> None:
    """When a person parts, the part with its oldest member keeps the id, the other gets a new one."""
    issued = issue([[2, 3], [1, 4]], dict.fromkeys((1, 2, 3, 4), "p"), AGE, fresh=fresh)
    assert (issued.ids, issued.redirects) == (["new", "p"], {})


def test_anchor_that_joins_nothing_any_more() -> None:
    """When the oldest member falls out, the id stays with the oldest that is left; with none left it is retired."""
    assert issue([[2]], {1: "p", 2: "p"}, AGE, fresh=fresh).ids == ["p"]
    assert issue([], {1: "p"}, AGE, fresh=fresh).redirects == {"p": None}


@given(st.lists(st.integers(0, 4), min_size=1, max_size=20), st.lists(st.integers(0, 4), min_size=20, max_size=20))
def test_every_id_is_used_once_and_none_is_lost(held: list[int], to: list[int]) -> None:
    """Whatever merges and parts, an id is given once, and every old id is in use or redirects to one that is."""
    person = {member: f"P{number}" for member, number in enumerate(held)}
    groups = [[m for m in person if to[m] == g] for g in range(5)]
    groups = [group for group in groups if group]
    counter = iter(range(1000))
    issued = issue(groups, person, AGE, fresh=lambda: f"N{next(counter)}")
    assert len(set(issued.ids)) == len(issued.ids)
    for old in set(person.values()):
        assert (old in issued.ids) != (issued.redirects.get(old) in issued.ids)
