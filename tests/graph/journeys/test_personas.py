"""Personas over a generated world: the habits that made it are found again, and the same ones whatever the seed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from app.errors import BadInput
from app.journeys.answers import Filter
from app.journeys.clusters import agreement
from app.journeys.personas import belonging, personas
from tests.graph.journeys.worlds import DAY, START, Event, build, moment, run

if TYPE_CHECKING:
    from app.graph import Graph

HABITS = [(("page_view", "search"), "web", 6, 60), (("app_open", "product_view"), "app", 14, 36), (("visit", "purchase"), "store", 4, 24)]
"""What is done most, where, how often, and by how many."""


@pytest.fixture(scope="module")
def habits(_session_graph: Graph) -> dict[str, int]:
    """A hundred and twenty persons of three habits, each with a fifth of touchpoints of any other kind."""
    _session_graph.write("runtime/wipe")
    chance, found, events = random.Random(5), dict[str, int](), list[Event]()
    for habit, (_, _, often, persons) in enumerate(HABITS):
        for _ in range(persons):
            number = len(found)
            found[f"P-{number}"] = habit
            for i in range(max(2, round(chance.gauss(often, 2)))):
                types, channel, _, _ = HABITS[habit] if chance.random() < 0.8 else chance.choice(HABITS)
                at = START + chance.randrange(90 * DAY)
                events.append(Event(f"t:{number}-{i}", [f"cookie:{number}"], at, chance.choice(types), channel))
    build(_session_graph, {person: [f"cookie:{person[2:]}"] for person in found}, events)
    run(_session_graph)
    return found


def test_habits_are_found_again(graph_with_schema: Graph, habits: dict[str, int]) -> None:
    """Three personas without being told so; each is as large as its list; what sets it apart is its habit; seeds agree."""
    found = personas(graph_with_schema, ["purchase"])
    assert [each.count for each in found.rows] == sorted((each.count for each in found.rows), reverse=True)
    assert len(found.rows) == 3
    labels = dict[str, int]()
    for each in found.rows:
        listed = belonging(graph_with_schema, ["purchase"], each.number, k=3)
        assert listed.total == each.count == len(listed.rows)
        labels |= {row.id: each.number - 1 for row in listed.rows}
        assert set(each.examples) <= set(labels)
    assert labels.keys() == habits.keys()
    order = sorted(habits)
    assert agreement(np.array([labels[each] for each in order]), np.array([habits[each] for each in order])) > 0.9
    told = [{telling.feature.name for telling in each.telling if telling.deviations > 0} for each in found.rows]
    assert all(channel in names for names, (_, channel, _, _) in zip(told, HABITS, strict=True))
    assert len(found.stability) == 10
    assert min(found.stability) > 0.9
    assert personas(graph_with_schema, ["purchase"], k=3).rows == found.rows


def test_too_few_to_be_parted(graph_with_schema: Graph, habits: dict[str, int]) -> None:
    """Nobody is no persona; more personas than persons who differ is an error that says so."""
    assert habits
    assert personas(graph_with_schema, [], Filter(since=moment(START + 400 * DAY))).rows == []
    with pytest.raises(BadInput, match="ask for fewer"):
        personas(graph_with_schema, [], Filter(until=moment(START + DAY // 24)), k=12)
    with pytest.raises(BadInput, match="Ask for 2 to 12"):
        personas(graph_with_schema, [], k=40)
    with pytest.raises(BadInput, match="none of number 4"):
        belonging(graph_with_schema, [], 4, k=3)
