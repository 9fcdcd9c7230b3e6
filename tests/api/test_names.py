"""Names in a parameter, whatever is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api import keys
from app.api.schemas.naming import joined, parted
from app.factory import create_app
from tests.graph.journeys.worlds import DAY, START, Event, build, run

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.graph import Graph

FIRST, SECOND = "viewed, twice", "said \\, and went"


def client_of(graph: Graph) -> FlaskClient:
    """A client with a key of its own."""
    client = create_app(lambda: graph, secret="for-tests-only").test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(graph, 'tests')}"
    return client


@given(st.lists(st.text(alphabet="a,\\ "), min_size=1))
def test_names_come_back(names: list[str]) -> None:
    """As they were joined."""
    assert parted(joined(names)) == names


def test_a_name_by_hand() -> None:
    """Plain names need nothing, and a backslash alone is one."""
    assert parted("a,b\\c") == ["a", "b\\c"]
    assert parted("a\\,b,") == ["a,b", ""]


@pytest.mark.parametrize("noun", ["paths", "flows", "changes"])
def test_a_comma_in_a_type(graph: Graph, noun: str) -> None:
    """A figure of touchpoints whose names have commas opens exactly those it counts, and a filter finds them."""
    build(graph, {"P-1": ["cookie:1"]}, [Event("t:1", ["cookie:1"], START, FIRST), Event("t:2", ["cookie:1"], START + DAY, SECOND)])
    run(graph)
    client = client_of(graph)
    periods = "&since=2025-01-01T00:00:00Z&until=2025-02-01T00:00:00Z&compare_since=2024-01-01T00:00:00Z" if noun == "changes" else ""
    body = client.get(f"/v1/{noun}?type={quote(joined([FIRST, SECOND]))}{periods}").get_json()
    figures = [each for each in body["changes" if noun == "changes" else "ways" if noun == "flows" else "paths"] if each["count"]]
    assert figures
    for each in figures:
        assert client.get(each["persons"]).get_json()["total"] == each["count"] == 1


def test_a_touch_without_a_channel(graph: Graph) -> None:
    """Attribution tells it apart, and whom it touched."""
    build(graph, {"P-1": ["cookie:1"]}, [Event("t:1", ["cookie:1"], START, "view", ""), Event("t:2", ["cookie:1"], START + DAY, "purchase")])
    run(graph)
    (credit,) = client_of(graph).get("/v1/attribution?model=last").get_json()["models"][0]["channels"]
    assert (credit["channel"], credit["count"]) == ("", 1)
    assert client_of(graph).get(credit["persons"]).get_json()["total"] == 1
