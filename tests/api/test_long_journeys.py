"""A person with a journey of very many steps: every question over all persons, or over that one, is answered with the right figures."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from app.api import keys
from app.factory import create_app
from tests.graph.journeys.worlds import DAY, START, Event, build, run

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.graph import Graph

STEPS = int(os.environ.get("THROUGHLINE_TEST_STEPS") or 3_000)
"""How many steps the journey has: THROUGHLINE_TEST_STEPS if set, for a proof that may take its time. Every thousandth is a purchase."""

_STEPS = """
MATCH (i:Identifier {key: 'cookie:1'}) UNWIND range(1, $steps) AS k
CALL (i, k) {
  CREATE (t:Touchpoint {id: 'w:' + k, at: datetime({epochMillis: $start + k * 20000}), sequence: 0,
    type: CASE WHEN k % 1000 = 0 THEN 'purchase' ELSE ['page_view', 'product_view', 'email_open', 'search'][k % 4] END,
    channel: ['web', 'app', 'email'][k % 3]})-[:CARRIED {role: 'actor'}]->(i)
} IN TRANSACTIONS OF 20000 ROWS
"""
PERIODS = "since=2025-01-01T00:00:00Z&until=2025-02-01T00:00:00Z&compare_since=2024-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def client(_session_graph: Graph) -> FlaskClient:
    """Over two persons: one with the long journey, one who only looks and buys."""
    _session_graph.write("runtime/wipe")
    short = [Event("x:1", ["cookie:2"], START), Event("x:2", ["cookie:2"], START + DAY, "purchase", value=5.0, currency="EUR")]
    build(_session_graph, {"P-1": ["cookie:1"], "P-2": ["cookie:2"]}, short)
    with _session_graph.driver.session() as session:
        session.run(_STEPS, steps=STEPS, start=START // 1_000).consume()
    run(_session_graph)
    found = create_app(lambda: _session_graph, secret="for-tests-only").test_client()
    found.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(_session_graph, 'tests')}"
    return found


@pytest.mark.parametrize(
    "question",
    [
        "persons/P-1",
        "persons/P-1/timeline",
        "persons/P-1/journeys",
        "persons/P-1/sessions",
        "persons/P-1/stages",
        "persons/P-1/present",
        "paths?collapse=true",
        "transitions/times",
        "matrix",
        "stages",
        "retention",
        "friction",
        "precursors?of=purchase",
        "personas?k=2",
        "attribution?replicates=20",
        "attribution/identity",
        "designs/first-purchase",
        f"changes?{PERIODS}",
    ],
)
def test_a_long_journey_is_answered(client: FlaskClient, question: str) -> None:
    """By every question: none takes a text for longer than it can read."""
    assert client.get(f"/v1/{question}").status_code == 200


@pytest.mark.parametrize("order", ["ordered", "strict", "any"])
def test_a_funnel_over_it(client: FlaskClient, order: str) -> None:
    """Both look and buy; with nothing between the second only, since a search or a mail lies before each purchase of the first."""
    found = client.get(f"/v1/funnels?step=page_view,purchase&order={order}").get_json()
    assert [each["count"] for each in found["steps"]] == [2, 1 if order == "strict" else 2]


def test_the_ways_over_it(client: FlaskClient) -> None:
    """One path and one way each; each transition of the long journey is counted."""
    assert client.get("/v1/paths").get_json()["total"] == client.get("/v1/flows?start=page_view&end=purchase").get_json()["total"] == 2
    assert client.get("/v1/transitions").get_json()["total"] == STEPS


@pytest.mark.parametrize(
    ("pattern", "persons"),
    [
        ("page_view >> purchase", ["P-1", "P-2"]),
        ("^ .+ > purchase $", ["P-1", "P-2"] if STEPS % 1_000 == 0 else ["P-2"]),
        ("product_view > email_open > search within PT1M", ["P-1"]),
        ("page_view > page_view", []),
    ],
)
def test_a_pattern_over_it(client: FlaskClient, pattern: str, persons: list[str]) -> None:
    """Found at the beginning, only at the very end, or nowhere."""
    found = client.get("/v1/patterns", query_string={"pattern": pattern}).get_json()
    assert [each["id"] for each in found["persons"]] == persons
