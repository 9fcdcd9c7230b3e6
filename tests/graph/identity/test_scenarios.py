"""What a steward says takes effect at the next run, survives ten of them, and is undone as if it had not been said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.derivation import derive
from app.errors import Conflict
from app.identity.assembly import cut, held, sides
from app.identity.explain import explain
from app.identity.judged import Said
from app.identity.judgements import Verdict
from app.identity.judging import agree, entries, judge, part, undo
from app.identity.policy import parse, read_policy
from app.identity.review import queue
from app.identity.unify import unify
from app.ledger.book import Book
from app.profiles.history import history
from app.profiles.person import profile
from app.settings import Settings
from tests.graph.identity.worlds import add, partition, persons

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

POLICY = read_policy()
ADA = Said("ada", "I asked.")
SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT
STRICT = parse("namespaces: {login: {rule: unique, priority: 90}, device: {rule: joins, priority: 40}}", "strict")
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
    assert {profile(graph, id_).id for id_ in before} == persons(graph).keys()
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


@WAYS
def test_who_was_taken_further_has_the_id_of_before(graph: Graph, *, full: bool) -> None:
    """A *same* is undone after its person grew at the other end and merged into an older one: the side that comes free is who it was."""
    add(graph, "r:3-cookie:3~5 r:4-cookie:4~6 r:1-cookie:1~1")
    unify(graph, POLICY)
    stood = whose(graph, "r:3")
    made = judge(graph, SAME, ("r:3", "r:4"), ADA)
    for links in ("", "r:2-cookie:4~7 r:2-cookie:2~2", "r:2-cookie:1~8"):
        add(graph, links)
        unify(graph, POLICY)
    assert whose(graph, "r:3") == whose(graph, "r:1") != stood
    undo(graph, made["id"], ADA)
    unify(graph, POLICY, full=full)
    assert whose(graph, "r:3") == stood
    assert persons(graph)[stood] == {"r:3", "cookie:3"}


@WAYS
def test_what_was_agreed_to_gives_back_the_id_of_the_agreement(graph: Graph, *, full: bool) -> None:
    """A judgement that waited for a second account acts from then on: undone, who comes free is who it was then, not when it was first said."""
    add(graph, "r:3-cookie:3~5 r:4-cookie:4~6 r:8-cookie:8~4 r:1-cookie:1~1")
    unify(graph, POLICY)
    said, stood = whose(graph, "r:3"), whose(graph, "r:8")
    made = judge(graph, SAME, ("r:3", "r:4"), ADA, above=1)
    add(graph, "r:8-cookie:3~7")
    unify(graph, POLICY)
    agree(graph, made["id"], Said("bob", "So do I."))
    for links in ("", "r:2-cookie:4~7 r:2-cookie:2~2", "r:2-cookie:1~8"):
        add(graph, links)
        unify(graph, POLICY)
    undo(graph, made["id"], ADA)
    unify(graph, POLICY, full=full)
    assert (whose(graph, "r:3"), whose(graph, "r:8")) == (stood, stood)
    assert said not in persons(graph)


def test_a_steward_errs(graph: Graph) -> None:
    """The counter-judgement sets it right; both stay in the history with their authors."""
    add(graph, TWO)
    unify(graph, POLICY)
    judge(graph, SAME, ("r:1", "r:2"), ADA)
    unify(graph, POLICY)
    judge(graph, DIFFERENT, ("r:1", "r:2"), Said("bob", "They are sisters."))
    unify(graph, POLICY)
    assert len(partition(graph)) == 2
    log = [(row["author"], row["verdict"], row["state"]) for row in entries(graph, before=99, limit=9)]
    assert log == [("bob", "different", "stands"), ("ada", "same", "superseded")]


def test_no_run_source_or_policy_overrides_a_judgement(graph: Graph) -> None:
    """Two log-ins that a steward made one stay one when a second source repeats the conflict and a new policy comes; what she parted stays apart."""
    add(graph, "login:a-cookie:1 login:b-cookie:2 login:c-cookie:3 r:3-cookie:3")
    unify(graph, POLICY)
    judge(graph, SAME, ("login:a", "login:b"), ADA)
    judge(graph, DIFFERENT, ("r:3", "login:c"), ADA)
    unify(graph, POLICY)
    add(graph, "login:a-device:9 login:b-device:9 r:3-device:3 login:c-device:3")
    for policy in (POLICY, STRICT):
        unify(graph, policy, full=True)
        assert whose(graph, "login:a") == whose(graph, "login:b")
        assert whose(graph, "r:3") != whose(graph, "login:c")
    assert "against" in {row["kind"] for row in queue(graph)}


def test_a_conflict_by_machine_comes_to_the_queue_and_by_a_steward_does_not(graph: Graph) -> None:
    """A tablet between two log-ins waits; the same between two persons whom only a judgement keeps apart does not."""
    add(graph, "login:a-device:1 login:b-device:1 r:1-email:x@x.example r:2-email:x@x.example")
    unify(graph, POLICY)
    assert [row["a"] for row in queue(graph)] == ["identifier/device:1"]
    judge(graph, DIFFERENT, ("r:1", "r:2"), ADA)
    unify(graph, POLICY)
    assert whose(graph, "r:1") != whose(graph, "r:2")
    assert [row["a"] for row in queue(graph)] == ["identifier/device:1"]


def test_after_a_correction_the_figures_follow_and_say_why(graph: Graph, tmp_path: Path) -> None:
    """Two made one have one journey with all that both did, and the other id leads there; undone, each has its own. Both times it says why."""
    settings = Settings(home=tmp_path)
    said = replace(ADA, book=Book(settings.secret().encode()))
    add(graph, "login:a-cookie:1~1 login:a-cookie:1~2 login:b-cookie:2~3")
    derive(graph, settings)
    ids = {name: whose(graph, f"login:{name}") for name in "ab"}
    did = {name: profile(graph, id_).journey.touchpoints for name, id_ in ids.items()}
    made = judge(graph, SAME, ("cookie:1", "cookie:2"), said)
    derive(graph, settings)
    kept, gone = (ids[name] for name in ("ab" if whose(graph, "login:a") == ids["a"] else "ba"))
    both = profile(graph, gone)
    assert (both.id, both.journey.touchpoints) == (kept, sum(did.values()))
    told = history(graph, gone).latest
    assert told is not None
    assert told.sentence.startswith(f"{gone} merged into this person; 2 members came")
    assert (told.since, told.because) == ([made["id"]], f"ada said in {made['id']}: “I asked.”")
    undo(graph, made["id"], said)
    derive(graph, settings)
    assert {name: profile(graph, id_).journey.touchpoints for name, id_ in ids.items()} == did
    events = history(graph, kept).events
    assert events[0].sentence == f"2 members left to {gone}."
    assert events[0].since == ["J-2"]
    assert [(event.judgement, event.state) for event in events if event.kind == "said"] == [("J-2", "stands"), (made["id"], "undone")]
    assert events[-1].sentence == f"This id came into use with {len(persons(graph)[kept])} members."


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
