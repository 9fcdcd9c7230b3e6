"""Few touchpoints are read one by one from postings, and the answer is the one that all pages give."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.graph import statement
from app.journeys import asked, funnels
from app.journeys import matrix as matrices
from app.journeys import paths as ways
from app.journeys import transitions as moves
from app.journeys.answers import Filter, Unit, compiled, file_of
from app.journeys.attempts import IN_ORDER, Design, Step, attempts
from app.journeys.pages import AT_ONCE, FIRST_DAY, LAST_DAY
from app.journeys.paths import paths
from tests.graph.journeys.worlds import DAY, START, Event, build, moment, random_world, rows, run

if TYPE_CHECKING:
    from app.graph import Graph

QUESTIONS: dict[tuple[str, str], dict[str, Any]] = {
    (ways.FEW, ways.STATEMENT): {"steps": 3, "collapse": True, "skip": 0, "limit": 5},
    (moves.FEW, moves.STATEMENT): {},
    (matrices.FEW, matrices.STATEMENT): {"steps": 4, "collapse": True},
    (funnels.FEW, funnels.STATEMENT): {"steps": [["type0"], ["type1", "type2"]], "window": 30 * DAY, "first": False},
}


def days(chance: random.Random) -> Filter:
    """Any whole days, of one to hundreds, within a week or over several; some types, some channels."""
    since = START // DAY * DAY + chance.randrange(-10, 400) * DAY
    until = since + chance.choice([1, 2, 6, 7, 8, 30, 300]) * DAY
    return Filter(
        since=None if chance.random() < 0.2 else moment(since),
        until=None if chance.random() < 0.2 else moment(until),
        types=None if chance.random() < 0.3 else chance.sample([f"type{i}" for i in range(9)], chance.randint(1, 3)),
        channels=chance.sample([f"channel{i}" for i in range(4)], chance.randint(1, 3)),
    )


def answers(graph: Graph, filters: Filter, names: tuple[str, str], how: dict[str, Any]) -> list[list[object]]:
    """What postings and what pages answer: the columns that both have, without rows that say that there are none."""
    few, many = names
    posted = asked.posted(graph, filters, Unit.PERSONS, few, how)
    assert posted is not None
    paged = asked.paged(graph, compiled(graph, filters, Unit.PERSONS), many, how)
    columns = [field.name for field in statement(many).returns]
    return [
        [[sorted(row[name]) if name == "times" else row[name] for name in columns] for row in made.rows if row["count"]] for made in (posted, paged)
    ]


@pytest.mark.parametrize("names", QUESTIONS, ids=lambda names: names[1].partition("/")[2])
def test_postings_answer_as_pages_do(graph: Graph, names: tuple[str, str]) -> None:
    """Under random filters by whole days, types and channels; also where nothing passes."""
    random_world(graph, 31)
    run(graph)
    chance = random.Random(31)
    empty = 0
    for _ in range(25):
        filters = days(chance)
        if "funnel" in names[0]:
            filters = replace(filters, types=["type0", "type1", "type2"])
        posted, paged = answers(graph, filters, names, QUESTIONS[names])
        assert posted == paged, filters
        empty += not posted
    assert 0 < empty < 25


def test_which_touchpoints_are_asked_of_postings(graph: Graph) -> None:
    """By whole days and of few; of more than is worth it, within days, of journeys, or by an earlier form: of pages. The answer names its file."""
    random_world(graph, 32)
    run(graph)
    few = Filter(types=["type0"])
    assert paths(graph, few).file == "cypher/journeys/paths_postings.cypher"
    assert paths(graph, few, unit=Unit.JOURNEYS).file == paths(graph).file == "cypher/journeys/paths.cypher"
    assert paths(graph, Filter(since=moment(START + 1), types=["type0"])).file == "cypher/journeys/paths.cypher"
    how = QUESTIONS[ways.FEW, ways.STATEMENT]
    assert asked.posted(graph, few, Unit.PERSONS, ways.FEW, how, 1) is None
    assert asked.posted(graph, few, Unit.PERSONS, ways.FEW, how, 100_000) is not None
    before = paths(graph, few).rows
    rows(graph, "MATCH (a:Alphabet) SET a.form = 2")
    assert (paths(graph, few).rows, paths(graph, few).file) == (before, "cypher/journeys/paths.cypher")
    run(graph)
    assert (paths(graph, few).rows, paths(graph, few).file) == (before, "cypher/journeys/paths_postings.cypher")


def test_order_beyond_what_a_character_tells(graph: Graph) -> None:
    """Days before the first and after the last there is, later ones at an earlier time of day; and more at one moment than can be counted."""
    first, last = FIRST_DAY * DAY, (LAST_DAY + 1) * DAY
    early = [first - 9 * DAY + 5, first - 8 * DAY + 3, first - 8 * DAY + 4, first + DAY]
    late = [START, last + DAY + 9, last + 2 * DAY + 8, last + 400 * DAY + 1]
    many = [START] * (AT_ONCE + 2)
    kinds = {"P-1": (early, "bacd"), "P-2": (late, "dcab"), "P-3": (many, "c" * AT_ONCE + "ab")}
    events = [
        Event(f"t:{person}:{i:06}", [f"cookie:{person[2:]}"], at, kind, "web")
        for person, (moments, text) in kinds.items()
        for i, (at, kind) in enumerate(zip(moments, text, strict=True))
    ]
    build(graph, {person: [f"cookie:{person[2:]}"] for person in kinds}, events)
    run(graph)
    found = paths(graph, Filter(channels=["web"]), collapse=True)
    assert {"".join(each.steps): each.count for each in found.rows} == {"bacd": 1, "dcab": 1, "cab": 1}
    assert found.file == "cypher/journeys/paths_postings.cypher"
    neither = attempts(graph, Design((Step(("c",)), Step(("a",)))), Filter(since=moment(START), until=moment(START + DAY)))
    assert (neither.counts(), neither.file) == ([1, 0], file_of(IN_ORDER))
    assert rows(graph, "MATCH (l:Posting) RETURN sum(l.count) AS n") == [{"n": len(events)}]
