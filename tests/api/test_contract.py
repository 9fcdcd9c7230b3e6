from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from app.factory import create_app
from app.graph import Graph

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture
def document(client: FlaskClient) -> dict[str, object]:
    """The OpenAPI document."""
    found = client.get("/openapi.json").get_json()
    assert isinstance(found, dict)
    return found


def test_the_contract_is_openapi_3_1(document: dict[str, object]) -> None:
    """The contract is at /openapi.json, as OpenAPI 3.1, and asks for a key."""
    assert document["openapi"] == "3.1.0"
    assert document["security"] == [{"key": []}]


def test_every_field_says_what_it_is(document: dict[str, object]) -> None:
    """Every field of every schema has a description and an example."""
    components = document["components"]
    assert isinstance(components, dict)
    assert len(components["schemas"]) > 10
    for schema, each in components["schemas"].items():
        for name, field in each["properties"].items():
            assert {"description", "example"} <= set(field), (schema, name)


def test_every_parameter_says_what_it_is(document: dict[str, object]) -> None:
    """Every query parameter has a description, and every endpoint a sentence and its failures."""
    paths = document["paths"]
    assert isinstance(paths, dict)
    for path, methods in paths.items():
        for method, operation in methods.items():
            if method == "parameters":
                continue
            assert operation["summary"], (path, method)
            assert set(operation["responses"]) - {"200", "default"} or path == "/livez", (path, method)
            for parameter in operation.get("parameters", []):
                assert parameter["description"], (path, parameter["name"])


def test_errors_are_problems_in_the_contract(document: dict[str, object]) -> None:
    """The contract gives every error the media type of problem documents."""
    components = document["components"]
    assert isinstance(components, dict)
    assert set(components["responses"]["NOT_FOUND"]["content"]) == {"application/problem+json"}


@pytest.mark.parametrize("path", ["/v1/nothing", "/v1/persons/P-1/nothing"])
def test_unknown_addresses(client: FlaskClient, path: str) -> None:
    """An address that does not exist is a problem document."""
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_wrong_method(client: FlaskClient) -> None:
    """A method that an address does not take is a 405 that names those it does."""
    answer = client.delete("/v1/persons/P-1")
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]


def test_broken_json(client: FlaskClient) -> None:
    """A body that is no JSON is a 400, a body without end a 413."""
    answer = client.post("/v1/persons/lookup", data="{", content_type="application/json")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    answer = client.post("/v1/persons/lookup", data=b" " * 1_000_001, content_type="application/json")
    assert answer.status_code == 413


def test_our_own_mistakes_stay_in_the_log(app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure nobody foresaw is a 500 that tells the client nothing, and the log no value."""

    def fail() -> str:
        raise RuntimeError("ada@example.com")

    monkeypatch.setitem(app.view_functions, "persons.person", lambda **_: fail())
    with caplog.at_level(logging.INFO):
        answer = client.get("/v1/persons/P-1?q=ada@example.com")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "RuntimeError in GET /v1/persons/<string:person_id>" in caplog.text
    assert "ada@" not in caplog.text + answer.text
    assert "P-1" not in caplog.text


def test_database_away() -> None:
    """Without the database the process lives, but is not ready, says so soon, and when to come back."""
    with Graph("bolt://127.0.0.1:1", patience=0.1) as nothing:
        away = create_app(lambda: nothing, secret="for-tests-only").test_client()
        assert away.get("/livez").status_code == 200
        for path in ("/readyz", "/v1/persons/P-1"):
            answer = away.get(path, headers={"X-API-Key": "any"})
            assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
            assert answer.headers["Retry-After"] == "5"
            assert "throughline status" in answer.get_json()["detail"]


def test_browsers_get_pages(app: Flask) -> None:
    """A browser that mistypes an address gets a page, a program a problem document."""
    client = app.test_client()
    assert client.get("/nothing", headers={"Accept": "text/html,*/*;q=0.8"}).mimetype == "text/html"
    for accept in ("application/json", "*/*", ""):
        assert client.get("/nothing", headers={"Accept": accept}).mimetype == "application/problem+json"


def test_health(app: Flask) -> None:
    """Liveness and readiness answer without a key."""
    for path in ("/livez", "/readyz"):
        assert app.test_client().get(path).get_json() == {"status": "ok"}


def test_metrics(app: Flask, client: FlaskClient) -> None:
    """Metrics count requests by route template, and want a key."""
    client.get("/v1/persons/P-1")
    text = client.get("/metrics").text
    assert 'throughline_request_seconds_count{method="GET",route="/v1/persons/<string:person_id>",status="200"}' in text
    assert "P-1" not in text
    assert app.test_client().get("/metrics").status_code == 401


def test_nothing_personal_is_logged(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """The access log knows routes, not who was asked for."""
    with caplog.at_level(logging.INFO):
        client.get("/v1/persons?identifier=email:ada@example.com")
        client.get("/v1/persons/P-1/timeline")
    assert "GET /v1/persons 200" in caplog.text
    assert "GET /v1/persons/<string:person_id>/timeline 200" in caplog.text
    assert "ada" not in caplog.text


def test_headers_that_protect(client: FlaskClient) -> None:
    """Every answer forbids foreign content, framing, sniffing and storing."""
    headers = client.get("/v1/persons/P-1").headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
