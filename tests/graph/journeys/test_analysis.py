from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys.answers import ALL, Filter
from app.journeys.attempts import Design, Step, attempts
from app.journeys.paths import paths
from app.journeys.transitions import transitions
from tests.graph.journeys import oracle
from tests.graph.journeys.worlds import DAY, START, Event, build, moment, random_world, rows, run

if TYPE_CHECKING:
    from app.graph import Graph

QUERIES = 30


def random_filter(chance: random.Random) -> Filter:
    """Any window of the year (often none), some types (often all), some channels (often all)."""
    since = START + chance.randrange(-30 * DAY, 400 * DAY)
    until = since + chance.randrange(1, chance.choice([2, 30, 200]) * DAY)
    if chance.random() < 0.4:  # the very moments of touchpoints, and of what divides pages
        since, until = since // 10**8 * 10**8, until // 10**8 * 10**8 + 10**8
    elif chance.random() < 0.5:  # whole days, which are read from other texts
        since, until = since // DAY * DAY, until // DAY * DAY + DAY
    return Filter(
        since=None if chance.random() < 0.3 else moment(since),
        until=None if chance.random() < 0.3 else moment(max(until, since + 1)),
        types=None if chance.random() < 0.4 else chance.sample([f"type{i}" for i in range(7)], chance.randint(1, 4)),
        channels=None if chance.random() < 0.4 else chance.sample([f"channel{i}" for i in range(4)], chance.randint(1, 2)),
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_paths_and_transitions_equal_the_oracle(graph: Graph, seed: int) -> None:
    """Under random filters every count is the one that plain Python finds, and the sums hold."""
    owned: dict[str, list[Event]] = random_world(graph, seed)
    run(graph)
    chance = random.Random(seed)
    for filters in (ALL, *(random_filter(chance) for _ in range(QUERIES))):
        ways = oracle.passing(owned, filters)
        found = transitions(graph, filters)
        assert {(each.origin, each.target): each.count for each in found.rows} == oracle.transitions(ways), filters
        steps, collapse = chance.choice([1, 3, 10]), chance.random() < 0.5
        ranked = paths(graph, filters, steps=steps, collapse=collapse, limit=1_000)
        assert {each.steps: each.count for each in ranked.rows} == oracle.paths(ways, steps, collapse=collapse), filters
        assert ranked.total == sum(each.count for each in ranked.rows) == sum(1 for way in ways if way)


def test_days_beyond_the_last_that_has_a_character(graph: Graph) -> None:
    """What happens after 2064 lies on the last day, and stays where only a beginning is given, before that day or after."""
    year = 365.25 * DAY
    owned = {
        "P-early": [Event("t:1", ["cookie:early"], START, "type0")],
        "P-late": [Event("t:2", ["cookie:late"], START, "type1"), Event("t:3", ["cookie:late"], START + int(45 * year), "type2")],
    }
    build(graph, {id_: [f"cookie:{id_[2:]}"] for id_ in owned}, [event for events in owned.values() for event in events])
    run(graph)
    for years in (1, 30, 42):
        filters = Filter(since=moment(START + int(years * year)))
        assert {each.steps: each.count for each in paths(graph, filters).rows} == {("type2",): 1}, filters
        assert oracle.paths(oracle.passing(owned, filters), 10, collapse=False) == {("type2",): 1}
    assert paths(graph, Filter(until=moment(START + int(30 * year)))).total == 2


def test_more_channels_than_a_plane_of_characters(graph: Graph) -> None:
    """Whoever names two thousand channels has figures of each: within days, and in funnels."""
    many = 2_000
    events = [Event(f"w:{i:05}", ["cookie:1"], START + i * 3_600_000_000, "view" if i % 2 else "buy", f"c{i}") for i in range(many)]
    build(graph, {"P-1": ["cookie:1"]}, [*events, Event("x", ["cookie:1"], START - DAY, "view", f"c{many - 1}")])
    run(graph)
    last = Filter(channels=[f"c{many - 2}", f"c{many - 1}"])
    (pair, other) = transitions(graph, last).rows
    assert {(pair.origin, pair.target, pair.count), (other.origin, other.target, other.count)} == {("view", "buy", 1), ("buy", "view", 1)}
    within = Filter(since=moment(events[-2].at), until=moment(events[-1].at), channels=last.channels)
    assert [(each.steps, each.count) for each in paths(graph, within).rows] == [(("buy",), 1)]
    assert attempts(graph, Design((Step(("view",)), Step(("buy",)), Step(("view",)))), last).counts() == [1, 1, 1]


def test_pages_of_paths_follow_each_other(graph: Graph) -> None:
    """Page after page gives each path once, and shown and others are always all persons."""
    random_world(graph, 4)
    run(graph)
    whole = paths(graph, steps=2, limit=1_000)
    found, cursor = [], 0
    while True:
        page = paths(graph, steps=2, limit=7, cursor=cursor)
        assert page.others + sum(each.count for each in page.rows) == page.total == 60
        found += page.rows
        if page.next is None:
            break
        cursor = page.next
    assert found == whole.rows
    assert found == sorted(found, key=lambda each: (-each.count, len(each.steps)))


def test_an_answer_names_unit_revision_and_file(graph: Graph) -> None:
    """So a figure can be made again."""
    random_world(graph, 5, persons=3)
    run(graph)
    rows(graph, "CREATE (:State {name: 'graph', revision: 7})")
    answer = transitions(graph)
    assert (answer.unit, answer.revision, answer.file) == ("persons", 7, "cypher/journeys/transitions.cypher")


def test_nothing_loaded_is_an_empty_answer(graph: Graph) -> None:
    """No persons, no paths, no error."""
    assert transitions(graph).rows == []
    assert (paths(graph).rows, paths(graph).total) == ([], 0)


def test_filters_that_nothing_can_pass_are_refused() -> None:
    """An empty window and an empty list say what to do instead."""
    with pytest.raises(BadInput, match="window is empty"):
        Filter(since=moment(5), until=moment(5)).params()
    with pytest.raises(BadInput, match="leave it out"):
        Filter(types=[]).params()
    with pytest.raises(BadInput, match="no time zone"):
        Filter(since=moment(5).replace(tzinfo=None)).params()
