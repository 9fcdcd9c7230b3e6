from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api.schemas.sessions import Present, Sessions, Stays
from app.api.schemas.timelines import Journeys, Timeline

if TYPE_CHECKING:
    from flask.testing import FlaskClient

IN_ORDER = ["web:e0", "web:e1", "web:e2", "web:e3", "shop:o1", "web:e5"]


def test_timeline_in_order(client: FlaskClient) -> None:
    """Touchpoints come in order of time, sequence and id, each with its stage, under any id the person ever had."""
    body = client.get("/v1/persons/P-9/timeline").get_json()
    assert Timeline().validate(body) == {}
    assert [each["id"] for each in body["touchpoints"]] == IN_ORDER
    assert [each["stage"] for each in body["touchpoints"]][-2:] == ["conversion", "retention"]
    assert body["touchpoints"][0]["properties"] == {"page": "/lamps"}
    assert (body["total"], body["next"], body["id"], body["asked"]) == (6, None, "P-1", "P-9")


@pytest.mark.parametrize("order", ["oldest", "newest"])
@pytest.mark.parametrize("limit", [1, 2, 3, 6])
def test_pages_join_to_the_whole(client: FlaskClient, order: str, limit: int) -> None:
    """Pages of any size, in either direction, hold every touchpoint once, also those of the same moment."""
    seen: list[str] = []
    cursor = ""
    for _ in range(10):
        body = client.get(f"/v1/persons/P-1/timeline?order={order}&limit={limit}{cursor}").get_json()
        seen += [each["id"] for each in body["touchpoints"]]
        if body["next"] is None:
            break
        cursor = f"&cursor={body['next']}"
    assert seen == (IN_ORDER if order == "oldest" else IN_ORDER[::-1])


@pytest.mark.parametrize("query", ["cursor=nonsense", "cursor=WzFd", "cursor=WzEsLTFd", "limit=0", "limit=501", "limit=many", "order=sideways"])
def test_bad_pages(client: FlaskClient, query: str) -> None:
    """A cursor nobody gave, or a limit or order there is not, is a 422 that says what is wrong."""
    answer = client.get(f"/v1/persons/P-1/timeline?{query}")
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert query.split("=", maxsplit=1)[0] in answer.get_json()["detail"]


@pytest.mark.parametrize("below", ["timeline", "journeys", "graph"])
def test_below_an_unknown_person(client: FlaskClient, below: str) -> None:
    """There is nothing below an id that was never issued."""
    assert client.get(f"/v1/persons/P-0/{below}").status_code == 404


def test_person_without_journey(client: FlaskClient) -> None:
    """A person without touchpoints has an empty timeline, not an error."""
    body = client.get("/v1/persons/P-2/timeline").get_json()
    assert (body["touchpoints"], body["total"], body["next"]) == ([], 0, None)


def test_journeys_page_by_page(client: FlaskClient) -> None:
    """Journeys come in order with their whole sequences, a page at a time."""
    first = client.get("/v1/persons/P-1/journeys?limit=1").get_json()
    assert Journeys().validate(first) == {}
    assert [step["type"] for step in first["journeys"][0]["steps"]] == ["page_view"]
    second = client.get(f"/v1/persons/P-1/journeys?limit=1&cursor={first['next']}").get_json()
    [journey] = second["journeys"]
    assert (journey["number"], journey["conversions"], journey["value"]) == (1, 1, 129.9)
    assert [(step["type"], step["stage"]) for step in journey["steps"]] == [
        ("page_view", "awareness"),
        ("product_view", "consideration"),
        ("email_click", "consideration"),
        ("purchase", "conversion"),
        ("page_view", "retention"),
    ]
    assert journey["steps"][3]["at"] == "2026-02-01T12:30:00Z"
    assert second["next"] is None


def test_sessions_the_present_and_stays(client: FlaskClient) -> None:
    """What was done in one go, what is going on at a moment, and the stages with entry and exit."""
    sessions = client.get("/v1/persons/P-9/sessions").get_json()
    assert Sessions().validate(sessions) == {}
    assert (sessions["total"], sessions["id"]) == (6, "P-1")
    now = client.get("/v1/persons/P-1/present?at=2026-02-01T12:31:00Z").get_json()
    assert Present().validate(now) == {}
    assert (now["channel"], now["reason"], now["session"]["touchpoints"]) == ("store", "purchase", ["shop:o1"])
    assert client.get("/v1/persons/P-1/present").get_json()["session"] is None
    stays = client.get("/v1/persons/P-1/stages").get_json()
    assert Stays().validate(stays) == {}
    assert ([each["move"] for each in stays["stays"]][:2], stays["current"]) == (["begins", "anew"], "retention")
    assert client.get("/v1/persons/P-1/present?at=now").status_code == 422
    for noun in ("sessions", "present", "stages"):
        assert client.get(f"/v1/persons/P-0/{noun}").status_code == 404
