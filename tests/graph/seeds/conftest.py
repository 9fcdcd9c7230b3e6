"""The story told once for all tests of a file; they only read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.graph.seeds.stories import derive, manifest, tell

if TYPE_CHECKING:
    from app.graph import Graph


@pytest.fixture(scope="module")
def counts(_session_graph: Graph) -> dict[str, dict[str, int]]:
    """The counts of the loads; the story is then told and derived."""
    _session_graph.write("runtime/wipe")
    found = tell(_session_graph, manifest())
    derive(_session_graph)
    return found


@pytest.fixture
def story(_session_graph: Graph, counts: dict[str, dict[str, int]]) -> Graph:
    """The graph of the story."""
    assert counts
    return _session_graph
