from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api.schemas.search import Lookup, Persons

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize("words", ["ada", "Lovel", "ada london", "ada@example.com", "AND ada", "ada~ ) OR"])
def test_words_find_a_person(client: FlaskClient, words: str) -> None:
    """Whole words and beginnings find a person in any case, and no word is taken for an operator."""
    body = client.get("/v1/persons", query_string={"q": words}).get_json()
    assert Persons().validate(body) == {}
    expected = [] if {"AND", "OR"} & set(words.split()) else ["P-1"]
    assert [each["id"] for each in body["persons"]] == expected


def test_pages_of_search(client: FlaskClient) -> None:
    """What two persons share finds both, a page at a time."""
    first = client.get("/v1/persons?q=example&limit=1").get_json()
    second = client.get(f"/v1/persons?q=example&limit=1&cursor={first['next']}").get_json()
    assert {first["persons"][0]["id"], second["persons"][0]["id"]} == {"P-1", "P-2"}
    assert second["next"] is None


@pytest.mark.parametrize("query", ["", "q=", "q=ada&identifier=email:a@b.c", "q=%20%21", "identifier=nonsense"])
def test_questions_nobody_can_answer(client: FlaskClient, query: str) -> None:
    """No question, two questions, no word or no identifier is a 422 that says what to give."""
    answer = client.get(f"/v1/persons?{query}")
    assert answer.status_code == 422
    assert answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("identifier", "state", "owners"),
    [
        ("email:ada@example.com", "found", ["P-1"]),
        ("email: Ada@Example.com ", "found", ["P-1"]),
        ("phone:+442071234567", "found", ["P-1"]),
        ("email:info@example.com", "generic", []),
        ("device:tab-1", "shared", []),
        ("email:nobody@example.com", "unknown", []),
    ],
)
def test_whose_identifier(client: FlaskClient, identifier: str, state: str, owners: list[str]) -> None:
    """An identifier names its owner however it is written, or says why it has none."""
    body = client.get("/v1/persons", query_string={"identifier": identifier}).get_json()
    assert Persons().validate(body) == {}
    assert (body["answers"][0]["state"], [each["id"] for each in body["answers"][0]["persons"]]) == (state, owners)


def test_many_identifiers_at_once(client: FlaskClient) -> None:
    """Identifiers in a body are answered in the order asked."""
    asked = ["email:ben@example.com", "email:nobody@example.com", "email:ada@example.com"]
    body = client.post("/v1/persons/lookup", json={"identifiers": asked}).get_json()
    assert Lookup().validate(body) == {}
    assert [each["identifier"] for each in body["answers"]] == asked
    assert [[p["id"] for p in each["persons"]] for each in body["answers"]] == [["P-2"], [], ["P-1"]]


@pytest.mark.parametrize("body", [{}, {"identifiers": []}, {"identifiers": "email:a@b.c"}, {"identifiers": [1]}, []])
def test_bad_bodies(client: FlaskClient, body: object) -> None:
    """A body of another shape is a 422 that names the field."""
    answer = client.post("/v1/persons/lookup", json=body)
    assert answer.status_code == 422
    assert answer.get_json()["errors"]
