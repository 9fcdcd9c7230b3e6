"""Filters by segment and stage: every question answers as it would where there is nobody else, and opens only those."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from app.api import keys
from app.factory import create_app
from tests.graph.journeys.worlds import DAY, START, Event, build, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flask.testing import FlaskClient

    from app.graph import Graph

QUESTIONS = (
    "/v1/paths?steps=3&limit=500",
    "/v1/paths?unit=journeys&collapse=true&channel=web&limit=500",
    "/v1/transitions?limit=500&since=2025-01-20T00:00:00Z",
    "/v1/transitions/times?limit=500",
    "/v1/stages?unit=journeys",
    "/v1/flows?start=page_view&end=purchase",
    "/v1/matrix?steps=4",
    "/v1/funnels?step=page_view,ad_click,purchase",
    "/v1/funnels?step=page_view,purchase&order=any",
    "/v1/patterns?pattern=page_view >> purchase",
    "/v1/friction?wait=P7D",
    "/v1/retention?period=month",
    "/v1/precursors?of=purchase&within=P30D",
    "/v1/designs/first-purchase",
    "/v1/changes?since=2025-02-01T00:00:00Z&until=2025-03-01T00:00:00Z&compare_since=2025-01-01T00:00:00Z&most=100",
    "/v1/personas?k=2",
    "/v1/attribution?replicates=0",
    "/v1/attribution/identity?model=last,linear",
)
NARROW = "segment=country:DE&stage=consideration,retention"
_TRAITS = "UNWIND $rows AS row MATCH (p:Person {id: row[0]}) SET p.country = row[1] CREATE (p)-[:GOLDEN {traits: ['country']}]->(:Record)"
_STANDING = """
MATCH (p:Person)-[:TOOK]->(j:Journey) WITH p, j ORDER BY j.number, j.part
WITH p, collect(j.stage) AS stages RETURN p.id AS person, p.country AS country, stages[-1] AS stage
"""
_OF_ITSELF = frozenset({"revision", "made_by", "before_made_by", "spend_made_by", "next", "quantified"})


def events() -> dict[str, list[Event]]:
    """What every person did, each by two cookies of their own in turn."""
    dice = random.Random(3)
    kinds, channels = ("page_view", "ad_click", "email_click", "purchase"), ("web", "ads", "email")
    found: dict[str, list[Event]] = {}
    for person in range(40):
        for number in range(dice.randint(1, 8)):
            kind, at = dice.choices(kinds, (8, 3, 3, 2))[0], START + dice.randrange(60 * 24) * DAY // 24
            worth = (10.1, "EUR") if kind == "purchase" else (None, None)
            event = Event(f"t:{person:02}-{number}", [f"cookie:{person}-{number % 2}"], at, kind, dice.choice(channels), 0, *worth)
            found.setdefault(f"P-{person:02}", []).append(event)
    return found


def world(graph: Graph, persons: Iterable[str]) -> FlaskClient:
    """A client over the world of some persons; every other one is in Germany."""
    every = {person: found for person, found in events().items() if person in set(persons)}
    graph.write("runtime/wipe")
    cookies = {person: sorted({key for each in found for key in each.actors}) for person, found in every.items()}
    build(graph, cookies, [each for found in every.values() for each in found])
    graph.driver.execute_query(_TRAITS, rows=[[person, ("DE", "FR")[int(person[2:]) % 2]] for person in every])
    run(graph)
    client = create_app(lambda: graph, secret="for-tests-only").test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(graph, 'tests')}"
    return client


def answered(client: FlaskClient, question: str, narrow: str = "") -> object:
    """The answer without what it says of itself and in an order of its own."""
    answer = client.get(f"{question}&{narrow}" if "?" in question else f"{question}?{narrow}")
    assert answer.status_code == 200, (question, answer.get_json())
    return told(answer.get_json())


def told(found: object) -> object:
    """An answer to be compared: the order of equals is nobody's."""
    if isinstance(found, dict):
        return {
            name: told(value) for name, value in found.items() if name not in _OF_ITSELF and not (name.endswith("persons") and isinstance(value, str))
        }
    if isinstance(found, list):
        return sorted((told(each) for each in found), key=json.dumps)
    return found


def links(found: object) -> Iterator[str]:
    """The addresses of persons in an answer."""
    for value in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        if isinstance(value, str) and "/persons?" in value:
            yield value
        else:
            yield from links(value)


def test_every_question_as_if_there_were_nobody_else(graph: Graph) -> None:
    """Paths and matrix, which are read from pages for all, and all that walk; and who is listed is one of those."""
    client = world(graph, events())
    rows = graph.driver.execute_query(_STANDING).records
    chosen = {row["person"] for row in rows if row["country"] == "DE" and row["stage"] in ("consideration", "retention")}
    assert 5 < len(chosen) < 20
    both = client.get(f"/v1/attribution/identity?model=last&{NARROW}").get_json()
    assert both["before"]["count"] > both["after"]["count"] > 0, "identity does nothing here"
    narrowed = {question: answered(client, question, NARROW) for question in QUESTIONS}
    opened = 0
    for question in QUESTIONS:
        found = list(links(client.get(f"{question}&{NARROW}" if "?" in question else f"{question}?{NARROW}").get_json()))
        for link in found[:2]:
            listed = client.get(link).get_json()
            assert {each.get("id", each.get("person")) for each in listed["persons"]} <= chosen, link
            assert [str(listed["total"])] == parse_qs(urlsplit(link).query).get("count", [str(listed["total"])]), link
            opened += 1
    assert opened > len(QUESTIONS)
    alone = world(graph, chosen)
    for question in QUESTIONS:
        assert narrowed[question] == answered(alone, question), question


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("/v1/paths?segment=shoe:44", "No person has a trait shoe; there are city, familyName, givenName, kind."),
        ("/v1/attribution?segment=shoe:44", "No person has a trait shoe"),
        ("/v1/funnels?step=page_view,purchase&stage=love", "No stage is called love; there are awareness, consideration"),
        ("/v1/stages?segment=country", "A segment is a trait and its value with a colon between"),
        ("/v1/attribution/identity?stage=love", "No stage is called love"),
        ("/v1/attribution/identity?segment=shoe:44", "No person has a trait shoe"),
    ],
)
def test_what_nobody_can_be(client: FlaskClient, question: str, sentence: str) -> None:
    """A trait or stage that there is not is a problem document that names those there are."""
    answer = client.get(question)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert sentence in answer.get_json()["detail"]


def test_a_segment_is_counted(client: FlaskClient) -> None:
    """Of the people of the story Ada alone is a Lovelace, and she is back."""
    assert client.get("/v1/paths?segment=familyName:Lovelace&stage=retention").get_json()["total"] == 1
    assert client.get("/v1/paths?segment=familyName:Lovelace&stage=awareness").get_json()["total"] == 0
    assert client.get("/v1/transitions?segment=familyName:Nobody").get_json()["transitions"] == []
