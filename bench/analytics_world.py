"""A world to analyse: journeys of long-tailed length over a year, written as nodes; the same events as Parquet; random filters."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

import polars as pl

from app.journeys.answers import Filter
from app.journeys.binding import bind
from app.journeys.changes import Change, compare
from app.journeys.conversions import read_conversions
from app.journeys.pages import FORM
from app.journeys.sequences import Rules, journeys
from app.journeys.stages import read_stages
from app.journeys.steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.graph import Graph

YEAR = 365 * 86_400_000_000
START = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
_MICROS = int(START.timestamp()) * 1_000_000
_BATCH = 5_000


def events(touchpoints: int, seed: int = 1) -> Iterator[tuple[str, list[Step]]]:
    """Persons with their steps: median 6, mean 11.6, some hundreds at most; 29 types, 12 channels, as in seeds/shape.py."""
    chance = random.Random(seed)
    kinds = [f"type{i:02}" for i in range(29)]
    weights = [1 / (i + 1) ** 0.9 for i in range(29)]
    left, number = touchpoints, 0
    while left:
        length = min(left, max(1, min(900, round(chance.lognormvariate(1.75, 1.15)))))
        left -= length
        number += 1
        at, steps = _MICROS + chance.randrange(YEAR), []
        for i, kind in enumerate(chance.choices(kinds, weights, k=length)):
            at = _MICROS + (at - _MICROS + int(chance.expovariate(1) ** 2 * 2 * 86_400_000_000)) % YEAR
            channel = f"channel{(int(kind[4:]) * 7 + chance.choice((0, 0, 0, 3, 6))) % 12:02}"
            steps.append(Step(at, 0, f"{number}-{i}", kind, channel))
        yield f"P-{number}", sorted(steps)


def build(graph: Graph, persons: Iterator[tuple[str, list[Step]]]) -> None:
    """Writes persons, journeys, pages and postings."""
    rules, change, ids = Rules(read_stages(), read_conversions()), Change(), []
    for person, steps in persons:
        compare(person, steps, journeys(person, steps, rules), [], change)
        ids.append(person)
        if len(ids) == _BATCH:
            _write(graph, change, ids)
            change, ids = Change(), []
    _write(graph, change, ids)
    bind(graph)


def _write(graph: Graph, change: Change, ids: list[str]) -> None:
    graph.driver.execute_query("UNWIND $ids AS id CREATE (:Person {id: id})", ids=ids)
    graph.write("journeys/journeys_change", cut=[], gone=[], parts=change.written, follows=[])
    graph.write("journeys/pages_touch", ids=sorted(change.pages))


def export(graph: Graph, folder: Path) -> str:
    """Writes raw.parquet and gathered.parquet from the journeys of the graph, and says how much there is."""
    whole: dict[str, list[tuple[int, int, str, str]]] = {}
    for row in graph.stream("exports/journeys"):
        found = whole.setdefault(row["person"], [])
        found.extend(zip(row["at"], range(len(found), len(found) + len(row["at"])), row["steps"], row["channels"], strict=True))
    rows = [(person, *step) for person, steps in whole.items() for step in steps]
    raw = pl.DataFrame(rows, schema=["person", "moment", "place", "type", "channel"], orient="row")
    raw.sort("moment", "place").write_parquet(folder / "raw.parquet")
    raw.group_by("person", maintain_order=True).agg(types="type", channels="channel", moments="moment").write_parquet(folder / "gathered.parquet")
    return f"{len(rows):,} touchpoints of {len(whole):,} persons"


def filters(graph: Graph, number: int, seed: int = 7) -> list[Filter]:
    """Random filters of time (whole days, in three of four), type (in six of ten) and channel (in five of ten)."""
    chance = random.Random(seed)
    alphabet = _alphabet(graph)
    types, channels = sorted(alphabet["types"]), sorted(set(alphabet["pairChannels"]))
    found = []
    for _ in range(number):
        days = chance.choice([7, 30, 90, 180])
        since = START + dt.timedelta(days=chance.randrange(365 - days))
        timed = chance.random() < 0.75
        found.append(
            Filter(
                since=since if timed else None,
                until=since + dt.timedelta(days=days) if timed else None,
                types=chance.sample(types, chance.choice([2, 5, 10])) if chance.random() < 0.6 else None,
                channels=chance.sample(channels, chance.choice([1, 3, 6])) if chance.random() < 0.5 else None,
            )
        )
    return found


def funnel_steps(graph: Graph) -> list[str]:
    """Four types for a funnel: those of a shop where the world has them, else the four most frequent."""
    shop = ["page_view", "product_view", "add_to_cart", "purchase"]
    known = _alphabet(graph)["types"]
    return shop if set(shop) <= set(known) else ["type00", "type01", "type02", "type03"]


def _alphabet(graph: Graph) -> dict[str, list[str]]:
    """The types and channels there are on pages, as the graph keeps them."""
    known: dict[str, list[str]] = graph.read("journeys/pages_stale", limit=0, form=FORM)[0]["known"]
    return known
