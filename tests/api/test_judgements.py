"""Judging over HTTP: who may, on what they saw, and what is answered."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from app.api import keys
from app.api.schemas.explanations import Cut, Explanation, How
from app.api.schemas.histories import History
from app.api.schemas.judgements import JudgementDone, Judgements
from app.factory import create_app
from app.identity.policy import read_policy
from app.identity.unify import unify
from app.ledger.book import verify
from tests.graph.identity.worlds import add, marks, persons

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from app.graph import Graph

WORLD = "r:1-email:a@x.example~1 r:2-email:b@x.example~1 r:3-email:c@x.example~1 r:1-cookie:1~1"
SAME = {"verdict": "same", "a": "r:1", "b": "r:2", "reason": "She told us."}
ANY = {"If-Match": "*"}


@pytest.fixture
def world(graph: Graph) -> Graph:
    """Three persons."""
    add(graph, WORLD)
    unify(graph, read_policy().scored(0.9))
    return graph


def client_of(graph: Graph, owner: str, scope: str = "judge") -> FlaskClient:
    """A client with a key of this scope."""
    app = create_app(lambda: graph, secret="for-tests-only")
    app.testing = False
    found = app.test_client()
    found.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(graph, owner, (scope,))}"
    return found


@pytest.fixture
def ada(world: Graph) -> FlaskClient:
    """A steward."""
    return client_of(world, "ada")


def test_who_may_only_read_cannot_judge(world: Graph) -> None:
    """A key without the scope judge gets a 403 that says how to get one, and may still read the log and look up."""
    reader = client_of(world, "reader", "read")
    answer = reader.post("/v1/judgements", json=SAME, headers=ANY)
    assert (answer.status_code, answer.mimetype) == (403, "application/problem+json")
    assert "--scope judge" in answer.get_json()["detail"]
    assert reader.get("/v1/judgements").get_json() == {"judgements": [], "next": None}
    assert reader.post("/v1/persons/lookup", json={"identifiers": ["email:a@x.example"]}).status_code == 200


def test_a_judgement_on_what_was_seen(world: Graph, ada: FlaskClient) -> None:
    """It names the ETag of the explanation, is signed with the key's owner, and takes effect at once; on an old ETag it is a 412."""
    seen = ada.get("/v1/explanations?a=r:1&b=r:2")
    assert Explanation().validate(seen.get_json()) == {}
    assert seen.get_json()["reasons"][0]["rule"] == "nothing"
    done = ada.post("/v1/judgements", json=SAME, headers={"If-Match": seen.headers["ETag"]})
    assert (done.status_code, JudgementDone().validate(done.get_json())) == (200, {})
    assert done.get_json()["derived"]
    assert marks(world) == 0
    (made,) = done.get_json()["judgements"]
    assert (made["author"], made["state"], made["pair"]) == ("ada", "stands", ["record/r:1", "record/r:2"])
    told = ada.get(f"/v1/persons/{made['persons'][0]}/history").get_json()
    assert History().validate(told) == {}
    assert [(event["kind"], event["since"], event["judgement"]) for event in told["events"]][:2] == [("changed", ["J-1"], None), ("said", [], "J-1")]
    late = client_of(world, "bob").post("/v1/judgements", json=SAME | {"verdict": "different"}, headers={"If-Match": seen.headers["ETag"]})
    assert (late.status_code, late.mimetype) == (412, "application/problem+json")
    assert ada.post("/v1/judgements", json=SAME | {"verdict": "different"}).status_code == 428


def test_two_stewards_at_once(world: Graph, ada: FlaskClient) -> None:
    """Of two who saw the same and decide at the same moment one is told to look again, and the log holds the other's word only."""
    stewards = {"same": ada, "different": client_of(world, "bob")}
    tag = ada.get("/v1/explanations?a=r:1&b=r:2").headers["ETag"]
    start = threading.Barrier(len(stewards))

    def decide(verdict: str) -> TestResponse:
        start.wait()
        return stewards[verdict].post("/v1/judgements", json=SAME | {"verdict": verdict}, headers={"If-Match": tag})

    with ThreadPoolExecutor(len(stewards)) as pool:
        answers = sorted(pool.map(decide, stewards), key=lambda answer: answer.status_code)
    assert [answer.status_code for answer in answers] == [200, 412]
    assert "look again" in answers[1].get_json()["detail"]
    (made,) = ada.get("/v1/judgements").get_json()["judgements"]
    assert made["id"] == answers[0].get_json()["judgements"][0]["id"]
    assert list(verify(world)) == []


def test_who_is_no_more_cannot_be_judged(world: Graph, ada: FlaskClient) -> None:
    """A person who lost all members, and a member that was withdrawn meanwhile: a 404 that names them, and nothing is written."""
    person = next(id_ for id_, members in persons(world).items() if "r:3" in members)
    cut = ada.get(f"/v1/persons/{person}/cut?a=record/r:3&b=identifier/email:c@x.example")
    links = [[link["from"], link["to"]] for link in cut.get_json()["links"]]
    tag = ada.get("/v1/explanations?a=r:1&b=r:3").headers["ETag"]
    world.driver.execute_query("MATCH (m) WHERE m.id = 'r:3' OR m.key = 'email:c@x.example' DETACH DELETE m")
    unify(world, read_policy().scored(0.9))
    gone = ada.post(f"/v1/persons/{person}/part", json={"links": links, "reason": "x"}, headers={"If-Match": cut.headers["ETag"]})
    missed = ada.post("/v1/judgements", json=SAME | {"b": "r:3"}, headers={"If-Match": tag})
    assert [(each.status_code, each.mimetype) for each in (gone, missed)] == [(404, "application/problem+json")] * 2
    assert person in gone.get_json()["detail"]
    assert "r:3" in missed.get_json()["detail"]
    assert ada.get("/v1/judgements").get_json()["judgements"] == []


def test_the_log_comes_in_pages(ada: FlaskClient) -> None:
    """Undoing is an entry too; the log shows all of them, the latest first, page by page."""
    made = ada.post("/v1/judgements", json=SAME, headers=ANY).get_json()["judgements"][0]
    undone = ada.post(f"/v1/judgements/{made['id']}/undo", json={"reason": "A slip."}).get_json()["judgements"][0]
    assert undone["undoes"] == made["id"]
    first = ada.get("/v1/judgements?limit=1").get_json()
    assert Judgements().validate(first) == {}
    second = ada.get(f"/v1/judgements?limit=1&cursor={first['next']}").get_json()
    assert [page["judgements"][0]["id"] for page in (first, second)] == [undone["id"], made["id"]]
    assert (second["next"], second["judgements"][0]["state"]) == (None, "undone")
    assert ada.get(f"/v1/judgements/{made['id']}").headers["ETag"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (SAME | {"b": "r:9"}, 404),
        (SAME | {"b": "r:1"}, 422),
        (SAME | {"reason": ""}, 422),
        (SAME | {"kind": "bot"}, 422),
        ({"verdict": "not_a_customer", "a": "r:1", "reason": "x"}, 422),
        ({"verdict": "undo", "a": "r:1", "b": "r:2", "reason": "x"}, 422),
    ],
)
def test_what_cannot_be_judged(ada: FlaskClient, body: dict[str, str], status: int) -> None:
    """Each bad judgement is a problem document of its own status, and nothing is written."""
    answer = ada.post("/v1/judgements", json=body, headers=ANY)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert ada.get("/v1/judgements").get_json()["judgements"] == []


def test_a_contradiction_is_a_conflict_that_shows_the_chain(ada: FlaskClient) -> None:
    """A 409 names the judgements in the way."""
    ada.post("/v1/judgements", json=SAME, headers=ANY)
    ada.post("/v1/judgements", json=SAME | {"a": "r:3"}, headers=ANY)
    answer = ada.post("/v1/judgements", json=SAME | {"b": "r:3", "verdict": "different"}, headers=ANY)
    assert answer.status_code == 409
    assert "record/r:1 = record/r:2 (J-1, ada)" in answer.get_json()["detail"]


def test_how_and_where_to_part(world: Graph, ada: FlaskClient) -> None:
    """How a person came together, its weakest place, and the smallest cut, which parts it."""
    person = next(id_ for id_, members in persons(world).items() if "r:1" in members)
    told = ada.get(f"/v1/persons/{person}/how")
    assert How().validate(told.get_json()) == {}
    assert [step["members"] for step in told.get_json()["steps"]] == [2, 3]
    cut = ada.get(f"/v1/persons/{person}/cut?a=record/r:1&b=identifier/cookie:1")
    assert Cut().validate(cut.get_json()) == {}
    links = [[link["from"], link["to"]] for link in cut.get_json()["links"]]
    done = ada.post(f"/v1/persons/{person}/part", json={"links": links, "reason": "Not hers."}, headers={"If-Match": cut.headers["ETag"]})
    assert done.get_json()["judgements"][0]["verdict"] == "different"
    assert ada.post(f"/v1/persons/{person}/part", json={"links": links, "reason": "x"}, headers={"If-Match": '"old"'}).status_code == 412
    assert ada.get(f"/v1/persons/{person}/cut").get_json()["links"] == []
