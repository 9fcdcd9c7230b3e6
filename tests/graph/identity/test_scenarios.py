"""What a steward says takes effect at the next run, survives ten of them, and is undone as if it had not been said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import Conflict
from app.identity.assembly import cut, held, sides
from app.identity.explain import explain
from app.identity.judged import Said
from app.identity.judgements import Verdict
from app.identity.judging import judge, part, undo
from app.identity.policy import read_policy
from app.identity.review import queue
from app.identity.unify import unify
from tests.graph.identity.worlds import add, partition, persons

if TYPE_CHECKING:
    from app.graph import Graph

POLICY = read_policy()
ADA = Said("ada", "I asked.")
SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT
WAYS = pytest.mark.parametrize("full", [False, True], ids=["touched only", "whole graph"])
TWO = "r:1-email:a@x.example~1 r:1-cookie:1~1 r:2-email:b@x.example~2 r:2-cookie:2~2"
GLUED = f"{TWO} r:1-email:both@x.example~3 r:2-email:both@x.example~4"


def whose(graph: Graph, member: str) -> str:
    """The id of the person that holds a member."""
    return next(id_ for id_, members in persons(graph).items() if member in members)


@WAYS
def test_one_customer_in_two_pieces(graph: Graph, *, full: bool) -> None:
    """Judged the same they are one, with the older id; why names the judgement; undone, both have the ids they had."""
    add(graph, TWO)
    unify(graph, POLICY)
    before = persons(graph)
    made = judge(graph, SAME, ("r:1", "r:2"), ADA)
    unify(graph, POLICY, full=full)
    assert len(partition(graph)) == 1
    found = explain(graph, "cookie:1", "cookie:2")
    assert [step["judgement"]["id"] for step in found.steps if step["judgement"]] == [made["id"]]
    undo(graph, made["id"], ADA)
    unify(graph, POLICY, full=full)
    assert partition(graph) == {frozenset(members) for members in before.values()}


@WAYS
def test_two_customers_glued_by_a_shared_mailbox(graph: Graph, *, full: bool) -> None:
    """Parted along the mailbox's links they stay apart through ten runs and new bridging evidence, and why not names the judgement."""
    add(graph, GLUED)
    unify(graph, POLICY)
    found = held(graph, whose(graph, "r:1"))
    links = [(link["from"], link["to"]) for link in cut(found, "record/r:1", "record/r:2").links]
    part(graph, found, sides(found, links), ADA)
    for _ in range(10):
        unify(graph, POLICY, full=full)
    assert whose(graph, "r:1") != whose(graph, "r:2")
    add(graph, "r:1-cookie:9 r:2-cookie:9")
    unify(graph, POLICY, full=full)
    assert whose(graph, "r:1") != whose(graph, "r:2")
    assert {"cookie:1", "email:a@x.example"} <= persons(graph)[whose(graph, "r:1")]
    assert "judgement" in {reason.rule for reason in explain(graph, "r:1", "r:2").reasons}


def test_a_steward_errs(graph: Graph) -> None:
    """The counter-judgement sets it right; the first stays in the history."""
    add(graph, TWO)
    unify(graph, POLICY)
    judge(graph, SAME, ("r:1", "r:2"), ADA)
    unify(graph, POLICY)
    judge(graph, DIFFERENT, ("r:1", "r:2"), Said("bob", "They are sisters."))
    unify(graph, POLICY)
    assert len(partition(graph)) == 2


def test_same_lifts_a_unique_limit(graph: Graph) -> None:
    """Two log-ins are one person only when somebody says so."""
    add(graph, "login:a-cookie:1 login:b-cookie:1")
    unify(graph, POLICY)
    judge(graph, SAME, ("login:a", "login:b"), ADA)
    unify(graph, POLICY)
    assert whose(graph, "login:a") == whose(graph, "login:b")
    with pytest.raises(Conflict):
        judge(graph, SAME, ("login:a", "login:b"), ADA)


def test_new_evidence_against_a_judgement_comes_to_the_queue(graph: Graph) -> None:
    """What was parted is settled; a link that comes later and bridges it is shown beside the judgement, once, and merges nothing."""
    add(graph, GLUED)
    unify(graph, POLICY)
    found = held(graph, whose(graph, "r:1"))
    links = [(link["from"], link["to"]) for link in cut(found, "record/r:1", "record/r:2").links]
    (made,) = part(graph, found, sides(found, links), ADA)
    unify(graph, POLICY)
    assert queue(graph) == []
    add(graph, "r:1-cookie:9 r:2-cookie:9")
    unify(graph, POLICY)
    assert [(row["kind"], row["judgement"]) for row in queue(graph)] == [("against", made["id"])]


def test_a_newcomer_waits_and_is_asked_once(graph: Graph) -> None:
    """A value that two persons claim waits with both in the queue; said to be neither's, it is not asked again."""
    add(graph, "login:a-email:a@x.example login:b-email:b@x.example")
    unify(graph, POLICY)
    add(graph, "r:9-cookie:7 cookie:7-login:a cookie:7-login:b")
    unify(graph, POLICY)
    (item,) = queue(graph)
    assert (item["kind"], len(item["persons"])) == ("contested", 3)
    for login in ("login:a", "login:b"):
        judge(graph, DIFFERENT, ("r:9", login), ADA)
        unify(graph, POLICY)
    assert queue(graph) == []
    assert persons(graph)[whose(graph, "r:9")].isdisjoint({"login:a", "login:b"})
