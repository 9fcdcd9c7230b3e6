"""One random world for all the questions of a file: asking changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.graph.journeys.worlds import random_world, run

if TYPE_CHECKING:
    from app.graph import Graph
    from tests.graph.journeys.worlds import Event


@pytest.fixture(scope="module")
def owned(_session_graph: Graph) -> dict[str, list[Event]]:
    """Fifty persons and what each did, in order; the graph holds them until another test wipes it."""
    _session_graph.write("runtime/wipe")
    found = random_world(_session_graph, 21, persons=50, types=5)
    run(_session_graph)
    return found
