"""The pages over the same world that the API is tried on, in a real browser and through a plain client."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from app.factory import create_app
from app.web import accounts
from tests.story import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from app.graph import Graph

# What follows a click is asked with `expect`, which waits: a click returns before the next page has been read to its end.
# Five seconds, the default, are few on a busy machine.
expect.set_options(timeout=20_000)

NAME, PASSWORD = "ada", "correct horse battery"


@pytest.fixture(scope="module")
def world(_session_graph: Graph) -> Graph:
    """Ada with an older id, Ben, and a lone cookie; and an account that may sign in."""
    tell(_session_graph)
    accounts.add(_session_graph, NAME, PASSWORD)
    return _session_graph


@pytest.fixture(scope="module")
def app(world: Graph) -> Flask:
    """The application over the world."""
    return create_app(lambda: world, secret="for-tests-only-secret")


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """The address of a live server."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
