from __future__ import annotations

import csv
import datetime as dt
import gzip
import random
import time
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys import funnels
from app.journeys.answers import ALL, Filter, file_of
from app.journeys.attempts import Design, Step, attempts
from app.journeys.funnels import FEW, STATEMENT, Attempt
from app.journeys.pages import Alphabet, Journey, page
from app.journeys.postings import changes, entries
from tests.graph.journeys import oracle
from tests.graph.journeys.test_analysis import random_filter
from tests.graph.journeys.worlds import DAY, START, Event, build, random_world, run

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph


def funnel(
    graph: Graph, steps: list[str], filters: Filter = ALL, *, window: dt.timedelta | None = None, attempt: Attempt = Attempt.BEST
) -> list[int]:
    """How many get to each step of a plain funnel, which is counted on pages or postings."""
    found = attempts(
        graph, Design(tuple(Step((kind,)) for kind in steps), attempt=attempt, window=None if window is None else window // MICROSECOND), filters
    )
    assert found.file in (file_of(STATEMENT), file_of(FEW))
    return found.counts()


MICROSECOND = dt.timedelta(microseconds=1)
WINDOWS = [None, *(dt.timedelta(days=days) for days in (1, 20, 100, 2_000, 20_000)), dt.timedelta(hours=1), dt.timedelta(days=2, seconds=-100)]
"""Whole days and not, as long as a touchpoint is from another to the second, and beyond the last day there is."""


@pytest.mark.parametrize("seed", [11, 12])
def test_funnels_equal_the_oracle(graph: Graph, seed: int) -> None:
    """Best and first attempt, with and without a window, under random filters, also where a type comes twice in the funnel."""
    owned = random_world(graph, seed, types=4)
    run(graph)
    chance = random.Random(seed)
    for _ in range(40):
        given = random_filter(chance)
        filters = Filter(given.since, given.until, None, given.channels)
        steps = chance.choices([f"type{i}" for i in range(4)], k=chance.choice([2, 3, 4, 20]))
        window = chance.choice(WINDOWS)
        first = chance.random() < 0.5
        found = funnel(
            graph,
            steps,
            filters,
            window=window,
            attempt=Attempt.FIRST if first else Attempt.BEST,
        )
        expected = oracle.funnel(oracle.passing(owned, filters), steps, window // MICROSECOND if window else None, first=first)
        assert found == expected, (filters, steps, window, first)


@pytest.mark.parametrize("kinds", ["AB", "Ax", "A", "ABC"])
def test_very_many_touchpoints_of_one_person(graph: Graph, kinds: str) -> None:
    """In postings and on pages a machine that goes on for a month, and never gets to the last step, is looked at once and not from all its starts."""
    many, alphabet = 50_000, Alphabet()
    way = Journey([kinds[i % len(kinds)] for i in range(many)], ["web"] * many, [START + i * 60_000_000 for i in range(many)], [0] * many)
    row = page("0/1/0", [("P-1", [way])], alphabet)
    for kind in "ABCD":
        alphabet.type(kind)
    graph.write("journeys/pages_touch", ids=[row["id"]])
    graph.write("journeys/alphabet_write", properties=alphabet.row())
    graph.write("journeys/pages_write", rows=[row], postings=changes([({}, entries(row, alphabet))]))
    for attempt in Attempt:
        for since, file in ((None, FEW), (dt.datetime(2025, 1, 1, tzinfo=dt.UTC) - MICROSECOND, STATEMENT)):
            before = time.perf_counter()
            found = attempts(graph, Design(tuple(Step((kind,)) for kind in "ABCD"), attempt=attempt, window=7 * DAY), Filter(since=since))
            assert time.perf_counter() - before < 5
            assert (found.counts(), found.file) == ([1 if kind in kinds else 0 for kind in "ABCD"], file_of(file))


@pytest.fixture
def ecom(graph: Graph, shared_data: Path) -> Graph:
    """The users and events of the public shop, without what the funnel does not ask for."""
    wanted = {"home": "home", "product_view": "product_view", "add_to_cart": "add_to_cart", "purchase": "purchase"}
    with gzip.open(shared_data / "ecom" / "ecom.csv.gz", "rt", encoding="utf-8") as file:
        events = [
            Event(f"e:{number}", [f"cookie:{row['user_id']}"], _micros(row["timestamp"]), wanted[row["event"]])
            for number, row in enumerate(csv.DictReader(file))
            if row["event"] in wanted
        ]
    users = {event.actors[0] for event in events}
    build(graph, {f"P-{user}": [user] for user in users}, events)
    run(graph)
    return graph


def _micros(text: str) -> int:
    return round(dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC).timestamp() * 1_000_000)


def test_a_public_shop_gives_the_published_figures(ecom: Graph) -> None:
    """Persons per step without a window, within 7 days by the best attempt, and within 7 days of the first visit."""
    steps = ["home", "product_view", "add_to_cart", "purchase"]
    week = dt.timedelta(days=7)
    assert funnel(ecom, steps) == [586, 581, 480, 247]
    assert funnel(ecom, steps, window=week) == [586, 569, 356, 118]
    assert funnel(ecom, steps, window=week, attempt=Attempt.FIRST) == [586, 455, 149, 34]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(funnels, "funnel", lambda *_, **__: None)
        general = tuple(Step((kind,)) for kind in steps)
        assert attempts(ecom, Design(general)).counts() == [586, 581, 480, 247]
        assert attempts(ecom, Design(general, window=7 * DAY)).counts() == [586, 569, 356, 118]
        assert attempts(ecom, Design(general, window=7 * DAY, attempt=Attempt.FIRST)).counts() == [586, 455, 149, 34]


def test_funnels_that_make_no_sense_are_refused(graph: Graph) -> None:
    """One step, an empty window, a filter by type: a sentence each."""
    with pytest.raises(BadInput, match="2 to 20 steps, not 1"):
        funnel(graph, ["a"])
    with pytest.raises(BadInput, match="window of a funnel is empty"):
        funnel(graph, ["a", "b"], window=dt.timedelta(0))
    with pytest.raises(BadInput, match="leave the filter by type out"):
        funnel(graph, ["a", "b"], Filter(types=["a"]))
    assert funnel(graph, ["a", "b"], ALL) == [0, 0]
