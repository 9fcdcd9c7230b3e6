from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import Unavailable
from app.graph import Graph

if TYPE_CHECKING:
    from app.settings import Connection


def test_an_answer_after_connections_broke(database: Connection) -> None:
    """A database that closed the connections we kept is asked again, and nobody notices."""
    with Graph(database.uri, database.auth, database.database) as graph:
        assert graph.read("api/ready") == [{"ready": True}]
        for connection in next(iter(graph.driver._pool.connections.values())):
            connection.socket._socket.close()
        assert graph.read("api/ready") == [{"ready": True}]


def test_a_database_that_is_away() -> None:
    """Where no database answers, that is said in a sentence."""
    with Graph("bolt://127.0.0.1:1", patience=0.1) as graph, pytest.raises(Unavailable, match="does not answer"):
        graph.read("api/ready")
