"""The queue and the health figures over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api import keys
from app.api.schemas.reviews import HealthFigures, Reviews
from app.factory import create_app
from app.identity.policy import read_policy
from app.identity.unify import unify
from tests.graph.identity.worlds import add

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.graph import Graph


@pytest.fixture
def reader(graph: Graph) -> FlaskClient:
    """A client that may read, over two contested tablets."""
    add(graph, "login:ada-device:t1 login:bob-device:t1 login:eve-device:t2 login:max-device:t2 login:ada-cookie:1 r:1-email:null")
    unify(graph, read_policy().scored(0.9))
    found = create_app(lambda: graph, secret="for-tests-only").test_client()
    found.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(graph, 'reader')}"
    return found


def test_the_queue_in_pages(reader: FlaskClient) -> None:
    """The queue comes in pages, by kind, each item with its reason; a cursor that is none of ours is a problem."""
    first = reader.get("/v1/reviews?kind=contested&limit=1").get_json()
    assert Reviews().validate(first) == {}
    second = reader.get(f"/v1/reviews?kind=contested&limit=1&cursor={first['next']}").get_json()
    assert [page["reviews"][0]["a"] for page in (first, second)] == ["identifier/device:t1", "identifier/device:t2"]
    assert second["next"] is None
    assert len({second["reviews"][0]["b"], *second["reviews"][0]["others"]}) == 2
    assert reader.get("/v1/reviews?cursor=x").status_code == 422


def test_health_figures(reader: FlaskClient) -> None:
    """Sizes sum to all persons, refusals are counted by rule, and the largest candidate is what rules alone keep apart."""
    body = reader.get("/v1/health").get_json()
    assert HealthFigures().validate(body) == {}
    assert sum(each["persons"] for each in body["sizes"]) == body["totals"]["persons"] == 7
    assert {each["rule"]: each["links"] for each in body["refused"]} == {"contested": 4, "junk": 1}
    assert body["candidate"] == 4
    assert (body["totals"]["joined"], body["single"], body["flags"]) == (1, 1.0, body["flags"])
    assert [flag["figure"] for flag in body["flags"]] == ["single"]
