"""The graph hash: everything that is derived, in one canonical order, without ids, clock times, redirects or the ledger.

Sorted member sets with their golden records, verdicts, journeys, and contested touchpoints. Two graphs with one hash are one graph to every reader.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from app.exports import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Graph, Row

HERE = Path(__file__).parent / "cypher"

_CLOCK = frozenset({"receivedAt", "loadedAt"})
_OF_JOURNEYS = ("number", "part", "stage", "touchpoints", "steps", "stages", "channels", "at")


def graph_hash(graph: Graph) -> str:
    """SHA-256 over everything derived; 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for line in canonical(graph):
        digest.update(line + b"\n")
    return digest.hexdigest()


def canonical(graph: Graph) -> Iterator[bytes]:
    """What the hash is made of, line by line: to be compared where two hashes differ."""
    yield from sorted(_dump(_person(row)) for row in lines.persons(graph))
    yield from sorted(_dump({name: row[name] for name in _OF_JOURNEYS}) for row in lines.journeys(graph))
    yield from sorted(_dump(row) for row in asked(graph, "verdicts") if row["rule"] != "waiting")
    yield from sorted(_dump(row) for row in asked(graph, "contested"))


def asked(graph: Graph, name: str, **params: object) -> list[Row]:
    """The rows of one of the proofs' own statements."""
    found = graph.driver.execute_query((HERE / f"{name}.cypher").read_text(encoding="utf-8"), params)  # type: ignore[arg-type] # our own file
    return [record.data() for record in found.records]


def _person(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "person"} | {
        "traits": {name: value for name, value in row["traits"].items() if name not in _CLOCK}
    }


def _dump(row: Row) -> bytes:
    return orjson.dumps(row, option=orjson.OPT_SORT_KEYS, default=str)
