"""Small worlds as loaders and identity would leave them, and random ones."""

from __future__ import annotations

import datetime as dt
import os
import random
from typing import TYPE_CHECKING, NamedTuple

from app.journeys.conversions import read_conversions
from app.journeys.derive import Derived, derive
from app.journeys.stages import read_stages

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.graph import Graph

DAY = 86_400_000_000
START = 1_735_689_600_000_000
"""1 January 2025, in epoch microseconds."""
PRIORITIES = {"login": 90, "crm": 88, "email": 60, "phone": 50, "device": 30, "cookie": 20}

_WORLD = """
UNWIND $persons AS person
CREATE (p:Person:Stale {id: person.id})
WITH p, person UNWIND person.identifiers AS key
CREATE (:Identifier {key: key, namespace: split(key, ':')[0]})-[:BELONGS_TO]->(p)
"""
_TOUCHPOINTS = """
UNWIND $rows AS row
CREATE (t:Touchpoint {id: row.id, at: row.at, sequence: row.sequence, type: row.type, channel: row.channel})
SET t.value = row.value, t.currency = row.currency
WITH t, row UNWIND row.actors AS key
MATCH (i:Identifier {key: key})
CREATE (t)-[:CARRIED {role: 'actor'}]->(i)
"""


def queries(usual: int) -> int:
    """How many random queries an oracle is asked: THROUGHLINE_TEST_QUERIES if set, for a proof that may take its time."""
    return int(os.environ.get("THROUGHLINE_TEST_QUERIES") or usual)


class Event(NamedTuple):
    """One touchpoint of a world; `at` in epoch microseconds."""

    id: str
    actors: list[str]
    at: int
    type: str = "page_view"
    channel: str = "web"
    sequence: int = 0
    value: float | None = None
    currency: str | None = None


def build(graph: Graph, persons: dict[str, list[str]], events: list[Event]) -> None:
    """Persons (id to identifier keys), all stale, and what they did."""
    graph.driver.execute_query(_WORLD, persons=[{"id": id_, "identifiers": keys} for id_, keys in persons.items()])
    rows = [each._asdict() | {"at": moment(each.at)} for each in events]
    graph.driver.execute_query(_TOUCHPOINTS, rows=rows)


def moment(at: int) -> dt.datetime:
    """Epoch microseconds as an aware time."""
    return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=at)


def run(graph: Graph, *, batch: int = 1_000, full: bool = False, on_progress: Callable[[int, int], None] | None = None) -> Derived:
    """Derives by the shipped rules."""
    return derive(
        graph,
        priorities=PRIORITIES,
        stages=read_stages(),
        conversions=read_conversions(),
        on_progress=on_progress,
        batch=batch,
        full=full,
    )


def rows(graph: Graph, query: str, **params: object) -> list[dict[str, object]]:
    """The rows of a query of a test."""
    return [record.data() for record in graph.driver.execute_query(query, params).records]


def everything(graph: Graph) -> list[object]:
    """All that derivation writes, but for the alphabet, in one order."""
    return [
        rows(graph, "MATCH (p)-[:TOOK]->(j:Journey) RETURN p.id AS p, properties(j) AS j ORDER BY j.id"),
        rows(graph, "MATCH (a)-[n:NEXT]->(b) RETURN a.id AS a, b.id AS b, n.seconds AS s ORDER BY a, b"),
        rows(graph, "MATCH (t:Contested) RETURN t.id AS id ORDER BY id"),
        rows(graph, "MATCH (g:Page) RETURN g.id AS id, g.persons AS p, g.first AS first, g.last AS last, size(g.exact) AS s ORDER BY id"),
        rows(graph, "MATCH (s:Stale) RETURN count(s) AS n"),
    ]


def random_world(graph: Graph, seed: int, persons: int = 60, types: int = 6) -> dict[str, list[Event]]:
    """Persons with a cookie each and up to 40 touchpoints over a year; returns whose each is, in order."""
    chance = random.Random(seed)
    owned: dict[str, list[Event]] = {}
    for number in range(persons):
        length = min(40, int(chance.expovariate(1 / 7)) + 1)
        start = START + chance.randrange(300 * DAY)
        moments = [start + chance.randrange(1 + chance.choice([0, 1, 20, 200]) * DAY) // 10**8 * 10**8 for _ in range(length)]
        owned[f"P-{number}"] = sorted(
            (
                Event(f"t:{number}-{i}", [f"cookie:{number}"], at, f"type{chance.randrange(types)}", f"channel{chance.randrange(3)}")
                for i, at in enumerate(moments)
            ),
            key=lambda event: (event.at, event.sequence, event.id),
        )
    build(graph, {id_: [f"cookie:{id_[2:]}"] for id_ in owned}, [event for events in owned.values() for event in events])
    return owned
