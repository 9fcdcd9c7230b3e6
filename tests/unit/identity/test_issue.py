"""Issued ids: who keeps an id when groups merge and part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.identity.claims import Again
from app.identity.issue import Past, issue

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


def test_an_undoing_gives_back_what_stood_before_the_judgement() -> None:
    """A `different` that brought back an older id is undone: who was one person then is that person again, not the one that came of the judgement."""
    past = Past({1: 7, 2: 1, 3: 1}, again={1: Again("p", 5), 2: Again("p", 5)})
    assert issue([[1, 2, 3]], {1: "older", 2: "p", 3: "p"}, AGE, fresh=fresh).ids == ["older"]
    issued = issue([[1, 2, 3]], {1: "older", 2: "p", 3: "p"}, AGE, past=past, fresh=fresh)
    assert (issued.ids, issued.redirects) == (["p"], {"older": "p"})


def test_an_undoing_takes_no_id_from_who_stood_before_the_judgement() -> None:
    """Who was there before the judgement keeps the id on the merge that its undoing brings, as on any other."""
    past = Past({1: 3, 2: 1, 3: 1}, again={1: Again("p", 5), 2: Again("p", 5)})
    issued = issue([[1, 2, 3]], {1: "older", 2: "p", 3: "p"}, AGE, past=past, fresh=fresh)
    assert (issued.ids, issued.redirects) == (["older"], {"p": "older"})


def test_an_undoing_gives_back_an_id_that_others_took_further() -> None:
    """A `same` is undone after its person was merged into another: the side that comes free has its id of then, whoever else was of it meanwhile."""
    person = {1: "big", 2: "big", 3: "big", 4: "big"}
    past = Past({3: 9, 4: 9, 2: 9}, was={2: ["q"], 3: ["q"], 4: ["q"]}, successors={"q": "big"}, origin={2: "q", 3: "q", 4: "q"})
    groups = [[1, 2], [3, 4]]
    assert issue(groups, person, AGE, past=past, fresh=fresh).ids == ["big", "new"]
    again = Past(past.since, past.was, past.successors, past.origin, {3: Again("q", 5)})
    issued = issue(groups, person, AGE, past=again, fresh=fresh)
    assert (issued.ids, issued.revived, issued.forgotten) == (["big", "q"], {"q"}, {"q": [2]})


def test_an_undoing_changes_nobody_who_stays_as_they_are() -> None:
    """Neither a group that is a person as it stands, nor one whose id would be taken, is renamed."""
    past = Past({1: 9, 2: 9, 3: 9}, again={3: Again("p", 5)})
    issued = issue([[1, 2], [3]], {1: "p", 2: "p", 3: "q"}, AGE, past=past, fresh=fresh)
    assert (issued.ids, issued.redirects) == (["p", "q"], {})


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=20),
    st.lists(st.integers(0, 4), min_size=20, max_size=20),
    st.dictionaries(st.integers(0, 19), st.tuples(st.sampled_from(["P0", "P1", "P2", "P3", "P4", "R0", "R1"]), st.integers(0, 4)), max_size=6),
    st.lists(st.integers(0, 6), min_size=20, max_size=20),
)
def test_every_id_is_used_once_and_none_is_lost(held: list[int], to: list[int], said: dict[int, tuple[str, int]], since: list[int]) -> None:
    """Whatever merges, parts and is undone, an id is given once, and every old id is in use or redirects to one that is."""
    person = {member: f"P{number}" for member, number in enumerate(held)}
    groups = [[m for m in person if to[m] == g] for g in range(5)]
    groups = [group for group in groups if group]
    counter = iter(range(1000))
    was = {member: [f"R{since[member] % 2}"] for member in person if since[member] > 3}
    successors = {f"R{number}": person[min(person)] for number in range(2)}
    past = Past(dict(enumerate(since)), was, successors, again={member: Again(*each) for member, each in said.items() if member in person})
    issued = issue(groups, person, AGE, past=past, fresh=lambda: f"N{next(counter)}")
    assert len(set(issued.ids)) == len(issued.ids)
    for old in set(person.values()):
        assert (old in issued.ids) != (issued.redirects.get(old) in issued.ids)
    for group, id_ in zip(groups, issued.ids, strict=True):
        if (now := {person[member] for member in group}) and len(now) == 1 and sum(each in now for each in person.values()) == len(group):
            assert id_ in now
