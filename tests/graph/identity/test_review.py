"""The queue: what comes to it, in which order, and what a steward has settled does not come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.graph.statements import statement
from app.identity import review
from app.identity.judged import Said
from app.identity.judgements import Kind, Verdict
from app.identity.judging import judge, not_a_customer
from app.identity.policy import read_policy
from app.identity.review import Place, queue
from app.identity.unify import unify
from tests.graph.identity.worlds import add, alike, persons

if TYPE_CHECKING:
    from app.graph import Graph

POLICY = read_policy()
ADA = Said("ada", "I asked.")
TABLET = "login:ada-device:tablet login:bob-device:tablet login:ada-cookie:1 login:bob-cookie:2"
GLUED = "r:1-phone:+1 r:1-email:a@x.example r:2-email:b@x.example r:2-phone:+1 r:3-email:b@x.example"


def named(graph: Graph, **names: str) -> None:
    """Gives records names: `r1="Ada Lovelace"`."""
    for key, name in names.items():
        given, family = name.split()
        graph.driver.execute_query(
            "MATCH (r:Record {id: $id}) SET r.givenName = $given, r.familyName = $family", id=f"r:{key[1:]}", given=given, family=family
        )


def kinds(graph: Graph) -> list[str]:
    """The kinds in the queue, the riskiest first."""
    return [row["kind"] for row in queue(graph)]


def test_two_names_behind_one_link(graph: Graph) -> None:
    """A link that alone holds records of different names together is in the queue with its reason; one between equal names is not."""
    add(graph, f"{GLUED} r:8-email:c@x.example r:9-email:c@x.example")
    named(graph, r1="Ada Lovelace", r2="Bob Marley", r3="Bob Marley", r8="Eve Stone", r9="Eve Stone")
    unify(graph, POLICY)
    (item,) = queue(graph)
    assert (item["kind"], item["a"]) == ("bridge", "identifier/phone:+1")
    assert "differ in name" in item["reason"]
    assert item["persons"][0]["members"] == 6


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.UNSURE])
def test_what_is_settled_does_not_come_back(graph: Graph, verdict: Verdict) -> None:
    """Once a steward has judged the two sides of a bridge, deriving again leaves it out."""
    add(graph, GLUED)
    named(graph, r1="Ada Lovelace", r2="Bob Marley", r3="Bob Marley")
    unify(graph, POLICY)
    judge(graph, verdict, ("r:1", "r:2"), ADA)
    unify(graph, POLICY)
    assert kinds(graph) == []


def test_a_contested_value_comes_with_those_who_claim_it(graph: Graph) -> None:
    """A tablet that two log-ins claim is in the queue with both persons and its own; judged against one of them it is not asked again."""
    add(graph, TABLET)
    unify(graph, POLICY)
    (item,) = [row for row in queue(graph) if row["kind"] == "contested"]
    assert item["id"] == "contested|identifier/device:tablet"
    assert len(item["persons"]) == 3
    assert "login:ada | login:bob" in item["reason"]
    judge(graph, Verdict.DIFFERENT, ("device:tablet", "login:ada"), ADA)
    unify(graph, POLICY)
    assert "contested" not in kinds(graph)


def test_log_ins_on_one_touchpoint(graph: Graph) -> None:
    """Two log-ins seen on one touchpoint claim it with equal right: the two persons are in the queue."""
    add(graph, "login:ada-login:bob login:ada-cookie:1 login:bob-cookie:2")
    unify(graph, POLICY)
    (item,) = queue(graph)
    assert (item["kind"], item["a"], item["b"]) == ("touchpoints", "identifier/login:ada", "identifier/login:bob")


def test_oversize_and_pending(graph: Graph) -> None:
    """Large persons and judgements that wait are in the queue, and who waits comes first; no customer is in it."""
    add(graph, "login:a-cookie:1 login:a-cookie:2 login:a-cookie:3 login:b-cookie:9")
    unify(graph, POLICY, oversize=3)
    assert kinds(graph) == ["oversize"]
    judge(graph, Verdict.SAME, ("login:a", "cookie:9"), ADA, above=3)
    unify(graph, POLICY, oversize=3)
    assert kinds(graph) == ["pending", "oversize"]
    not_a_customer(graph, "login:a", Kind.BOT, ADA)
    unify(graph, POLICY, oversize=3)
    add(graph, "login:a-cookie:4")
    unify(graph, POLICY, oversize=3)
    assert kinds(graph) == ["pending"]


def test_near_scores_come_and_go_with_the_evidence(graph: Graph) -> None:
    """Two records whose score is near the threshold are in the queue until the evidence is another."""
    add(graph, "r:1 r:2")
    graph.driver.execute_query("MATCH (a:Record {id: 'r:1'}), (b:Record {id: 'r:2'}) CREATE (a)-[:RESEMBLES {score: 0.93}]->(b)")
    scored = POLICY.scored(0.95)
    unify(graph, scored)
    assert kinds(graph) == ["score"]
    graph.driver.execute_query("MATCH ()-[e:RESEMBLES]->() SET e.score = 0.5")
    graph.driver.execute_query("MATCH (p:Person) SET p:Stale")
    review.derive(graph, scored, lambda: None)
    assert kinds(graph) == []


def test_what_is_too_little_to_join_two_groups_is_in_the_queue_until_somebody_judges(graph: Graph) -> None:
    """A doubtful resemblance of .97 is not near the threshold, but where it is refused between two groups a steward is asked."""
    alike(graph, "r:1-r:2@1 r:3-r:4@1 r:2-r:3@.97")
    unify(graph, POLICY.scored(0.9))
    items = queue(graph)
    assert [(item["kind"], item["a"], item["b"]) for item in items] == [("score", "record/r:2", "record/r:3")]
    assert "fewer than half of the records of these are alike" in items[0]["reason"]
    assert len(items[0]["persons"]) == 2
    judge(graph, Verdict.SAME, ("r:2", "r:3"), ADA)
    unify(graph, POLICY.scored(0.9))
    assert kinds(graph) == []
    assert list(persons(graph).values()) == [{"r:1", "r:2", "r:3", "r:4"}]


def test_the_queue_is_the_same_in_pages(graph: Graph) -> None:
    """Page by page the queue gives every item once, and a run over the whole graph gives the same queue."""
    add(graph, TABLET + " " + TABLET.replace("ada", "eve").replace("bob", "max").replace("tablet", "pad").replace(":1", ":3").replace(":2", ":4"))
    unify(graph, POLICY)
    whole = [row["id"] for row in queue(graph)]
    assert len(whole) == 2
    first = queue(graph, limit=1)
    second = queue(graph, place=Place(first[0]["risk"], first[0]["id"]), limit=1)
    assert [first[0]["id"], second[0]["id"]] == whole
    unify(graph, POLICY, full=True)
    assert [row["id"] for row in queue(graph)] == whole
    assert persons(graph)


def test_what_is_to_review_is_not_looked_for_among_all_judgements(graph: Graph) -> None:
    """However many judgements stand, the queue of one person that changed costs what that person does."""
    add(graph, "r:1-email:a@x.example r:2-email:a@x.example")
    unify(graph, POLICY)
    graph.driver.execute_query("MATCH (p:Person) SET p:Stale")
    graph.driver.execute_query("UNWIND range(1, 500) AS n CREATE (:Judgement {id: 'J-x' + n, number: n, state: 'stands', verdict: 'same'})")
    assert looked_at(graph, "identity/due", limit=150, threshold=0.9, near=0.05) < 100
    assert looked_at(graph, "identity/review_exceptions", unique=["login"]) < 100


def looked_at(graph: Graph, name: str, **params: object) -> int:
    """How often a statement asks the store, as the database counts it."""

    def hits(plan: dict[str, Any]) -> int:
        return int(plan["dbHits"]) + sum(map(hits, plan.get("children", [])))

    profile = graph.driver.execute_query(f"PROFILE {statement(name).whole}", params).summary.profile
    assert profile
    return hits(profile)
