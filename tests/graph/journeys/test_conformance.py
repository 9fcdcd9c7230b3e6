"""Designed against observed over a graph: every figure equals that of plain Python, and is the number of persons listed."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys.alignment import Sign, aligned
from app.journeys.answers import Filter
from app.journeys.conformance import Figure, Whole, conformance, counted_in
from app.journeys.designs import DesignedJourney, DesignedStep
from tests.graph.journeys import oracle
from tests.graph.journeys.test_analysis import random_filter
from tests.graph.journeys.worlds import Event, queries

if TYPE_CHECKING:
    from app.graph import Graph

Owned = dict[str, list[Event]]


def random_design(chance: random.Random) -> DesignedJourney:
    """Two to four steps over types and channels of the random world."""
    steps = [
        DesignedStep(
            f"step {number}",
            "stage",
            frozenset(chance.sample(["type0", "type1", "type2", "type3"], chance.randint(1, 2))),
            frozenset({"channel0", "channel1"}) if chance.random() < 0.3 else None,
            optional=number > 0 and chance.random() < 0.3,
            repeats=chance.random() < 0.4,
        )
        for number in range(chance.randint(2, 4))
    ]
    return DesignedJourney("random", "Random", (), tuple(steps), frozenset({"type4"}) if chance.random() < 0.5 else frozenset())


@pytest.mark.parametrize("seed", range(queries(4)))
def test_figures_equal_the_oracle_and_their_persons(graph_with_schema: Graph, owned: Owned, seed: int) -> None:
    """Totals, signs of each step and unforeseen types, under random designs and filters."""
    chance = random.Random(900 + seed)
    filters, design = random_filter(chance) if seed else Filter(), random_design(chance)
    ways = {
        person: [(event.type, event.channel) for event in way if event.type not in design.besides]
        for person, way in zip(owned, oracle.passing(owned, filters), strict=True)
    }
    seen = {person: aligned(design, way) for person, way in ways.items() if way}
    on = {person: each for person, each in seen.items() if each is not None}
    signs, strays = Counter(sign for each in on.values() for sign in each.signs), Counter(key for each in on.values() for key in each.unforeseen)
    found = conformance(graph_with_schema, design, filters)
    assert (found.total, found.counts[Whole.ON], found.counts[Whole.OFF]) == (len(seen), len(on), len(seen) - len(on))
    assert found.counts[Whole.FITTING] == sum(not each.cost for each in on.values())
    assert {(sign, place): count for place, row in enumerate(found.rows) for sign, count in row.counts.items() if count} == dict(signs)
    assert {(each.type, each.passed): each.count for each in found.unforeseen} == dict(strays)
    if not on:
        assert (found.fitness, found.mean) == (None, None)
        return
    assert found.fitness == pytest.approx(1 - sum(each.cost for each in on.values()) / sum(each.worst for each in on.values()))
    assert found.mean == pytest.approx(sum(1 - each.cost / each.worst for each in on.values()) / len(on))
    for row in found.rows:
        parts = (Sign.DONE, Sign.REVERSED, Sign.SKIPPED, Sign.LEFT_OUT)
        assert sum(row.counts[sign] for sign in parts) == len(on)
    sign, place = chance.choice(sorted(signs))
    expected = [
        (Figure(whole=Whole.ON), set(on)),
        (Figure(whole=Whole.OFF), set(seen) - set(on)),
        (Figure(sign=sign, step=place + 1), {person for person, each in on.items() if (sign, place) in each.signs}),
    ]
    for kind, passed in sorted(strays)[:1]:
        expected.append((Figure(type=kind, passed=passed), {person for person, each in on.items() if (kind, passed) in each.unforeseen}))
    for figure, persons in expected:
        listed = counted_in(graph_with_schema, design, figure, filters)
        assert {each.id for each in listed.rows} == persons
        assert listed.total == len(persons)


def test_a_figure_that_is_none_is_refused(graph_with_schema: Graph) -> None:
    """Half a question, two at once, and a step that the design has not."""
    design = random_design(random.Random(1))
    for figure in (Figure(), Figure(sign=Sign.DONE), Figure(whole=Whole.ON, sign=Sign.DONE, step=1), Figure(type="x")):
        with pytest.raises(BadInput, match="Ask for `whole`"):
            counted_in(graph_with_schema, design, figure)
    with pytest.raises(BadInput, match="none of number 9"):
        counted_in(graph_with_schema, design, Figure(sign=Sign.DONE, step=9))
