"""Numbers of one source over HTTP: the key that an answer shows is taken by every question, and a number of two sources is asked back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.identity import policies
from app.identity.policy import read_policy
from app.identity.unify import unify
from app.ledger.declarations import Declared, declare
from tests.api.test_judgements import client_of
from tests.graph.identity.worlds import add, partition

if TYPE_CHECKING:
    from app.graph import Graph

WORLD = "r:1-user:shop/42~1 r:2-user:hub/42~1 r:3-user:shop/7~1 r:4-passport:US/9~1 r:5-pager:7~1 r:5-cookie:5~1"


@pytest.fixture
def world(graph: Graph) -> Graph:
    """Five persons; a namespace that was declared."""
    add(graph, WORLD)
    graph.driver.execute_query("UNWIND ['shop', 'hub'] AS name CREATE (:Source {name: name})")
    graph.transact(lambda work: declare(work, Declared("pager", "customer number", "hub/contacts.yaml:5")))
    unify(graph, policies.current(graph, read_policy()).scored(0.9))
    return graph


@pytest.mark.parametrize("key", ["user:shop/42", "user:hub/42", "passport:US/9", "passport:9", "user:7", "pager:7"])
def test_the_key_that_is_shown_finds_its_person(world: Graph, key: str) -> None:
    """Found, and the profile that it leads to shows that key."""
    reader = client_of(world, "ada", "read")
    (answer,) = reader.get("/v1/persons", query_string={"identifier": key}).get_json()["answers"]
    assert answer["state"] == "found"
    shown = [each["key"] for each in reader.get(f"/v1/persons/{answer['persons'][0]['id']}").get_json()["identifiers"]]
    assert any(each.endswith(key.rpartition(":")[2]) for each in shown)


def test_a_number_of_two_sources_is_asked_back(world: Graph) -> None:
    """422, with both keys in the sentence."""
    answer = client_of(world, "ada", "read").get("/v1/persons?identifier=user:42")
    assert answer.status_code == 422
    assert "user:42 may be user:hub/42, user:shop/42" in answer.get_json()["detail"]


def test_a_member_is_named_by_that_key(world: Graph) -> None:
    """It is explained, tried and judged by it."""
    ada = client_of(world, "ada")
    pair = {"a": "user:shop/42", "b": "identifier/user:hub/42"}
    explained = ada.get("/v1/explanations", query_string=pair)
    assert (explained.status_code, explained.get_json()["joined"]) == (200, False)
    assert ada.post("/v1/whatif", json={"judgement": {"verdict": "same", **pair}}).get_json()["persons"]["after"] == 4
    done = ada.post("/v1/judgements", json={"verdict": "same", "reason": "She told us.", **pair}, headers={"If-Match": explained.headers["ETag"]})
    assert done.status_code == 200
    assert frozenset({"r:1", "r:2", "user:shop/42", "user:hub/42"}) in partition(world)


def test_a_policy_that_names_a_declared_namespace_is_tried(world: Graph) -> None:
    """A draft that does not know it is no error, since it is declared; one that says it joins nobody says what would come of it."""
    ada = client_of(world, "ada")
    silent = ada.post("/v1/whatif", json={"policy": read_policy().document.replace('"cap": 5', '"cap": 4')})
    assert (silent.status_code, silent.get_json()["persons"]["unchanged"]) == (200, 5)
    shared = read_policy().document.replace('"phone": {', '"pager": {"rule": "shared", "priority": 1}, "phone": {')
    named = ada.post("/v1/whatif", json={"policy": shared})
    assert (named.status_code, named.get_json()["persons"]["altered"]) == (200, 1)
