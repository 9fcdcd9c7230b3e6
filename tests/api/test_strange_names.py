"""Types and channels whose names hold every sign of the language, asked for and followed from link to link; and names that nobody has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api import keys
from app.factory import create_app
from app.journeys.names import joined, written
from tests.graph.journeys.worlds import DAY, START, Event, build, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from app.graph import Graph

FIRST, SECOND, THIRD = "a|b", 'c? *>!,@$ "within P1D"', "\\d%.e:(f)[g]{2} "
CHANNEL = "shop, (north)|south@"
PERIODS = {"since": "2025-01-01T00:00:00Z", "until": "2025-02-01T00:00:00Z", "compare_since": "2024-01-01T00:00:00Z"}


@pytest.fixture(scope="module")
def client(_session_graph: Graph) -> FlaskClient:
    """A client of a world in which two persons begin, and one goes on to strange things and buys."""
    _session_graph.write("runtime/wipe")
    kinds = [FIRST, SECOND, THIRD, "purchase"]
    events = [Event(f"t:{i}", ["cookie:1"], START + i * DAY, kind, CHANNEL if i < 3 else "web") for i, kind in enumerate(kinds)]
    events += [Event("u:1", ["cookie:2"], START, FIRST, "web"), Event("u:2", ["cookie:2"], START + DAY, "a", "web")]
    build(_session_graph, {"P-1": ["cookie:1"], "P-2": ["cookie:2"]}, events)
    run(_session_graph)
    made = create_app(lambda: _session_graph, secret="for-tests-only").test_client()
    made.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(_session_graph, 'tests')}"
    return made


def links(body: object) -> Iterator[tuple[int, str]]:
    """Every figure of an answer with the address of those it counts, however deep."""
    if isinstance(body, dict):
        if body.get("persons") and isinstance(body["persons"], str):
            yield body["count"] if "count" in body else body.get("total", -1), body["persons"]
        for each in body.values():
            yield from links(each)
    if isinstance(body, list):
        for each in body:
            yield from links(each)


QUESTIONS = {
    "funnels": {"step": ",".join([f"{joined([FIRST, 'nothing'], '|')}", f"{written(SECOND)}?", written(THIRD)]), "without": f"{written('a')}@2-3"},
    "paths": {"type": joined([FIRST, SECOND, THIRD])},
    "flows": {"start": FIRST, "end": THIRD, "group": f"{written('x|y:z')}:{written(SECOND)}|nothing*", "channel": joined([CHANNEL])},
    "transitions": {"type": joined([FIRST, SECOND, THIRD])},
    "transitions/times": {},
    "matrix": {"channel": joined([CHANNEL])},
    "retention": {"begins": joined([FIRST]), "returns": joined([SECOND, THIRD]), "period": "day"},
    "friction": {"trouble": joined([THIRD])},
    "attribution": {"type": joined([FIRST, SECOND, THIRD]), "model": "linear"},
    "changes": PERIODS | {"type": joined([FIRST, SECOND, THIRD])},
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_link_lists_those_it_counts(client: FlaskClient, question: str) -> None:
    """Whatever the names, a figure opens exactly those counted, and somebody is."""
    body = client.get(f"/v1/{question}", query_string=QUESTIONS[question]).get_json()
    followed = list(links(body))
    assert followed, body
    for count, address in followed:
        listed = client.get(address).get_json()
        assert listed["total"] == count or count == -1, (address, listed)
    assert max(count for count, _ in followed) > 0
    assert {each["name"] for each in body["unknown"]} <= {"nothing"}


def test_a_funnel_over_signs(client: FlaskClient) -> None:
    """Two begin with a|b, and one goes on, by every statement that counts funnels."""
    for order in ("ordered", "any", "strict"):
        body = client.get("/v1/funnels", query_string={"step": ["a\\|b", written(SECOND)], "order": order}).get_json()
        assert [each["count"] for each in body["steps"]] == [2, 1]
        assert body["unknown"] == []
    either = client.get("/v1/funnels?step=a%7Cb,purchase").get_json()
    assert (either["steps"][0]["count"], [each["name"] for each in either["unknown"]]) == (1, ["b"])


def test_patterns_over_signs(client: FlaskClient) -> None:
    """A pattern finds written names, with a sign for any text and in Cypher where it can be written."""
    pattern = f"^ {written(FIRST)}@{written(CHANNEL)} > {written(SECOND)} >> {written(THIRD[:3])}% > !{written(FIRST)}+ $"
    found = client.get("/v1/patterns", query_string={"pattern": pattern}).get_json()
    assert ([each["id"] for each in found["persons"]], found["never"]) == (["P-1"], None)
    shown = client.get("/v1/patterns", query_string={"pattern": f"{written(FIRST)} > {written(SECOND)}", "unit": "journeys"}).get_json()
    assert shown["total"] == 1
    rows = create_rows(client, shown["quantified"]["cypher"])
    assert [row["person"] for row in rows] == ["P-1"]


def create_rows(client: FlaskClient, cypher: str) -> list[dict[str, object]]:
    """What a statement that is only shown finds."""
    from app.context import graph

    with client.application.app_context():
        return [record.data() for record in graph().driver.execute_query(cypher).records]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("funnels?step=purchse,purhcase", "No touchpoint has the type purchse; near it: purchase."),
        ("paths?type=Purchases", "near it: purchase."),
        ("transitions?channel=wep", "No touchpoint came by wep; near it: web."),
        ("matrix?type=quark", "No touchpoint has the type quark; there are "),
        ("retention?begins=purchasse", "near it: purchase."),
        ("precursors?of=purchasse", "near it: purchase."),
        ("flows?start=purchasse", "near it: purchase."),
        ("patterns?pattern=purchasse+%3E+quark", "No touchpoint has the type quark"),
        ("attribution?channel=wep", "came by wep"),
        ("personas?type=purchasse", "near it: purchase."),
        ("funnels/persons?step=purchasse,quark&at=1", "near it: purchase."),
    ],
)
def test_names_that_nobody_has(client: FlaskClient, question: str, sentence: str) -> None:
    """Where nothing else is asked for, the answer is a sentence with the names that are near."""
    answer = client.get(f"/v1/{question}")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert sentence in answer.get_json()["detail"]


@pytest.mark.parametrize(
    "question",
    ["paths?type=purchase,purchasse", "transitions?type=a,purchasse", "attribution?type=a,purchasse", "flows?without=purchasse",
     "friction?trouble=purchasse", "funnels?step=a,purchasse", "patterns?pattern=a+%3E+purchasse", "stages?type=a,purchasse"],
)  # fmt: skip
def test_names_beside_others(client: FlaskClient, question: str) -> None:
    """Beside names that are known one that nobody has is told in the answer."""
    body = client.get(f"/v1/{question}").get_json()
    assert body["unknown"] == [{"kind": "type", "name": "purchasse", "near": ["purchase"]}]
