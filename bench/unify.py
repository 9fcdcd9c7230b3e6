"""Unification against the plain way: export the links, scipy's connected components, write the same result in batches through the driver.

    python -m bench.unify --uri bolt://127.0.0.1:7687 --links 1000000

The database must be a throwaway one. Both sides start from the same evidence links in Neo4j and end with verdicts, persons and memberships in Neo4j.
GDS projection and components are also compared with Splink's `cluster_pairwise` on links already in memory.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from app.graph import Graph
from app.identity.policy import read_policy
from app.identity.unify import unify
from bench.evidence import batches, evidence, fill
from bench.lines import Line

if TYPE_CHECKING:
    from collections.abc import Callable

_EXPORT_LINKS = "MATCH (a)-[:STATES|SEEN_WITH|ALIAS]->(b) RETURN id(a) AS a, id(b) AS b"
_EXPORT_NODES = "MATCH (n:Record|Identifier) RETURN id(n) AS n"
_WRITE_PERSONS = """
UNWIND $rows AS row
CREATE (p:Person {id: row.id, members: size(row.members)})
WITH p, row
UNWIND row.members AS m
MATCH (n) WHERE id(n) = m
CREATE (n)-[:BELONGS_TO]->(p)
"""
_WRITE_VERDICTS = """
UNWIND $rows AS row
MATCH (a) WHERE id(a) = row[0]
MATCH (b) WHERE id(b) = row[1]
CREATE (a)-[:ADMITTED]->(b)
"""
_COUNTS = """
RETURN COUNT { ()-[:ADMITTED|REFUSED]->() } AS verdicts, COUNT { (:Person) } AS persons, COUNT { ()-[:BELONGS_TO]->() } AS memberships
"""


def main() -> int:
    """Runs both sides, prints a line for each figure, and returns 1 if a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--uri", required=True)
    parser.add_argument("--links", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    password = os.environ.get("NEO4J_PASSWORD")
    with Graph(arguments.uri, ("neo4j", password) if password else None) as graph:
        lines = run(graph, arguments.links, arguments.seed)
    return int(not all(line.ok for line in lines))


def run(graph: Graph, links: int, seed: int) -> list[Line]:
    """Measures ours and the peer on the same evidence, each on a graph of its own, after both have run once on a small one.

    A database compiles what it does often: whoever came first would pay for the other.
    """
    for once in (lambda: unify(graph, read_policy()), lambda: _peer(graph)):
        fill(graph, evidence(links // 20, seed + 1))
        once()
    world = evidence(links, seed)
    print(f"# unify: {len(world[2]) + len(world[3]):,} links, {len(world[0]):,} identifiers, {len(world[1]):,} records", flush=True)
    fill(graph, world)
    before = time.perf_counter()
    seconds = unify(graph, read_policy()).seconds
    whole = time.perf_counter() - before
    ours = whole - seconds["golden"]
    print(f"# ours by step: {', '.join(f'{step} {each:.1f} s' for step, each in seconds.items())}", flush=True)
    print("# ours wrote", graph.driver.execute_query(_COUNTS).records[0].data(), flush=True)
    gds, splink = _gds(graph), _splink(graph)
    fill(graph, world)
    peer = _peer(graph)
    print("# peer wrote", graph.driver.execute_query(_COUNTS).records[0].data(), flush=True)
    lines = [
        Line("unify, links to verdicts, persons, memberships", ours, "export + scipy + driver", peer, 1.0, unit="s"),
        Line("GDS projection and WCC", gds, "Splink cluster_pairwise", splink, 1.0, unit="s"),
    ]
    for line in lines:
        print(line, flush=True)
    print(f"# with golden records, which the peer does not make: {whole:.1f} s", flush=True)
    return lines


def _peer(graph: Graph) -> float:
    before = time.perf_counter()
    with graph.driver.session(fetch_size=10_000) as session:
        nodes = np.array([row[0] for row in session.run(_EXPORT_NODES)])
        pairs = np.array([(row[0], row[1]) for row in session.run(_EXPORT_LINKS)])
    position = np.empty(nodes.max() + 1, dtype=np.int64)
    position[nodes] = np.arange(len(nodes))
    matrix = coo_matrix((np.ones(len(pairs), dtype=np.int8), (position[pairs[:, 0]], position[pairs[:, 1]])), shape=(len(nodes),) * 2)
    _, labels = connected_components(matrix, directed=False)
    groups: dict[int, list[int]] = defaultdict(list)
    for node, label in zip(nodes.tolist(), labels.tolist(), strict=True):
        groups[label].append(node)
    rows = [{"id": f"P-{label:016x}", "members": members} for label, members in groups.items()]
    for part in batches(rows):
        graph.driver.execute_query(_WRITE_PERSONS, rows=part)
    for pair in batches(pairs.tolist()):
        graph.driver.execute_query(_WRITE_VERDICTS, rows=pair)
    return time.perf_counter() - before


def _gds(graph: Graph) -> float:
    """Projection and WCC alone, the median of three."""

    def once() -> None:
        links = {name: {"orientation": "UNDIRECTED"} for name in ("STATES", "SEEN_WITH")}
        projected = graph.gds.graph.project.native("bench", ["Record", "Identifier"], links, log_progress=False, overwrite=True).graph
        graph.gds.wcc.mutate(projected, "component", log_progress=False)
        projected.drop()

    return _median(once)


def _splink(graph: Graph) -> float:
    """Splink's connected components over the same links, in memory, two threads; the median of three."""
    import duckdb
    import pandas as pd
    from splink import DuckDBAPI
    from splink.clustering import cluster_pairwise_predictions_at_threshold

    with graph.driver.session(fetch_size=10_000) as session:
        nodes = pd.DataFrame({"id": [row[0] for row in session.run(_EXPORT_NODES)]})
        edges = pd.DataFrame([(row[0], row[1]) for row in session.run(_EXPORT_LINKS)], columns=["l", "r"])
    edges["match_probability"] = 1.0

    def once() -> None:
        connection = duckdb.connect()
        connection.execute("SET threads TO 2")
        cluster_pairwise_predictions_at_threshold(
            nodes,
            edges,
            DuckDBAPI(connection),
            node_id_column_name="id",
            edge_id_column_name_left="l",
            edge_id_column_name_right="r",
            threshold_match_probability=0.5,
        ).as_duckdbpyrelation().fetchall()

    return _median(once)


def _median(once: Callable[[], None]) -> float:
    times = []
    for _ in range(3):
        before = time.perf_counter()
        once()
        times.append(time.perf_counter() - before)
    return sorted(times)[1]


if __name__ == "__main__":
    sys.exit(main())
