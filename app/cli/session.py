"""The graph a command works on: opened from the environment, checked, and closed again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.graph import Graph
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def open_graph(settings: Settings | None = None) -> Iterator[Graph]:
    """A graph that answers. Raises Unavailable with what to do when none does."""
    database = (settings or Settings.from_environment()).database()
    with Graph(database.uri, database.auth, database.database) as graph:
        graph.check()
        yield graph
