"""Trying drafts over HTTP: what is told, what is refused, and that the ETag of a forecast makes it come true or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api.schemas.whatif import Forecast
from app.identity.policy import read_policy
from app.identity.scoring.model import read_model
from app.identity.unify import unify
from tests.api.test_judgements import client_of
from tests.graph.identity.worlds import add, partition

if TYPE_CHECKING:
    from app.graph import Graph

WORLD = "r:1-email:a@x.example~1 r:2-email:b@x.example~1 r:3-email:c@x.example~1 r:1-cookie:1~1"
SAME = {"verdict": "same", "a": "r:1", "b": "r:2"}


@pytest.fixture
def world(graph: Graph) -> Graph:
    """Three persons."""
    add(graph, WORLD)
    unify(graph, read_policy().scored(0.9))
    return graph


def test_a_draft_is_tried_and_then_applied_or_refused(world: Graph) -> None:
    """The forecast fits its schema and changes nothing; with its ETag a judgement does what was forecast, a later one gets a 412."""
    ada = client_of(world, "ada")
    before = partition(world)
    tried = ada.post("/v1/whatif", json={"judgement": SAME})
    assert (tried.status_code, Forecast().validate(tried.get_json())) == (200, {})
    assert (tried.get_json()["persons"]["merged"], tried.get_json()["persons"]["after"]) == (2, 2)
    assert partition(world) == before
    match = {"If-Match": tried.headers["ETag"]}
    done = ada.post("/v1/judgements", json=SAME | {"reason": "She told us."}, headers=match)
    assert done.status_code == 200
    assert len(partition(world)) == 2
    late = ada.post("/v1/judgements", json=SAME | {"b": "r:3", "reason": "She too."}, headers=match)
    assert (late.status_code, late.mimetype) == (412, "application/problem+json")
    assert "has changed since this was tried" in late.get_json()["detail"]

    policy = ada.post("/v1/whatif", json={"policy": read_policy().document.replace('"cap": 5', '"cap": 4')})
    assert (policy.status_code, Forecast().validate(policy.get_json())) == (200, {})
    assert policy.get_json()["persons"]["unchanged"] == 2

    model = ada.post("/v1/whatif", json={"model": {**read_model().document, "prior": 1e-9}})
    assert (model.status_code, Forecast().validate(model.get_json())) == (200, {})
    assert (model.get_json()["persons"]["unchanged"], model.headers["ETag"]) == (2, policy.headers["ETag"])


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        ({"judgement": SAME | {"b": "r:77"}}, 404, "There is no record or identifier 'r:77'"),
        ({"judgement": {"verdict": "part", "person": "P-nobody", "links": [["a", "b"]]}}, 404, "No person was ever issued the id 'P-nobody'"),
        ({"judgement": {"verdict": "undo", "judgement": "J-7"}}, 404, "There is no judgement 'J-7'"),
        ({"policy": "namespaces: {email: {rule: joins, priority: 1, most: 3}}"}, 422, "which only a limited namespace has"),
        ({"policy": "namespaces: {email: {rule: joins, priority: 1}}"}, 422, "holds identifiers of cookie, which this policy does not know"),
        ({"model": {"version": 1}}, 422, "This scoring model: a scoring model has author, cap"),
        ({"model": read_model().document}, 422, "there is nothing to apply"),
        ({"policy": "x", "judgement": SAME}, 422, "Give one draft"),
        ({"judgement": SAME | {"person": "P-1"}}, 422, "Has no meaning for same"),
        ({"judgement": {"verdict": "undo"}}, 422, "Is needed for undo"),
    ],
)
def test_what_cannot_be_is_a_problem_document(world_once: Graph, body: dict[str, object], status: int, sentence: str) -> None:
    """A draft that makes no sense is refused in a sentence that says what is wrong, as applying it would be."""
    answer = client_of(world_once, "ada").post("/v1/whatif", json=body)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert sentence in answer.get_json()["detail"]


def test_who_may_only_read_cannot_try(world_once: Graph) -> None:
    """A trial keeps who would write waiting, so it is for those who may judge."""
    assert client_of(world_once, "rita", "read").post("/v1/whatif", json={"judgement": SAME}).status_code == 403


@pytest.fixture(scope="module")
def world_once(_session_graph: Graph) -> Graph:
    """The same world for tests that change nothing."""
    _session_graph.write("runtime/wipe")
    add(_session_graph, WORLD)
    unify(_session_graph, read_policy().scored(0.9))
    return _session_graph
