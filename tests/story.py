"""The small world that API and pages are tried on: persons as a file gives them, journeys really derived."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.identity.policy import read_policy
from app.journeys.conversions import read_conversions
from app.journeys.derive import derive
from app.journeys.stages import read_stages

if TYPE_CHECKING:
    from app.graph import Graph

WORLD = Path(__file__).parent / "api" / "worlds" / "story.cypher"


def tell(graph: Graph) -> None:
    """Empties the graph and tells the story in it."""
    graph.write("runtime/wipe")
    graph.driver.execute_query(WORLD.read_text(encoding="utf-8"))
    priorities = read_policy().priorities
    derive(graph, priorities=priorities, stages=read_stages(), conversions=read_conversions())
