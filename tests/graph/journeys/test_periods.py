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


def test_figures_equal_the_oracle_and_their_persons(graph_with_schema: Graph, owned: Owned) -> None:
    """Paths, transitions, conversions and stages of both periods, and who is behind each; also under a filter by channel."""
    for filters in (Filter(), Filter(channels=["channel0", "channel2"])):
        comparison = Comparison(FIRST, SECOND, CONVERSIONS, steps=3, limit=1_000)
        found = changes(graph_with_schema, comparison, filters)
        ways = [oracle.passing(owned, Filter(period.since, period.until, filters.types, filters.channels)) for period in (FIRST, SECOND)]
        counts = [Counter(item for way in each if way for item in items([event.type for event in way])) for each in ways]
        assert (found.total, found.other_total) == tuple(sum(bool(way) for way in each) for each in ways)
        assert found.both == sum(bool(a and b) for a, b in zip(*ways, strict=True)) > 0
        told = {(row.kind.value, *row.name): (row.count, row.other_count) for row in found.rows if row.kind is not Kind.STAGE}
        assert told == {item: (counts[0][item], counts[1][item]) for item in counts[0] | counts[1]}
        for period, place in ((FIRST, 0), (SECOND, 1)):
            within = Filter(period.since, period.until, filters.types, filters.channels)
            names = sorted({row.name[0] for row in found.rows if row.kind is Kind.STAGE})
            known = {row.stage: row.count for row in stages(graph_with_schema, names, within).rows}
            assert known == {row.name[0]: (row.count, row.other_count)[place] for row in found.rows if row.kind is Kind.STAGE}
            top = paths(graph_with_schema, within, steps=3, collapse=True, limit=3)
            assert all(told["path", *each.steps][place] == each.count for each in top.rows)
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
