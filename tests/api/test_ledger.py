"""The ledger over HTTP, and what the service would have said before a merge."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.api import keys
from app.api.schemas.ledger import Entries, Head
from app.api.schemas.search import Lookup
from app.api.schemas.then import PersonThen, Served
from app.factory import create_app
from app.identity.policy import read_policy
from app.identity.unify import unify
from app.ledger.book import Book
from tests.graph.identity.worlds import add, persons, withdraw

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.graph import Graph

BOOK = Book(b"for-tests-only")
POLICY = read_policy()


def derive(graph: Graph) -> str:
    """One run; gives a moment after it and before the next, as an address has it."""
    unify(graph, POLICY, book=BOOK)
    time.sleep(0.01)
    now = datetime.now(UTC)
    time.sleep(0.01)
    return now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def holder(graph: Graph, member: str) -> str:
    """The id of the person who has a member now."""
    return next(id_ for id_, members in persons(graph).items() if member in members)


@pytest.fixture
def client(graph: Graph) -> FlaskClient:
    """A client of an application over the empty graph."""
    app = create_app(lambda: graph, secret="for-tests-only")
    app.testing = False
    found = app.test_client()
    found.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(graph, 'tests')}"
    return found


def test_pages_of_entries(client: FlaskClient, graph: Graph) -> None:
    """Entries come newest first, in pages; the head is the newest."""
    for number in range(3):
        add(graph, f"login:ada{number}")
        derive(graph)
    first = client.get("/v1/ledger?limit=2").get_json()
    second = client.get(f"/v1/ledger?limit=2&cursor={first['next']}").get_json()
    assert Entries().validate(first) == {}
    assert Entries().validate(second) == {}
    assert [each["number"] for each in (*first["entries"], *second["entries"])] == [3, 2, 1]
    assert second["next"] is None
    last = client.get("/v1/ledger/head").get_json()
    assert Head().validate(last) == {}
    assert last == {"number": 3, "hash": first["entries"][0]["hash"]}


def test_as_of(client: FlaskClient, graph: Graph) -> None:
    """Before, during and after a merge each id answers as it did, with the members it had, whatever became of it since."""
    add(graph, "login:ada-cookie:1~5 email:b@x.example-cookie:2~6")
    apart = derive(graph)
    ada, ben = holder(graph, "login:ada"), holder(graph, "cookie:2")
    add(graph, "r:1-login:ada~7 r:1-email:b@x.example~7")
    joined = derive(graph)
    withdraw(graph, "r:1-email:b@x.example")
    after = derive(graph)
    for at, expected in ((apart, {"cookie:2", "email:b@x.example"}), (joined, None), (after, {"cookie:2", "email:b@x.example"})):
        body = client.get(f"/v1/persons/{ben}?as_of={at}").get_json()
        assert PersonThen().validate(body) == {}
        assert body["id"] == (ben if expected else ada)
        every = {*body["records"], *body["identifiers"]}
        assert every == (expected or {"login:ada", "cookie:1", "email:b@x.example", "cookie:2", "r:1"})
        assert body["members"] == len(every)
    assert [client.get(f"/v1/persons/{ben}?as_of={at}").get_json()["entry"] for at in (apart, joined, after)] == [1, 2, 3]


def test_lookup_as_of(client: FlaskClient, graph: Graph) -> None:
    """An identifier is answered with whom it belonged to then; nobody when it was not known."""
    start = derive(graph)
    add(graph, "login:ada-cookie:1~5 email:b@x.example-cookie:2~6")
    apart = derive(graph)
    ada, ben = holder(graph, "login:ada"), holder(graph, "cookie:2")
    add(graph, "login:ada-email:b@x.example~7")
    joined = derive(graph)
    for at, expected, entry in ((start, None, 0), (apart, ben, 1), (joined, ada, 2)):
        body = client.post("/v1/persons/lookup", json={"identifiers": ["email:B@x.example"], "as_of": at}).get_json()
        assert Lookup().validate(body) == {}
        assert (body["then"], body["entry"]) == ([{"identifier": "email:B@x.example", "person": expected}], entry)


def test_touchpoint_served(client: FlaskClient, graph: Graph) -> None:
    """A touchpoint was served under the id that its actors' owner had then: nobody's, contested, or somebody's."""
    start = derive(graph)
    add(graph, "cookie:1-login:ada~5 cookie:2-login:ben~6")
    graph.driver.execute_query("""
        MATCH (a:Identifier {key: 'cookie:1'}), (b:Identifier {key: 'cookie:2'})
        CREATE (t:Touchpoint {id: 'web:1', at: datetime('2026-01-10T00:00:00Z')})
        CREATE (t)-[:CARRIED {role: 'actor'}]->(a), (t)-[:CARRIED {role: 'actor'}]->(b)""")
    apart = derive(graph)
    add(graph, "r:1-login:ada~7 r:1-email:a@x.example~7 cookie:2-email:a@x.example~8")
    add(graph, "login:ada-login:ben~9")
    joined = derive(graph)
    for at, state in ((start, "unowned"), (apart, "contested"), (joined, None)):
        body = client.get(f"/v1/touchpoints/web:1/served?as_of={at}").get_json()
        assert Served().validate(body) == {}
        owners = {claim["person"] for claim in body["claims"]}
        assert body["state"] == (state or ("owned" if len(owners) == 1 else "contested"))
        assert body["person"] == (owners.pop() if body["state"] == "owned" else None)


def test_nothing_was_known(client: FlaskClient, graph: Graph) -> None:
    """An id before it was issued, an unknown touchpoint and a moment without a zone are problems that say what to do."""
    add(graph, "login:ada")
    derive(graph)
    early = client.get(f"/v1/persons/{holder(graph, 'login:ada')}?as_of=2020-01-01T00:00:00Z")
    assert (early.status_code, "had been issued" in early.get_json()["detail"]) == (404, True)
    assert client.get("/v1/touchpoints/web:0/served?as_of=2026-01-01T00:00:00Z").status_code == 404
    assert client.get("/v1/touchpoints/web:0/served").status_code == 422
    assert client.get("/v1/persons/P-1?as_of=2026-01-01T00:00:00").status_code == 422
