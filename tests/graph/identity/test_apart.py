"""What keeps members apart and what humans ruled, over a real graph: touched components and the whole graph end the same."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from app.identity.policy import parse, read_policy
from app.identity.unify import unify
from tests.graph.identity.worlds import add, alike, contradict, judge, marks, partition, undo, verdicts, withdraw

if TYPE_CHECKING:
    from app.graph import Graph

POLICY = read_policy().scored(0.9)
LIMITED = parse(
    """
    namespaces:
      login: {rule: unique, priority: 90}
      ssn: {rule: unique, priority: 85, noisy: true}
      email: {rule: joins, priority: 60, cap: 3, loose: 4}
      phone: {rule: limited, most: 2, priority: 50, lifetime: P365D}
      device: {rule: joins, priority: 30, cap: 3, loose: 4}
    resemblance: {priority: 40}
    contradictions: true
    apart: [organisation, person]
    """,
    "the policy of these tests",
).scored(0.9)
WAYS = pytest.mark.parametrize("small", [-1, 10_000], ids=["whole graph", "touched only"])
MAILBOX = "r:john-email:a@x.example r:mary-email:a@x.example r:john-login:john r:mary-login:mary"


def groups(*texts: str) -> set[frozenset[str]]:
    """Member sets, written as texts."""
    return {frozenset(text.split()) for text in texts}


@WAYS
def test_contradicting_records_do_not_meet(graph: Graph, small: int) -> None:
    """John and Mary behind one mailbox are two, and each keeps what is theirs; the refusal says why."""
    add(graph, "r:john-email:a@x.example r:mary-email:a@x.example r:john-cookie:1 r:mary-cookie:2")
    contradict(graph, "r:john-r:mary")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:john cookie:1", "r:mary cookie:2", "email:a@x.example")
    because = "contradiction: r:john | r:mary (birthDate)"
    assert ("r:john", "email:a@x.example", "REFUSED", "contested", because) in verdicts(graph)


@WAYS
def test_resemblance_joins_from_its_threshold_on(graph: Graph, small: int) -> None:
    """Records alike from the threshold on are one person, with a verdict beside it; those below are not, and have none."""
    alike(graph, "r:1-r:2@.95 r:2-r:3@.89")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:1 r:2", "r:3")
    assert verdicts(graph) == [("r:1", "r:2", "ADMITTED", "None", "None")]
    unify(graph, read_policy().scored(0.8), small=small)
    assert partition(graph) == groups("r:1 r:2 r:3")
    unify(graph, read_policy(), small=small)
    assert partition(graph) == groups("r:1", "r:2", "r:3")
    assert verdicts(graph) == []


@WAYS
def test_a_lone_doubtful_resemblance_does_not_join_two_groups(graph: Graph, small: int) -> None:
    """Two groups of several records are one where half of their records are alike; one doubtful resemblance is refused, and says of whom."""
    add(graph, "r:1-email:a@x.example r:2-email:a@x.example")
    alike(graph, "r:3-r:4@1 r:2-r:3@.95")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:1 r:2 email:a@x.example", "r:3 r:4")
    assert ("r:2", "r:3", "REFUSED", "lone", "lone: r:1 | r:3") in verdicts(graph)
    alike(graph, "r:1-r:4@.93")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:1 r:2 r:3 r:4 email:a@x.example")
    alike(graph, "r:1-r:4@.5")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:1 r:2 email:a@x.example", "r:3 r:4")
    alike(graph, "r:3-r:4@.5")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:1 r:2 r:3 email:a@x.example", "r:4")


@WAYS
def test_organisation_and_person_are_two(graph: Graph, small: int) -> None:
    """A company and its clerk on one mailbox are two."""
    add(graph, "o:acme-email:team@x.example r:clerk-email:team@x.example")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("o:acme", "r:clerk", "email:team@x.example")


@WAYS
def test_newest_values_of_a_limited_namespace_stand(graph: Graph, small: int) -> None:
    """Of three phones where two are allowed, the two seen last stay."""
    add(graph, "r:1-phone:1~3 r:1-phone:2~1 r:1-phone:3~2")
    unify(graph, LIMITED, small=small)
    assert partition(graph) == groups("r:1 phone:1 phone:3", "phone:2")
    assert ("r:1", "phone:2", "REFUSED", "limited", "phone:1 | phone:2 | phone:3") in verdicts(graph)


@WAYS
def test_same_joins_what_nothing_links_and_undone_it_parts(graph: Graph, small: int) -> None:
    """A judgement *same* makes one person of two log-ins; taken back they are two again."""
    add(graph, "login:a-cookie:1 login:b-cookie:2")
    unify(graph, POLICY, small=small)
    judgement = judge(graph, "same", "login:a cookie:1", "login:b cookie:2")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("login:a cookie:1 login:b cookie:2")
    add(graph, "login:b-device:d login:c-device:d")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("login:a cookie:1 login:b cookie:2", "login:c", "device:d")
    undo(graph, judgement)
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("login:a cookie:1", "login:b cookie:2", "login:c", "device:d")


@WAYS
def test_different_outlasts_new_evidence(graph: Graph, small: int) -> None:
    """What was judged different stays two, whatever links come later."""
    add(graph, "r:1-email:a@x.example r:2-email:a@x.example")
    unify(graph, POLICY, small=small)
    judge(graph, "different", "r:1 email:a@x.example", "r:2")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:1 email:a@x.example", "r:2")
    add(graph, "r:1-cookie:1 r:2-cookie:1")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:1 email:a@x.example", "r:2", "cookie:1")


@WAYS
def test_judgement_on_a_use_outlives_it(graph: Graph, small: int) -> None:
    """A late event makes one value of two uses; what was judged of a use is then judged of the value."""
    add(graph, "cookie:1-phone:+1~0 cookie:2-phone:+1~700")
    unify(graph, POLICY, small=small)
    judge(graph, "different", "phone:+1@2026-01-01T00:00:00.000000Z", "cookie:1")
    add(graph, "cookie:3-phone:+1~350")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("cookie:1", "cookie:2 cookie:3 phone:+1")


def test_value_far_past_its_cap_is_counted_again(graph: Graph) -> None:
    """Users that merge or withdraw two by two, without touching the value, make it evidence again in the end."""
    add(graph, " ".join(f"r:{i}-email:team@x.example" for i in range(10)))
    unify(graph, POLICY, small=10_000)
    for i in range(0, 8, 2):
        add(graph, f"r:{i}-login:x{i} r:{i + 1}-login:x{i}")
        unify(graph, POLICY, small=10_000)
    withdraw(graph, "r:8-email:team@x.example")
    unify(graph, POLICY, small=10_000)
    once = partition(graph), verdicts(graph)
    unify(graph, POLICY, full=True)
    assert (partition(graph), verdicts(graph)) == once
    assert "email:team@x.example" in set().union(*partition(graph))


def test_new_user_of_a_generic_value_touches_its_own_component_only(graph: Graph) -> None:
    """One more user of a value far past its cap neither reads nor writes the others."""
    add(graph, " ".join(f"r:{i}-email:team@x.example" for i in range(40)))
    unify(graph, POLICY, small=10_000)
    add(graph, "r:40-email:team@x.example r:40-login:a")
    done = unify(graph, POLICY, small=10)  # a closure of the whole component would be past the limit, and the mode would be full
    assert (done.mode, done.changed.new, done.changed.changed) == ("touched", 1, 0)
    assert marks(graph) == 0
    once = partition(graph), verdicts(graph)
    unify(graph, POLICY, full=True)
    assert (partition(graph), verdicts(graph)) == once


def test_unknown_namespace_is_set_aside_and_named(graph: Graph) -> None:
    """Values of a namespace that the policy does not know join nothing, and the run says so; a policy that knows it joins them."""
    add(graph, "r:1-pager:7 r:2-pager:7 r:1-cookie:1")
    done = unify(graph, POLICY)
    assert (partition(graph), done.unknown) == (groups("r:1 cookie:1", "r:2"), {"pager": 1})
    knowing = parse("namespaces: {pager: {rule: joins, priority: 5}, cookie: {rule: joins, priority: 4}}", "policy")
    assert unify(graph, knowing).unknown == {}
    assert partition(graph) == groups("r:1 r:2 pager:7 cookie:1")


class History:
    """A random history of loads, withdrawals, scores, judgements and undos, step by step."""

    def __init__(self, seed: int) -> None:
        self.source = random.Random(seed)
        kinds = ["login"] * 2 + ["ssn", "email", "email", "device", "phone", "phone", "phone"]
        self.values = [f"{self.source.choice(kinds)}:{i}" for i in range(12)] + ["email:team@x.example"]
        self.values += [f"{value}#" for value in self.values if value.startswith("email:")]
        self.records = [f"r:{i}" for i in range(9)] + ["o:9"]
        self.stated: set[str] = set()
        self.judged: list[str] = []

    def step(self, graph: Graph) -> None:
        """One thing happens."""
        self.source.choice([self.load, self.load, self.load, self.drop, self.score, self.oppose, self.rule, self.regret])(graph)

    def load(self, graph: Graph) -> None:
        """Some links, the hash of a value always with it."""
        words = set()
        for _ in range(self.source.randrange(1, 7)):
            a, b = self.source.choice([*self.records, *self.records, *self.values]), self.source.choice(self.values)
            if a.rstrip("#") != b.rstrip("#"):
                words.add(f"{a}-{b}~{self.source.choice((0, 1, 2, 500, 1000))}")
                words |= {f"{end[:-1]}-{end}" for end in (a, b) if end.endswith("#")}
                if a in self.records:
                    self.stated.add(f"{a}-{b}")
        add(graph, " ".join(sorted(words)))

    def drop(self, graph: Graph) -> None:
        """Records withdraw what they stated."""
        words = self.source.sample(sorted(self.stated), k=min(len(self.stated), 2))
        self.stated -= set(words)
        withdraw(graph, " ".join(words))

    def score(self, graph: Graph) -> None:
        """Two records are found alike, or less so."""
        a, b = self.source.sample(self.records, k=2)
        alike(graph, f"{a}-{b}@{self.source.choice((0.8, 0.93, 0.99, 1.0))}")

    def oppose(self, graph: Graph) -> None:
        """Two records are found to contradict each other."""
        a, b = self.source.sample(self.records, k=2)
        contradict(graph, f"{a}-{b}")

    def rule(self, graph: Graph) -> None:
        """A human judges two members, with those who stand with each."""
        sides = sorted(sorted(members) for members in partition(graph))
        if len(sides) > 1:
            left, right = self.source.sample(sides, k=2)
            self.judged.append(judge(graph, self.source.choice(("same", "different")), " ".join(left), " ".join(right)))

    def regret(self, graph: Graph) -> None:
        """A judgement is taken back."""
        if self.judged:
            undo(graph, self.judged.pop(self.source.randrange(len(self.judged))))


@pytest.mark.parametrize("seed", range(4))
def test_random_histories_end_as_the_whole_graph_does(graph: Graph, seed: int) -> None:
    """After every few steps of any history the touched components are what the whole graph, derived anew, gives."""
    history = History(seed)
    for number in range(24):
        history.step(graph)
        if number % 2:
            unify(graph, LIMITED, small=10_000)
        if number % 8 == 7:
            step_by_step = partition(graph), verdicts(graph)
            unify(graph, LIMITED, full=True)
            assert (partition(graph), verdicts(graph)) == step_by_step


@pytest.mark.parametrize("seed", range(4))
def test_order_and_batches_of_all_that_arrives_do_not_matter(graph: Graph, seed: int) -> None:
    """Links, scores and contradictions in any order and batches, with rulings that stood before, give what they give at once."""
    source = random.Random(seed)
    records = [f"r:{i}" for i in range(7)] + ["o:8"]
    values = [f"{source.choice(['login', 'ssn', 'email', 'phone', 'phone', 'device'])}:{i}" for i in range(12)]
    arrivals = [(add, f"{source.choice(records)}-{source.choice(values)}~{source.randrange(4)}") for _ in range(30)]
    pairs = [source.sample(records, k=2) for _ in range(8)]
    arrivals += [(alike, f"{min(pair)}-{max(pair)}@{0.9 + len(pair[0]) / 100}") for pair in pairs[:5]]
    arrivals += [(contradict, "-".join(pair)) for pair in pairs[4:]]

    def run(size: int) -> tuple[object, ...]:
        graph.write("runtime/wipe")
        add(graph, " ".join([*records, *(f"{value}~{day}" for value in values for day in (0, 3))]))
        judge(graph, "same", "r:0", "r:1")
        judge(graph, "different", "r:2", f"r:3 {values[0]}")
        for start in range(0, len(arrivals), size):
            for load, text in arrivals[start : start + size]:
                load(graph, text)
            unify(graph, LIMITED, small=10_000)
        return partition(graph), verdicts(graph)

    at_once = run(len(arrivals))
    source.shuffle(arrivals)
    assert run(source.choice((3, 7))) == at_once
