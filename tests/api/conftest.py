"""The worlds the API is tried on: small graphs written as Cypher, one a file, beside the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api import keys
from app.factory import create_app
from tests.story import tell

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from app.graph import Graph


@pytest.fixture(scope="module")
def world(_session_graph: Graph) -> Graph:
    """Ada with an older id, Ben, and a lone cookie; two sources with loads and a reject. Tests here only read it."""
    tell(_session_graph)
    return _session_graph


@pytest.fixture(scope="module")
def app(world: Graph) -> Flask:
    """The application over the world."""
    made = create_app(lambda: world, secret="for-tests-only")
    made.testing = False  # errors become documents, as in production
    return made


@pytest.fixture
def client(app: Flask, world: Graph) -> FlaskClient:
    """A client with a key of its own."""
    found = app.test_client()
    found.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(world, 'tests')}"
    return found
