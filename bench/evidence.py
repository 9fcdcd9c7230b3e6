"""Evidence for benchmarks of identity: generated from a seed, written by the bare driver, ready to be unified."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeVar

from app.graph import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.graph import Graph

BATCH = 10_000
T = TypeVar("T")

_IDENTIFIERS = """
UNWIND $rows AS row
CREATE (i:Identifier:Touched {key: row[0], namespace: row[1], value: row[2], first: datetime('2026-01-01'), last: datetime('2026-01-02')})
"""
_RECORDS = "UNWIND $rows AS row CREATE (:Record:Touched {id: row[0], source: 'crm', key: row[0], fullName: row[1], kind: 'person'})"
_SEEN_WITH = """
UNWIND $rows AS row
MATCH (a:Identifier {key: row[0]}), (b:Identifier {key: row[1]})
CREATE (a)-[:SEEN_WITH {count: 1, sources: ['web']}]->(b)
"""
_STATES = """
UNWIND $rows AS row
MATCH (a:Record {id: row[0]}), (b:Identifier {key: row[1]})
CREATE (a)-[:STATES {count: 1, sources: ['crm']}]->(b)
"""

World = tuple[list[tuple[str, str, str]], list[tuple[str, str]], list[tuple[str, str]], list[tuple[str, str]]]


def evidence(links: int, seed: int) -> World:
    """Identifiers, records, SEEN_WITH and STATES pairs: cookies, devices, log-ins, addresses, with one shared tablet in a hundred."""
    source = random.Random(seed)
    identifiers: dict[str, tuple[str, str, str]] = {}
    records: list[tuple[str, str]] = []
    seen: set[tuple[str, str]] = set()
    states: set[tuple[str, str]] = set()

    def value(namespace: str, text: str) -> str:
        identifiers[f"{namespace}:{text}"] = (f"{namespace}:{text}", namespace, text)
        return f"{namespace}:{text}"

    person = 0
    while len(seen) + len(states) < links:
        person += 1
        own = [value("cookie", f"c{person}_{k}") for k in range(source.choice((1, 1, 2, 2, 3, 4)))]
        own += [value("device", f"d{person}_{k}") for k in range(source.choice((0, 0, 1, 1, 2)))]
        login = value("login", f"u{person}") if source.random() < 0.6 else None
        email = value("email", f"p{person}@x.example") if source.random() < 0.4 else None
        if email and source.random() < 0.01:
            email = value("email", f"info{person // 1000}@x.example")
        anchor = login or email or own[0]
        seen |= {(min(anchor, each), max(anchor, each)) for each in own if each != anchor}
        if email and login:
            seen.add((email, login))
        if email:
            records.append((f"crm:{person}", f"Name {person}"))
            states |= {(f"crm:{person}", email), (f"crm:{person}", value("crm", str(person)))}
        if login and source.random() < 0.01 and f"login:u{person - 1}" in identifiers:
            seen.add((min(own[-1], f"login:u{person - 1}"), max(own[-1], f"login:u{person - 1}")))
    return list(identifiers.values()), records, sorted(seen), sorted(states)


def fill(graph: Graph, world: World) -> None:
    """Makes the graph anew of this evidence, all of it touched."""
    graph.write("runtime/wipe")
    schema.apply(graph)
    for query, rows in zip((_IDENTIFIERS, _RECORDS, _SEEN_WITH, _STATES), world, strict=True):
        for part in batches(rows):
            graph.driver.execute_query(query, rows=part)


def batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """Rows in the numbers that one transaction takes."""
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
