from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api import keys

if TYPE_CHECKING:
    from flask import Flask

    from app.graph import Graph


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"X-API-Key": "tl_wrong"}, {"Authorization": "Basic x"}])
def test_no_key_or_a_wrong_one(app: Flask, headers: dict[str, str]) -> None:
    """Without a key that was issued there is no answer, but a 401 that names the scheme."""
    answer = app.test_client().get("/v1/persons/P-1", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.get_json()["title"] == "Unauthorized"


def test_both_headers_carry_a_key(app: Flask, world: Graph) -> None:
    """A key works as a bearer token and as X-API-Key."""
    key = keys.issue(world, "an app")
    client = app.test_client()
    assert client.get("/v1/persons/P-1", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    assert client.get("/v1/persons/P-1", headers={"X-API-Key": key}).status_code == 200


def test_only_the_hash_is_kept(world: Graph) -> None:
    """The graph holds a key's hash and owner, never the key."""
    key = keys.issue(world, "an app")
    stored = world.driver.execute_query("MATCH (k:ApiKey) RETURN properties(k) AS p").records[0]["p"]
    assert key not in str(stored)
    assert stored["owner"] == "an app"
