"""The rules that keep members apart: contradictions, kinds, limits, slips and rulings, in the smallest worlds and in random ones."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.identity.admission import Admission, admit
from app.identity.evidence import Apart, Link, Member, Ruling
from app.identity.policy import parse
from app.identity.rules import near
from tests.unit.identity.oracle import Oracle, one_slip

if TYPE_CHECKING:
    import random

POLICY = parse(
    """
    namespaces:
      login: {rule: unique, priority: 90}
      ssn: {rule: unique, priority: 85, noisy: true}
      email: {rule: joins, priority: 60, cap: 3, loose: 4}
      phone: {rule: limited, most: 2, priority: 50}
      user: {rule: unique, priority: 78, noisy: true}
      device: {rule: joins, priority: 30}
    resemblance: {priority: 40}
    contradictions: true
    apart: [organisation, person]
    """,
    "the policy of these tests",
)


Judged = tuple[str, bool, str, str, list[str], list[str]]
"""A ruling by keys: its id, whether same, the two judged, and who stood with each."""


@dataclass
class World:
    """A small world as text: `r:1-email:x`, records `r:` and organisations `o:`; `r:1~r:2@.9` resemble (`@1+31`: 31 bits), `r:1!r:2` contradict.

    What stands before a stroke, as in `user:shop/42`, is the scope of a value.
    """

    words: list[str]
    seen: dict[str, int] = field(default_factory=dict)
    rulings: list[Judged] = field(default_factory=list)

    def decide(self) -> tuple[list[Member], Admission, Oracle]:
        """What admission and its oracle make of it."""
        self.members: dict[str, Member] = {}
        links, apart = [], []
        for word in self.words:
            if "!" in word:
                a, b = (self.node(key) for key in word.split("!"))
                apart.append(Apart(a, b, "birthDate"))
            elif "~" in word:
                pair, _, score = word.partition("@")
                score, _, weight = score.partition("+")
                a, b = (self.node(key) for key in pair.split("~"))
                links.append(Link(min(a, b), max(a, b), "RESEMBLES", float(score), float(weight) if weight else None))
            else:
                first, second = word.split("-")
                links.append(Link(self.node(first), self.node(second), "ALIAS" if second == f"{first}#" else "STATES"))
        rulings = [self.ruling(*each) for each in self.rulings]
        given = list(self.members.values())
        admission = admit(given, links, POLICY, apart=apart, rulings=rulings)
        return given, admission, Oracle(given, links, POLICY, apart, rulings)

    def node(self, key: str) -> int:
        """The number of a member, which is made when it is first met."""
        if key not in self.members:
            kind = key.partition(":")[0]
            record = kind in ("r", "o")
            self.members[key] = Member(
                key,
                len(self.members),
                None if record else kind,
                None if record else key,
                key if record else None,
                twin=key.endswith("#"),
                kind={"r": "person", "o": "organisation"}.get(kind),
                at=self.seen.get(key),
                scope=key.partition(":")[2].partition("/")[0] if "/" in key else None,
            )
        return self.members[key].node

    def ruling(self, name: str, same: bool, a: str, b: str, left: list[str], right: list[str]) -> Ruling:  # noqa: FBT001 - a row
        """A ruling by keys; the judged members stand on their own sides."""
        sides = [frozenset(self.node(key) for key in [each, *those]) for each, those in ((a, left), (b, right))]
        return Ruling(name, same, self.node(a), self.node(b), sides[0], sides[1])


def small(text: str, seen: dict[str, int] | None = None, rulings: list[Judged] | None = None) -> World:
    """A world by hand: its words in one text, when values were last seen, and rulings."""
    return World(text.split(), seen or {}, rulings or [])


def told(world: World) -> tuple[object, ...]:
    """Everything that was decided, by keys instead of numbers; the oracle must agree."""
    members, admission, oracle = world.decide()
    key = {member.node: member.key for member in members}
    assert {frozenset(group) for group in admission.groups} == oracle.groups()
    assert set(admission.refused) == oracle.refused
    assert set(admission.generic) == oracle.generic
    groups = {frozenset(key[node] for node in group) for group in admission.groups}
    refused = {frozenset((key[link.a], key[link.b])): refusal for link, refusal in admission.refused.items()}
    return groups, refused, {key[node]: users for node, users in admission.generic.items()}, {key[n]: each for n, each in admission.spare.items()}


def groups(*texts: str) -> set[frozenset[str]]:
    """Member sets, written as texts."""
    return {frozenset(text.split()) for text in texts}


KINDS = ("r", "r", "o", "login", "login", "ssn", "email", "phone", "phone", "phone", "device", "user", "user", "user")
SCOPED = ("user", "phone")


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to thirty links among some sixteen members, with contradictions, resemblances, slips, times and rulings of all sorts."""
    kinds = [draw(st.sampled_from(KINDS)) for _ in range(draw(st.integers(2, 16)))]
    scopes = [draw(st.sampled_from(("", "a/", "b/"))) if kind in SCOPED else "" for kind in kinds]
    keys = [f"{kind}:{scope}{draw(st.sampled_from(('1', '2')))}{i}" for i, (kind, scope) in enumerate(zip(kinds, scopes, strict=True))]
    hashed = [key for key in keys if key.startswith(("email", "phone", "user")) and draw(st.booleans())]
    keys += [f"{key}#" for key in hashed]
    pairs = draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), min_size=1, max_size=30))
    words = {f"{key}-{key}#" for key in hashed}
    for a, b in sorted({(min(pair), max(pair)) for pair in pairs}):
        if b in {a, f"{a}#"}:
            continue
        if not (a.startswith(("r:", "o:")) and b.startswith(("r:", "o:"))):
            words.add(f"{a}-{b}")
            continue
        if draw(st.booleans()):
            words.add(f"{a}~{b}@{draw(st.sampled_from(('0.991', '0.99', '0.95', '1+8', '1+9', '1+20')))}")
        if draw(st.booleans()):
            words.add(f"{a}!{b}")
    seen = {key: draw(st.integers(0, 3)) for key in keys if draw(st.booleans())}
    some = st.sampled_from(keys)
    ruling = st.tuples(st.booleans(), some, some, st.lists(some, max_size=3), st.lists(some, max_size=3)).filter(lambda each: each[1] != each[2])
    rulings = [(f"J-{number}", *each) for number, each in enumerate(draw(st.lists(ruling, max_size=3)))]
    return World(sorted(words), seen, rulings)


@st.composite
def crowds(draw: st.DrawFn) -> World:
    """Up to ten records, of which many are surely alike and as many perhaps, with some contradictions and rulings: groups of several meet."""
    keys = [f"r:{i}" for i in range(draw(st.integers(4, 10)))]
    pair = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda each: each[0] < each[1])
    sure, maybe, against = (draw(st.sets(pair, min_size=few, max_size=most)) for few, most in ((1, 6), (2, 12), (0, 2)))
    words = [f"{a}~{b}@1+{draw(st.sampled_from((8, 30)))}" for a, b in sorted(sure)]
    words += [f"{a}~{b}@{draw(st.sampled_from(('.98', '.93')))}" for a, b in sorted(maybe - sure)]
    words += [f"{a}!{b}" for a, b in sorted(against)]
    ruling = st.tuples(st.booleans(), pair, st.lists(st.sampled_from(keys), max_size=2), st.lists(st.sampled_from(keys), max_size=2))
    rulings = [(f"J-{n}", same, *ends, left, right) for n, (same, ends, left, right) in enumerate(draw(st.lists(ruling, max_size=2)))]
    return World(words, {}, rulings)


@given(worlds() | crowds(), st.randoms(use_true_random=False))
@settings(max_examples=1_200)
def test_order_and_repetition_do_not_matter_and_the_oracle_agrees(world: World, source: random.Random) -> None:
    """Links, contradictions and rulings in any order, some of them twice, decide the same, and what the rule in plain sets decides."""
    expected = told(world)
    words = world.words + source.sample(world.words, k=len(world.words) // 2)
    source.shuffle(words)
    rulings = source.sample(world.rulings, k=len(world.rulings))
    assert told(replace(world, words=words, rulings=rulings)) == expected


@given(worlds())
@settings(max_examples=400)
def test_no_group_breaks_a_rule_that_no_human_lifted(world: World) -> None:
    """Without rulings *same* no group holds two log-ins, three phones, an organisation and a person, or what contradicts or was judged different."""
    world = replace(world, rulings=[each for each in world.rulings if not each[1]])
    members, admission, _ = world.decide()
    for group in admission.groups:
        held = {members[node].key for node in group if not members[node].twin}
        kinds = {members[node].kind for node in group} - {None}
        assert len(kinds) <= 1
        assert sum(key.startswith("login") for key in held) <= 1
        for scope in ("phone:a/", "phone:b/"):
            assert sum(key.startswith(scope) for key in held) <= 2
        assert sum(key.startswith("phone") and "/" not in key for key in held) <= 2
        for word in world.words:
            assert "!" not in word or not set(word.split("!")) <= held
        for _, _, a, b, left, right in world.rulings:
            ends = {a, *left} - {b, *right}, {b, *right} - {a, *left}
            assert not (ends[0] & held and ends[1] & held)


MAILBOX = "r:john-email:x r:mary-email:x"
CASES = {
    "numbers that two sources give by themselves do not stand against each other": (
        small("r:1-user:hub/7 r:2-user:shop/91 r:1-email:x r:2-email:x"),
        groups("r:1 r:2 user:hub/7 user:shop/91 email:x"),
    ),
    "two of one source do": (
        small("r:1-user:hub/7 r:2-user:hub/91 r:1-email:x r:2-email:x"),
        groups("r:1 user:hub/7", "r:2 user:hub/91", "email:x"),
    ),
    "and of three only those of one source": (
        small("r:1-user:hub/7 r:2-user:hub/91 r:3-user:shop/7 r:1-email:x r:2-email:y r:3-email:x"),
        groups("r:1 user:hub/7 r:3 user:shop/7 email:x", "r:2 user:hub/91 email:y"),
    ),
    "a limit counts within each scope": (
        small(
            "r:1-phone:de/1 r:1-phone:de/2 r:1-phone:de/3 r:1-phone:fr/4 r:1-phone:fr/5",
            {"phone:de/1": 1, "phone:de/2": 2, "phone:de/3": 3, "phone:fr/4": 0, "phone:fr/5": 0},
        ),
        groups("r:1 phone:de/2 phone:de/3 phone:fr/4 phone:fr/5", "phone:de/1"),
    ),
    "a slip is one within one numbering only": (
        small("r:1-user:hub/1234 r:2-user:hub/1243 r:3-user:shop/9 r:1-email:x r:2-email:x r:3-email:x"),
        groups("r:1 r:2 r:3 user:hub/1234 user:hub/1243 user:shop/9 email:x"),
    ),
    "who contradict each other do not meet behind one mailbox": (
        small(f"{MAILBOX} r:john!r:mary r:john-login:j r:mary-login:m"),
        groups("r:john login:j", "r:mary login:m", "email:x"),
    ),
    "without the contradiction they do": (small(MAILBOX), groups("r:john r:mary email:x")),
    "the rest of both stays whole": (
        small(f"{MAILBOX} r:john!r:mary r:john-phone:1 r:mary-phone:2 r:3-phone:1 email:x-device:d"),
        groups("r:john r:3 phone:1", "r:mary phone:2", "email:x device:d"),
    ),
    "who contradict the same third may still be one": (
        small("r:john-email:x r:johnny-email:x r:mary-email:x r:john!r:mary r:johnny!r:mary r:john~r:johnny@.95"),
        groups("r:john r:johnny", "r:mary", "email:x"),
    ),
    "one doubtful likeness does not make one of two groups of several records": (
        small("r:1~r:2@1+30 r:3~r:4@1+30 r:2~r:3@.95"),
        groups("r:1 r:2", "r:3 r:4"),
    ),
    "half of the pairs of their records alike, and they are one": (
        small("r:1~r:2@1+30 r:3~r:4@1+30 r:2~r:3@.95 r:1~r:4@.92"),
        groups("r:1 r:2 r:3 r:4"),
    ),
    "one certain likeness does": (small("r:1~r:2@1+30 r:3~r:4@1+30 r:2~r:3@1+8"), groups("r:1 r:2 r:3 r:4")),
    "a record alone comes to a group by one likeness": (
        small("r:1~r:2@1+30 r:2~r:3@.95 r:1-device:d r:3-device:e"),
        groups("r:1 r:2 r:3 device:d device:e"),
    ),
    "a record alone that two groups may have with equal right joins neither": (
        small("r:1~r:2@1+30 r:3~r:4@1+30 r:2~r:5@.95 r:5~r:3@.95"),
        groups("r:1 r:2", "r:3 r:4", "r:5"),
    ),
    "and joins the one it is more alike to": (
        small("r:1~r:2@1+30 r:3~r:4@1+30 r:2~r:5@.97 r:5~r:3@.95"),
        groups("r:1 r:2 r:5", "r:3 r:4"),
    ),
    "what a doubtful likeness was not enough for, a value that both state is": (
        small("r:1~r:2@1+30 r:3~r:4@1+30 r:2~r:3@.95 r:1-device:d r:4-device:d"),
        groups("r:1 r:2 r:3 r:4 device:d"),
    ),
    "nor does it matter where a human has said they are one": (
        small("r:1~r:2@1+30 r:3~r:4@1+30 r:2~r:3@.95 r:5~r:6@.95", rulings=[("J-1", True, "r:1", "r:5", ["r:2"], ["r:3"])]),
        groups("r:1 r:2 r:3 r:4 r:5 r:6"),
    ),
    "an organisation and its clerk are two": (
        small("o:acme-email:info r:clerk-email:info o:acme-phone:1 r:clerk-phone:2"),
        groups("o:acme phone:1", "r:clerk phone:2", "email:info"),
    ),
    "the newest values of a limited namespace stand": (
        small("r:1-phone:1 r:1-phone:2 r:1-phone:3 r:2-phone:1", {"phone:1": 1, "phone:2": 2, "phone:3": 3}),
        groups("r:1 phone:2 phone:3", "r:2 phone:1"),
    ),
    "of limited values seen at the same time none is newer": (
        small("r:1-phone:1 r:1-phone:2 r:1-phone:3 r:1-login:a", {"phone:1": 3, "phone:2": 2, "phone:3": 2}),
        groups("r:1 phone:1 login:a", "phone:2", "phone:3"),
    ),
    "phones seen together do not empty two people's pockets": (
        small(
            "r:1-phone:1 r:1-phone:2 r:2-phone:3 r:2-phone:4 phone:2-phone:3",
            {"phone:1": 1, "phone:2": 2, "phone:3": 3, "phone:4": 4},
        ),
        groups("r:1 phone:1 phone:2", "r:2 phone:3 phone:4"),
    ),
    "one slip in a noisy value keeps nobody apart": (
        small("r:1-ssn:1234 r:2-ssn:1243 r:1-email:x r:2-email:x"),
        groups("r:1 r:2 ssn:1234 ssn:1243 email:x"),
    ),
    "two slips do": (
        small("r:1-ssn:1234 r:2-ssn:4321 r:1-email:x r:2-email:x"),
        groups("r:1 ssn:1234", "r:2 ssn:4321", "email:x"),
    ),
    "the better resemblance decides first": (
        small("r:1~r:2@.99 r:2~r:3@.97 r:1!r:3"),
        groups("r:1 r:2", "r:3"),
    ),
    "resemblances of one band cancel each other": (
        small("r:1~r:2@.974 r:2~r:3@.973 r:1!r:3"),
        groups("r:1", "r:2", "r:3"),
    ),
    "near certainty the better resemblance decides, by how much less likely it is to be wrong": (
        small("r:1~r:2@1+31.1 r:2~r:3@1+13.9 r:1!r:3"),
        groups("r:1 r:2", "r:3"),
    ),
    "odds that are about as good cancel each other there": (
        small("r:1~r:2@1+15.9 r:2~r:3@1+13.9 r:1!r:3"),
        groups("r:1", "r:2", "r:3"),
    ),
    "the last hundredth and the first nine are bands of their own": (
        small("r:1~r:2@1+7.7 r:2~r:3@.99+7.6 r:1!r:3"),
        groups("r:1 r:2", "r:3"),
    ),
    "same lifts a unique namespace between its sides": (
        small("r:1-login:a r:2-login:b", {}, [("J-1", True, "r:1", "r:2", ["login:a"], ["login:b"])]),
        groups("r:1 login:a r:2 login:b"),
    ),
    "a third side still clashes": (
        small(
            "r:1-login:a r:2-login:b r:3-login:c r:2-device:d r:3-device:d",
            {},
            [("J-1", True, "r:1", "r:2", ["login:a"], ["login:b"])],
        ),
        groups("r:1 login:a r:2 login:b", "r:3 login:c", "device:d"),
    ),
    "same outranks a contradiction and kinds": (
        small("r:1!r:2 r:1-login:a o:3-login:a", {}, [("J-1", True, "r:1", "r:2", [], []), ("J-2", True, "r:1", "o:3", ["login:a"], [])]),
        groups("r:1 r:2 o:3 login:a"),
    ),
    "different outranks a value that both state": (
        small(MAILBOX, {}, [("J-1", False, "r:john", "r:mary", [], ["email:x"])]),
        groups("r:john", "r:mary email:x"),
    ),
    "different holds for those who stood with each": (
        small("r:1~r:2@.99 r:3~r:4@.99 r:2-phone:1 r:4-phone:1", {}, [("J-1", False, "r:1", "r:3", ["r:2"], ["r:4"])]),
        groups("r:1 r:2", "r:3 r:4", "phone:1"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    """The cases that people argue about."""
    world, expected = CASES[name]
    assert told(world)[0] == expected


REASONS = {
    "r:1-login:a r:1-login:b": ("contested", "login:a | login:b"),
    "login:a-login:b": ("unique", "login:a | login:b"),
    "user:hub/12-user:hub/345": ("unique", "user:hub/12 | user:hub/345"),
    "r:1~o:2@.99": ("kind", "kind: organisation | person"),
    "r:1~r:2@.99 r:1!r:2": ("contradiction", "contradiction: r:1 | r:2 (birthDate)"),
}


@pytest.mark.parametrize("text", REASONS)
def test_refusal_names_its_rule_and_the_sides(text: str) -> None:
    """Every refusal says by which rule, and who stands against whom."""
    _, admission, _ = small(text).decide()
    assert {(each.rule, each.because) for each in admission.refused.values()} == {REASONS[text]}


def test_refusal_by_a_human_names_the_judgement() -> None:
    """A link that a judgement forbids is refused by that judgement."""
    _, admission, _ = small("r:1-email:x", {}, [("J-7", False, "r:1", "email:x", [], [])]).decide()
    assert {(each.rule, each.because) for each in admission.refused.values()} == {("judgement", "judgement: J-7")}


@given(st.text("ab1", max_size=5), st.text("ab1", max_size=5))
@settings(max_examples=500)
def test_near_values_are_one_slip_apart(a: str, b: str) -> None:
    """Two values are near when one of all possible slips makes one of the other, or none is needed."""
    assert near(a, b) == near(b, a) == (a == b or one_slip(a, b))
