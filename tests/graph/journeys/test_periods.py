"""Two periods beside each other: every figure is that of plain Python and of the other analyses, and is the number of persons listed."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys.answers import Filter
from app.journeys.paths import paths
from app.journeys.periods import Comparison, Kind, Period, changes, having
from app.profiles.stages import stages
from tests.graph.journeys import oracle
from tests.graph.journeys.worlds import DAY, START, Event, moment

if TYPE_CHECKING:
    from app.graph import Graph

Owned = dict[str, list[Event]]
FIRST, SECOND = (Period(moment(START + begin * DAY), moment(START + (begin + 150) * DAY)) for begin in (160, 0))
CONVERSIONS = {"one": ["type1"], "some": ["type2", "type3"]}


def items(types: list[str]) -> set[tuple[str, ...]]:
    """What a person with these types in a period has."""
    path = tuple([kind for kind, _ in groupby(types)][:3])
    found = {("path", *path)} | {("transition", a, b) for a, b in pairwise(types)}
    return found | {("conversion", name) for name, kinds in CONVERSIONS.items() if not set(kinds).isdisjoint(types)}


@pytest.mark.parametrize("channels", [None, ["channel0", "channel2"]])
def test_figures_equal_the_oracle_and_their_persons(graph_with_schema: Graph, owned: Owned, channels: list[str] | None) -> None:
    """Paths, transitions, conversions and stages of both periods, and who is behind each; also under a filter by channel."""
    filters, comparison = Filter(channels=channels), Comparison(FIRST, SECOND, CONVERSIONS, steps=3, limit=1_000)
    found = changes(graph_with_schema, comparison, filters)
    within = [Filter(period.since, period.until, channels=channels) for period in (FIRST, SECOND)]
    ways = [oracle.passing(owned, each) for each in within]
    counts = [Counter(item for way in each if way for item in items([event.type for event in way])) for each in ways]
    assert [found.total, found.other_total] == [sum(bool(way) for way in each) for each in ways]
    assert found.both == sum(bool(a and b) for a, b in zip(*ways, strict=True)) > 0
    told = {(row.kind.value, *row.name): (row.count, row.other_count) for row in found.rows if row.kind is not Kind.STAGE}
    assert told == {item: (counts[0][item], counts[1][item]) for item in counts[0] | counts[1]}
    seen = {row.name[0]: (row.count, row.other_count) for row in found.rows if row.kind is Kind.STAGE}
    for place, each in enumerate(within):
        known = stages(graph_with_schema, sorted(seen), each).rows
        assert {row.stage: row.count for row in known} == {name: pair[place] for name, pair in seen.items()}
        top = paths(graph_with_schema, each, steps=3, collapse=True, limit=3)
        assert all(told["path", *row.steps][place] == row.count for row in top.rows)
    for row in found.rows[:2]:
        for other, count in ((False, row.count), (True, row.other_count)):
            assert having(graph_with_schema, comparison, (row.kind, row.name, other), filters).total == count
    assert having(graph_with_schema, comparison, (Kind.ALL, (), True), filters).total == found.other_total


def test_periods_that_cannot_be_compared(graph_with_schema: Graph) -> None:
    """One that is empty, two that overlap."""
    with pytest.raises(BadInput, match="overlap"):
        changes(graph_with_schema, Comparison(FIRST, FIRST, {}))
    with pytest.raises(BadInput, match="empty"):
        changes(graph_with_schema, Comparison(FIRST, Period(SECOND.until, SECOND.since), {}))
