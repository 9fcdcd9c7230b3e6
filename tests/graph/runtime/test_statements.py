from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.graph import Graph


def test_a_test_begins_with_an_empty_graph(graph: Graph) -> None:
    """Nothing of an earlier test is left."""
    assert graph.read("runtime/count_nodes") == [{"nodes": 0}]


def test_the_database_is_the_long_term_line_with_graph_data_science(graph: Graph) -> None:
    """Neo4j 5.26 and GDS 2.13 answer."""
    [found] = graph.read("runtime/versions")
    assert found["neo4j"].startswith("5.26.")
    assert found["edition"] == "community"
    assert found["gds"].startswith("2.13.")
