"""Top paths, transitions, step matrix and a funnel over all persons, against DuckDB with two threads and polars on the same events as Parquet.

    python -m bench.analytics --uri bolt://127.0.0.1:7687 [--touchpoints 1000000] [--filters 20]

The graph must be empty, or hold a world already: then that one is measured. Peers read the events raw (one row a touchpoint, in order of time) and
gathered (one row a person, lists in order); the faster form of DuckDB is a peer, and so is the fastest of all four. Every answer is compared with
theirs before its time counts.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from app.graph import Graph, schema
from app.journeys.attempts import Design, Step, attempts
from app.journeys.matrix import matrix
from app.journeys.paths import paths
from app.journeys.transitions import transitions
from bench import analytics_peer as peer
from bench import analytics_polars as lazily
from bench.analytics_world import build, events, export, filters, funnel_steps
from bench.lines import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from app.journeys.answers import Filter

STEPS, LIMIT = 10, 20


def main() -> None:
    """Runs the benchmark and prints its lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uri", required=True)
    parser.add_argument("--touchpoints", type=int, default=1_000_000)
    parser.add_argument("--filters", type=int, default=20)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    user, password = os.environ.get("NEO4J_USERNAME"), os.environ.get("NEO4J_PASSWORD")
    with Graph(given.uri, (user or "neo4j", password) if password else None) as graph, tempfile.TemporaryDirectory() as folder:
        schema.apply(graph)
        if not graph.read("journeys/stored_count")[0]["steps"]:
            build(graph, events(given.touchpoints))
        sizes = export(graph, Path(folder))
        print(f"# {sizes}")
        measure(graph, Path(folder), given.filters, given.only)


def measure(graph: Graph, folder: Path, number: int, only: str) -> list[Line]:
    """Two lines for each analysis: beside DuckDB, and beside whoever is the fastest."""
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    chosen = filters(graph, number)
    peer.FUNNEL[:] = funnel_steps(graph)
    found = []
    for name, (ours, raw, gathered, polars, bounds) in CASES.items():
        if only in name:
            peers = {
                "DuckDB, raw": _sql(connection, raw, folder),
                "DuckDB, gathered": _sql(connection, gathered, folder),
                "polars, raw": _lazily(polars, lazily.raw(folder)),
                "polars, gathered": _lazily(polars, lazily.gathered(folder)),
            }
            lines = _lines(name, bounds, chosen, ours, peers, graph)
            print(*lines, sep="\n", flush=True)
            found += lines
    return found


def _lines(
    name: str,
    bounds: tuple[float, float],
    chosen: list[Filter],
    ours: Callable[[Graph, Filter], object],
    peers: dict[str, Callable[[Filter], object]],
    graph: Graph,
) -> list[Line]:
    sides = [lambda f: ours(graph, f), *peers.values()]
    times: list[list[float]] = [[] for _ in sides]
    for measured in (False, False, True):
        for each in chosen:
            answers = []
            for side, found in zip(sides, times, strict=True):
                begin = time.perf_counter()
                answers.append(side(each))
                if measured:
                    found.append((time.perf_counter() - begin) * 1_000)
            if not measured:
                _same(name, each, answers)
    medians = [statistics.median(found) for found in times]
    if os.environ.get("VERBOSE"):
        for f, *ts in zip(chosen, *times, strict=True):
            print(" ".join(f"{t:7.0f}" for t in ts), f)
    print("#", ", ".join(f"{peer} {median:.1f} ms" for peer, median in zip(peers, medians[1:], strict=True)), flush=True)
    by_peer = dict(zip(peers, medians[1:], strict=True))
    duckdb, fastest = min((peer for peer in by_peer if peer.startswith("DuckDB")), key=by_peer.__getitem__), min(by_peer, key=by_peer.__getitem__)
    return [
        Line(f"{name}, median of {len(chosen)} filters", medians[0], peer, by_peer[peer], bound)
        for peer, bound in zip((duckdb, fastest), bounds, strict=True)
    ]


def _sql(connection: duckdb.DuckDBPyConnection, text: Callable[[Filter, Path], str], folder: Path) -> Callable[[Filter], object]:
    return lambda each: connection.execute(text(each, folder)).fetchall()


def _lazily(analysis: Callable[[pl.LazyFrame, Filter], object], events: pl.LazyFrame) -> Callable[[Filter], object]:
    return lambda each: analysis(events, each)


def _same(name: str, each: Filter, answers: list[object]) -> None:
    ours, *peers = answers
    if name == "top paths":  # equal counts may come in another order
        peers = [[row[-1] for row in answer] for answer in peers]  # type: ignore[attr-defined] # rows of DuckDB and polars
    if any(answer != ours for answer in peers):
        raise SystemExit(f"{name} under {each}: {ours} is not {peers}.")


def _paths(graph: Graph, each: Filter) -> object:
    return [row.count for row in paths(graph, each, steps=STEPS, limit=LIMIT).rows]


def _transitions(graph: Graph, each: Filter) -> object:
    return [(row.origin, row.target, row.count) for row in transitions(graph, each).rows]


def _matrix(graph: Graph, each: Filter) -> object:
    return [(cell.step, cell.type, cell.count) for cell in matrix(graph, each, steps=peer.MATRIX_STEPS).rows if cell.type]


def _funnel(graph: Graph, each: Filter) -> object:
    design = Design(tuple(Step((kind,)) for kind in peer.FUNNEL), window=peer.WINDOW)
    return [tuple(attempts(graph, design, replace(each, types=None)).counts())]


CASES = {
    "top paths": (_paths, peer.paths_raw, peer.paths_gathered, lazily.paths, (1.0, 1.0)),
    "ordered funnel of 4 steps, 7 days, best attempt": (_funnel, peer.funnel_raw, peer.funnel_gathered, lazily.funnel, (2.0, 3.0)),
    "transitions": (_transitions, peer.transitions_raw, peer.transitions_gathered, lazily.transitions, (1.0, 1.0)),
    "step matrix of 10 steps": (_matrix, peer.matrix_raw, peer.matrix_gathered, lazily.matrix, (1.0, 1.0)),
}

if __name__ == "__main__":
    main()
