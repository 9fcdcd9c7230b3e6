from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api.schemas.analysis import Paths, Stages, Transitions
from app.graph import statement

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ADA = ["page_view", "page_view", "product_view", "email_click", "purchase", "page_view"]


def test_paths_of_persons_and_of_journeys(client: FlaskClient) -> None:
    """Paths are counted in persons, over all that they did, or in journeys; shown and others are the total."""
    body = client.get("/v1/paths?steps=10").get_json()
    assert Paths().validate(body) == {}
    assert {tuple(each["steps"]): each["count"] for each in body["paths"]} == {("page_view",): 1, tuple(ADA): 1}
    assert (body["unit"], body["total"], body["others"], body["different"]) == ("persons", 2, 0, 2)
    assert (body["revision"], body["made_by"]["file"]) == (7, "cypher/journeys/paths.cypher")
    by_journey = client.get("/v1/paths?steps=10&unit=journeys").get_json()
    assert {tuple(each["steps"]): each["count"] for each in by_journey["paths"]} == {
        ("page_view",): 2,
        tuple(ADA[1:]): 1,
    }


@pytest.mark.parametrize("noun", ["paths", "transitions"])
def test_figures_can_be_made_again(client: FlaskClient, noun: str) -> None:
    """An answer names every parameter of the Cypher file that made it, so that both can be pasted into Neo4j Browser."""
    made_by = client.get(f"/v1/{noun}").get_json()["made_by"]
    name = made_by["file"].removeprefix("cypher/").removesuffix(".cypher")
    assert set(made_by["params"]) == {field.name for field in statement(name).params}


def test_paths_page_by_page(client: FlaskClient) -> None:
    """Pages of paths join to the whole."""
    first = client.get("/v1/paths?steps=2&limit=1").get_json()
    second = client.get(f"/v1/paths?steps=2&limit=1&cursor={first['next']}").get_json()
    assert (first["others"], second["next"]) == (1, None)
    assert {tuple(each["steps"]) for each in first["paths"] + second["paths"]} == {
        ("page_view",),
        ("page_view", "page_view"),
    }


def test_filters(client: FlaskClient) -> None:
    """Time, type and channel leave out touchpoints as if they had not happened, and repeats may count once."""
    only = client.get("/v1/paths?type=page_view,purchase&collapse=true").get_json()
    assert {tuple(each["steps"]) for each in only["paths"]} == {("page_view",), ("page_view", "purchase", "page_view")}
    web = client.get("/v1/paths?channel=email,store&since=2026-01-01T00:00:00Z&until=2026-02-01T00:00:00%2B01:00")
    assert [each["steps"] for each in web.get_json()["paths"]] == [["email_click"]]


def test_transitions(client: FlaskClient) -> None:
    """Each pair of neighbouring steps is counted, with its share among all that follows the first."""
    body = client.get("/v1/transitions").get_json()
    assert Transitions().validate(body) == {}
    assert {(each["from"], each["to"]): (each["count"], each["share"]) for each in body["transitions"]} == {
        ("page_view", "page_view"): (1, 0.5),
        ("page_view", "product_view"): (1, 0.5),
        ("product_view", "email_click"): (1, 1),
        ("email_click", "purchase"): (1, 1),
        ("purchase", "page_view"): (1, 1),
    }
    assert body["total"] == 5
    first = client.get("/v1/transitions?limit=3&unit=journeys").get_json()
    second = client.get(f"/v1/transitions?limit=3&unit=journeys&cursor={first['next']}").get_json()
    assert (len(first["transitions"]), len(second["transitions"]), second["next"]) == (3, 1, None)


def test_stages(client: FlaskClient) -> None:
    """Each stage counts who was ever in it and who is, in persons or in journeys, over what passes the filters."""
    body = client.get("/v1/stages").get_json()
    assert Stages().validate(body) == {}
    assert {each["stage"]: (each["count"], each["current"]) for each in body["stages"]} == {
        "awareness": (2, 1),
        "consideration": (1, 0),
        "conversion": (1, 0),
        "retention": (1, 1),
        "advocacy": (0, 0),
    }
    assert (body["total"], body["unit"], body["revision"]) == (2, "persons", 7)
    assert client.get("/v1/stages?unit=journeys").get_json()["total"] == 3
    bought = client.get("/v1/stages?type=purchase,email_click&until=2026-01-31T00:00:00Z").get_json()
    assert [(e["stage"], e["current"]) for e in bought["stages"] if e["count"]] == [("consideration", 1)]
    assert client.get("/v1/stages?channel=email&type=purchase").get_json()["total"] == 0


@pytest.mark.parametrize("noun", ["paths", "transitions", "stages"])
@pytest.mark.parametrize(
    "query",
    [
        "since=yesterday",
        "since=2026-01-01T00:00:00",
        "since=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z",
        "type=",
        "unit=sessions",
        "limit=0",
        "cursor=WzFd!",
    ],
)
def test_filters_nobody_can_mean(client: FlaskClient, noun: str, query: str) -> None:
    """A time without a zone, an empty window or list, an unknown unit or parameter or a broken cursor is a 422."""
    answer = client.get(f"/v1/{noun}?{query}")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.get_json()["detail"]
