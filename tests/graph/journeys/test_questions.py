"""Every figure equals the one that plain Python finds under random filters, and is the number of persons listed behind it."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys import counted
from app.journeys.answers import ALL, Unit
from app.journeys.intervals import intervals
from app.journeys.matrix import matrix
from app.journeys.paths import paths
from app.journeys.spread import Spread
from tests.graph.journeys import oracle
from tests.graph.journeys.test_analysis import random_filter

if TYPE_CHECKING:
    from app.graph import Graph
    from tests.graph.journeys.worlds import Event

Owned = dict[str, list["Event"]]
QUERIES = 12
PERSONS = Unit.PERSONS


@pytest.mark.parametrize("seed", range(QUERIES))
def test_transitions_and_the_time_between(graph_with_schema: Graph, owned: Owned, seed: int) -> None:
    """Counts, persons, and the ranks of the time between; who is listed made each transition as often as it says."""
    filters = random_filter(random.Random(seed))
    ways = dict(zip(owned, oracle.passing(owned, filters), strict=True))
    between: dict[tuple[str, str], list[int]] = {}
    who: dict[tuple[str, str], Counter[str]] = {}
    for person, way in ways.items():
        for a, b in pairwise(way):
            between.setdefault((a.type, b.type), []).append(b.at - a.at)
            who.setdefault((a.type, b.type), Counter())[person] += 1
    found = intervals(graph_with_schema, filters).rows
    assert {(each.origin, each.target): each.between for each in found} == {pair: Spread.of(sorted(times)) for pair, times in between.items()}
    assert all(each.persons == len(who[each.origin, each.target]) for each in found)
    for each in found[:2]:
        listed = counted.in_transition(graph_with_schema, each.origin, each.target, filters, unit=PERSONS)
        assert {row.id: row.times for row in listed.rows} == who[each.origin, each.target]
        assert listed.total == each.count


@pytest.mark.parametrize("seed", range(QUERIES))
def test_the_step_matrix_and_persons_on_paths(graph_with_schema: Graph, owned: Owned, seed: int) -> None:
    """Each step's cells sum to all; each cell and each path is as large as the list of its persons."""
    chance = random.Random(100 + seed)
    filters, steps, collapse = random_filter(chance), chance.choice([1, 3, 6]), chance.random() < 0.5
    ways = dict(zip(owned, oracle.passing(owned, filters), strict=True))
    kinds = {person: [e.type for i, e in enumerate(way) if not collapse or not i or way[i - 1].type != e.type] for person, way in ways.items() if way}
    expected = Counter((i + 1, way[i] if i < len(way) else None) for way in kinds.values() for i in range(steps))
    found = matrix(graph_with_schema, filters, steps=steps, collapse=collapse)
    assert {(each.step, each.type): each.count for each in found.rows} == expected
    assert found.total == len(kinds)
    for cell in chance.sample(found.rows, min(2, len(found.rows))):
        listed = counted.in_cell(graph_with_schema, (cell.step, cell.type), filters, unit=PERSONS, collapse=collapse)
        assert [row.id for row in listed.rows] == sorted(
            person for person, way in kinds.items() if (way[cell.step - 1] if cell.step <= len(way) else None) == cell.type
        )
    for path in paths(graph_with_schema, filters, steps=steps, collapse=collapse, limit=2).rows:
        listed = counted.on_path(graph_with_schema, path.steps, filters, unit=PERSONS, steps=steps, collapse=collapse)
        assert [row.id for row in listed.rows] == sorted(person for person, way in kinds.items() if tuple(way[:steps]) == path.steps)
        assert listed.total == path.count


def test_journeys_are_counted_by_themselves(graph_with_schema: Graph, owned: Owned) -> None:
    """With unit journeys a person is listed as often as its journeys count."""
    assert owned
    first = paths(graph_with_schema, unit=Unit.JOURNEYS, steps=1).rows[0]
    listed = counted.on_path(graph_with_schema, first.steps, ALL, unit=Unit.JOURNEYS, steps=1, collapse=False)
    assert listed.total == first.count
    with pytest.raises(BadInput, match="1 to 50 steps"):
        matrix(graph_with_schema, steps=0)
