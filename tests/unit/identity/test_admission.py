"""Admission as a pure function: its laws on random worlds, its oracle, and the cases that people argue about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.identity.admission import Admission, admit
from app.identity.evidence import Link, Member
from app.identity.policy import read_policy
from tests.unit.identity.oracle import Oracle

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

POLICY = read_policy()
KINDS = ("r", "login", "login", "crm", "email", "phone", "device", "cookie", "cookie")

World = tuple[list[Member], list[Link]]


def world(words: Iterable[str]) -> World:
    """Members and links from words such as `login:a-cookie:1`."""
    members: dict[str, Member] = {}
    links = []
    for word in words:
        ends = []
        for key in word.split("-"):
            kind = key.partition(":")[0]
            namespace = None if kind == "r" else kind
            name = key if kind == "r" else None
            ends.append(members.setdefault(key, Member(key, len(members), namespace, key, name, twin=key.endswith("#"))).node)
        if len(ends) == 2:
            links.append(Link(ends[0], ends[1], "ALIAS" if word == f"{word.split('-')[0]}-{word.split('-')[0]}#" else "SEEN_WITH"))
    return list(members.values()), links


def outcome(members: list[Member], admission: Admission) -> tuple[object, ...]:
    """Everything that was decided, by keys instead of numbers."""
    key = {member.node: member.key for member in members}
    groups = {frozenset(key[node] for node in group) for group in admission.groups}
    refused = {(key[link.a], key[link.b]): refusal for link, refusal in admission.refused.items()}
    return groups, refused, {key[node]: users for node, users in admission.generic.items()}


@st.composite
def words(draw: st.DrawFn) -> list[str]:
    """Between one and thirty links among some twenty members, a few of them hashes of others."""
    keys = [f"{draw(st.sampled_from(KINDS))}:{i}" for i in range(draw(st.integers(2, 20)))]
    hashed = [key for key in keys if key.startswith(("email", "login")) and draw(st.booleans())]
    keys += [f"{key}#" for key in hashed]
    pairs = draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), min_size=1, max_size=30))
    links = {(min(a, b), max(a, b)) for a, b in pairs if a != b and not (a.startswith("r:") and b.startswith("r:"))}
    links |= {(key, f"{key}#") for key in hashed}
    return [f"{a}-{b}" for a, b in sorted(links)] or ["login:a-cookie:1"]


@given(words(), st.randoms(use_true_random=False))
@settings(max_examples=400, deadline=None)
def test_order_of_evidence_does_not_matter(some: list[str], source: random.Random) -> None:
    """Any permutation of links, and so any numbering of members, decides the same."""
    members, links = world(some)
    expected = outcome(members, admit(members, links, POLICY))
    source.shuffle(some)
    members, links = world(some)
    groups, refused, generic = outcome(members, admit(members, links, POLICY))
    assert (groups, generic) == (expected[0], expected[2])
    assert isinstance(refused, dict)
    assert isinstance(expected[1], dict)
    flat = {frozenset(ends): refusal for ends, refusal in refused.items()}
    assert flat == {frozenset(ends): refusal for ends, refusal in expected[1].items()}


@given(words())
@settings(max_examples=300, deadline=None)
def test_oracle_agrees(some: list[str]) -> None:
    """The rule written with plain sets decides the same persons, refusals and generic values."""
    members, links = world(some)
    admission = admit(members, links, POLICY)
    oracle = Oracle(members, links, POLICY)
    assert {frozenset(group) for group in admission.groups} == oracle.groups()
    assert set(admission.refused) == oracle.refused
    assert set(admission.generic) == oracle.generic


@given(words())
@settings(max_examples=300, deadline=None)
def test_no_person_breaks_a_rule_and_nothing_falls_between(some: list[str]) -> None:
    """No group holds two values of a unique namespace, and a link is refused or within one group."""
    members, links = world(some)
    admission = admit(members, links, POLICY)
    group_of = {node: index for index, group in enumerate(admission.groups) for node in group}
    for group in admission.groups:
        for namespace in ("login", "crm"):
            assert sum(members[node].namespace == namespace and not members[node].twin for node in group) <= 1
    for link in links:
        assert link in admission.refused or group_of[link.a] == group_of[link.b]


CASES = {
    "the nearer claim wins, and only the middle is contested": (
        "login:a-cookie:1 cookie:1-cookie:2 cookie:2-cookie:3 cookie:3-cookie:4 cookie:4-cookie:5 cookie:5-login:b",
        ["login:a cookie:1 cookie:2", "cookie:3", "cookie:4 cookie:5 login:b"],
    ),
    "a contested rest goes on by itself": (
        "login:a-device:t login:b-device:t device:t-device:u",
        ["login:a", "login:b", "device:t device:u"],
    ),
    "two customers behind one mailbox stay whole": (
        "r:1-crm:1 r:2-crm:2 r:1-email:x r:2-email:x login:a-r:1 login:b-r:2",
        ["r:1 crm:1 login:a", "r:2 crm:2 login:b", "email:x"],
    ),
    "what was contested by strong evidence is not won back by weak evidence": (
        "login:a-device:t login:b-device:t device:t-cookie:1 login:a-cookie:1",
        ["login:a cookie:1", "login:b", "device:t"],
    ),
    "stronger evidence decides first": (
        "login:a-r:1 r:1-email:x email:x-cookie:1 login:b-cookie:1",
        ["login:a r:1 email:x", "login:b", "cookie:1"],
    ),
    "a generic value is generic under its hash too": (
        " ".join(f"r:{i}-email:x" for i in range(6)) + " email:x-email:x# cookie:1-email:x# cookie:2-email:x#",
        [*(f"r:{i}" for i in range(6)), "cookie:1", "cookie:2"],
    ),
    "users of a value and of its hash count together": (
        " ".join(f"r:{i}-email:x" for i in range(3)) + " email:x-email:x# " + " ".join(f"r:{i}-email:x#" for i in range(3, 6)),
        [f"r:{i}" for i in range(6)],
    ),
    "users that are one person by stronger evidence count once": (
        " ".join(f"r:{i}-login:a r:{i}-email:x" for i in range(9)),
        [" ".join(f"r:{i}" for i in range(9)) + " login:a email:x"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    """The cases that people argue about."""
    text, expected = CASES[name]
    members, links = world(text.split())
    assert outcome(members, admit(members, links, POLICY))[0] == {frozenset(group.split()) for group in expected}


def test_hash_is_no_second_value() -> None:
    """A login and its own hash are one value of the unique namespace."""
    members = [Member("login:a", 0, "login", "login:a"), Member("login:sha256:x", 1, "login", "login:sha256:x", twin=True)]
    admission = admit(members, [Link(0, 1, "ALIAS")], POLICY)
    assert admission.groups == [[0, 1]]
