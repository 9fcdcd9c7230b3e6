"""Personas over the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api.schemas.counted import Counted
from app.api.schemas.personas import Personas

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_personas_and_their_persons(client: FlaskClient) -> None:
    """Ada and a cookie differ, so there are two; each figure is the number of persons listed."""
    body = client.get("/v1/personas").get_json()
    assert Personas().validate(body) == {}
    assert sum(each["count"] for each in body["personas"]) == body["total"] == 2
    for each in body["personas"]:
        listed = client.get(each["persons"]).get_json()
        assert Counted().validate(listed) == {}
        assert (listed["total"], listed["changed"]) == (each["count"], None)
        assert each["apart"]
    empty = client.get("/v1/personas?since=2031-01-01T00:00:00Z").get_json()
    assert Personas().validate(empty) == {}
    assert (empty["personas"], empty["stability"]) == ([], None)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("?k=1", "query.k"), ("?k=3", "ask for fewer"), ("?unit=journeys", "made of persons"), ("/persons?k=2&persona=3", "none of")],
)
def test_bad_questions(client: FlaskClient, query: str, sentence: str) -> None:
    """A problem document that says what would be right."""
    answer = client.get(f"/v1/personas{query}")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert sentence in answer.get_json()["detail"]
