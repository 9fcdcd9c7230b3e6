from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from app.api import keys
from app.errors import Unavailable
from app.factory import create_app
from app.graph import Graph
from tests.graph.journeys.worlds import START, Event, build, run

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.settings import Connection


def test_an_answer_after_connections_broke(database: Connection) -> None:
    """A database that closed the connections we kept is asked again, and nobody notices."""
    with Graph(database.uri, database.auth, database.database) as graph:
        assert graph.read("api/ready") == [{"ready": True}]
        for connection in next(iter(graph.driver._pool.connections.values())):
            connection.socket._socket.close()
        assert graph.read("api/ready") == [{"ready": True}]


def test_a_database_that_is_away() -> None:
    """Where no database answers, that is said in a sentence."""
    with Graph("bolt://127.0.0.1:1", patience=0.1) as graph, pytest.raises(Unavailable, match="does not answer"):
        graph.read("api/ready")


def test_a_question_that_takes_too_long(graph: Graph, database: Connection) -> None:
    """It is stopped, and the answer says to ask for less; as a job, for which nobody waits, it has its time."""
    # Some seconds, since the database looks for what takes too long only every two.
    cookies = [f"cookie:{n}" for n in range(6)]
    kinds = ("ad_click", *["page_view"] * 189)
    events = [Event(f"w:{each}:{i:03}", [each], START + i, kind) for each in cookies for i, kind in enumerate(kinds)]
    build(graph, {f"P-{each}": [each] for each in cookies}, events)
    run(graph)
    key = keys.issue(graph, "tests")
    quick, long = "page_view", ". >>[..P9D] . >>[..P9D] . >>[..P9D] .{35} >>[..P9D] !page_view"
    # Without haste first: how long the database takes to plan a statement says nothing.
    assert _asked_later(graph, key, quick)["state"] == "done"
    with Graph(database.uri, database.auth, database.database, longest=0.2) as hurried:
        answer = _client(hurried, key).get("/v1/patterns", query_string={"pattern": long})
        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
        assert "too long" in answer.get_json()["detail"]
        assert _asked_later(hurried, key, long)["state"] == "done"


def _client(graph: Graph, key: str) -> FlaskClient:
    client = create_app(lambda: graph, secret="for-tests-only").test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {key}"
    return client


def _asked_later(graph: Graph, key: str, pattern: str) -> dict[str, object]:
    """The job of a pattern when it has ended; a minute at most."""
    client, deadline = _client(graph, key), time.monotonic() + 60
    address = client.get("/v1/patterns", query_string={"pattern": pattern}, headers={"Prefer": "respond-async"}).headers["Location"]
    while client.get(address).get_json()["ended"] is None and time.monotonic() < deadline:
        time.sleep(0.05)
    found: dict[str, object] = client.get(address).get_json()
    return found
