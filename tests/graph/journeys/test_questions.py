"""Every figure equals the one that plain Python finds under random filters, and is the number of persons listed behind it."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys import counted
from app.journeys.answers import ALL, Filter, Unit
from app.journeys.attempts import Behind, Design, Step, attempts, behind
from app.journeys.flows import Course, Group, Passing, flows, on_way, worth
from app.journeys.friction import Hard, Sign, friction, showing
from app.journeys.intervals import intervals
from app.journeys.matrix import matrix
from app.journeys.paths import paths
from app.journeys.precursors import preceded, precursors
from app.journeys.retention import Triangle, retention, returned
from app.journeys.spread import Spread
from tests.graph.journeys import oracle
from tests.graph.journeys.test_analysis import random_filter
from tests.graph.journeys.worlds import DAY, START, Event, build, moment, queries, run

if TYPE_CHECKING:
    from app.graph import Graph

Owned = dict[str, list[Event]]
QUERIES = queries(4)
PERSONS = Unit.PERSONS
REFUNDS = frozenset({"refund", "return"})


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


def begun(at: int, period: str) -> dt.date:
    """The first day of the period of a moment."""
    day = moment(at).date()
    return {"day": day, "week": day - dt.timedelta(days=day.weekday()), "month": day.replace(day=1)}[period]


def later(cohort: dt.date, day: dt.date, period: str) -> int:
    """How many periods lie between two first days."""
    if period == "month":
        return (day.year - cohort.year) * 12 + day.month - cohort.month
    return (day - cohort).days // (7 if period == "week" else 1)


@pytest.mark.parametrize("seed", range(QUERIES))
def test_who_comes_back(graph_with_schema: Graph, owned: Owned, seed: int) -> None:
    """Each cell of the triangle is as large as the list of its persons."""
    chance = random.Random(300 + seed)
    filters = random_filter(chance) if seed % 2 else ALL
    some = [None, ["type1"], ["type2", "type3"]]
    triangle = Triangle(chance.choice(some), chance.choice(some), ("day", "week", "month")[seed % 3])
    cells: dict[tuple[str, int], set[str]] = {}
    for person, way in zip(owned, oracle.passing(owned, filters), strict=True):
        starts = [event.at for event in way if triangle.begins is None or event.type in triangle.begins]
        if starts:
            cohort = begun(starts[0], triangle.period)
            after = [e.at for e in way if e.at > starts[0] and (triangle.returns is None or e.type in triangle.returns)]
            for each in {0, *(later(cohort, begun(at, triangle.period), triangle.period) for at in after)}:
                cells.setdefault((str(cohort), each), set()).add(person)
    found = retention(graph_with_schema, triangle, filters)
    assert {(row.first, after): count for row in found.rows for after, count in row.counts.items()} == {cell: len(who) for cell, who in cells.items()}
    if cells:
        cohort_of, after_of = chance.choice(sorted(cells))
        listed = returned(graph_with_schema, triangle, cohort_of, after_of, filters)
        assert [row.id for row in listed.rows] == sorted(cells[cohort_of, after_of])


@pytest.mark.parametrize("seed", range(QUERIES))
def test_what_comes_before(graph_with_schema: Graph, owned: Owned, seed: int) -> None:
    """Before the first touchpoint asked about, or of others before their latest; each figure is as large as the list of its persons."""
    chance = random.Random(400 + seed)
    days = chance.choice([None, 5, 60])
    cells: dict[tuple[str | None, bool], set[str]] = {}
    for person, way in owned.items():
        first = next((event.at for event in way if event.type == "type1"), None)
        at = way[-1].at if first is None else first
        before = {event.type for event in way if event.at < at and (days is None or at - event.at <= days * DAY)}
        for kind in {None, *before}:
            cells.setdefault((kind, first is not None), set()).add(person)
    found = precursors(graph_with_schema, ["type1"], within=days and days * DAY)
    assert (found.left, found.stayed) == (len(cells[None, True]), len(cells[None, False]))
    assert {each.type: (each.table.some_with, each.table.others_with) for each in found.rows} == {
        kind: (len(cells.get((kind, True), ())), len(cells.get((kind, False), ()))) for kind, _ in cells if kind is not None
    }
    assert [each.probability for each in found.rows] == sorted(each.probability for each in found.rows)
    which = (found.rows[0].type, chance.random() < 0.5)
    listed = preceded(graph_with_schema, ["type1"], which, within=days and days * DAY)
    assert [row.id for row in listed.rows] == sorted(cells.get(which, ()))


def signs(way: list[Event], hard: Hard) -> set[tuple[str, Sign]]:
    """What one person shows at each type."""
    found = {(event.type, Sign.DID) for event in way} | ({(way[-1].type, Sign.STOPPED)} if way else set())
    for i, (a, b) in enumerate(pairwise(way)):
        if a.type == b.type:
            found.add((b.type, Sign.REPEATED))
        elif b.type in {event.type for event in way[:i]}:
            found.add((b.type, Sign.RETURNED))
        if b.at - a.at > hard.wait:
            found.add((a.type, Sign.WAITED))
        if b.type in hard.troubles:
            found.add((a.type, Sign.TROUBLED))
    return found


@pytest.mark.parametrize("seed", range(QUERIES))
def test_where_it_goes_hard(graph_with_schema: Graph, owned: Owned, seed: int) -> None:
    """Every sign at every type is as frequent as the list of its persons is long."""
    chance = random.Random(500 + seed)
    filters, hard = random_filter(chance), Hard(chance.choice([1, 5, 50]) * DAY, ("type2",))
    who: dict[tuple[str, Sign], set[str]] = {}
    for person, way in zip(owned, oracle.passing(owned, filters), strict=True):
        for sign in signs(way, hard):
            who.setdefault(sign, set()).add(person)
    found = friction(graph_with_schema, hard, filters)
    assert {(row.type, sign): count for row in found.rows for sign, count in row.counts.items() if count} == {
        sign: len(each) for sign, each in who.items()
    }
    for sign in chance.sample(sorted(who), min(2, len(who))):
        assert [row.id for row in showing(graph_with_schema, hard, sign, filters).rows] == sorted(who[sign])


def test_journeys_are_counted_by_themselves(graph_with_schema: Graph, owned: Owned) -> None:
    """With unit journeys a person is listed as often as its journeys count."""
    assert owned
    first = paths(graph_with_schema, unit=Unit.JOURNEYS, steps=1).rows[0]
    listed = counted.on_path(graph_with_schema, first.steps, ALL, unit=Unit.JOURNEYS, steps=1, collapse=False)
    assert listed.total == first.count
    with pytest.raises(BadInput, match="1 to 50 steps"):
        matrix(graph_with_schema, steps=0)


def way_of(way: list[Event], course: Course) -> tuple[str, ...] | None:
    """The way of one person, slowly: cut, named, passed over, collapsed, unrolled, shortened."""
    name = {kind: group.name for group in course.groups for kind in group.patterns}
    named = [(name.get(event.type, event.type), event.at) for event in way]
    named = [each for each in named if each[0] not in course.excluded]
    if course.start is not None:
        while named and named[0][0] != course.start:
            named.pop(0)
    if course.end is not None:
        ends = [i for i, each in enumerate(named) if each[0] == course.end and (course.start is None or each[1] > named[0][1])]
        named = named[: ends[0] + 1] if ends else []
    names = [each[0] for each in named]
    if course.collapse:
        names = [each for each, _ in groupby(names)]
    if course.unroll:
        names = [each if (n := names[: i + 1].count(each)) == 1 else f"{each} {n}" for i, each in enumerate(names)]
    return tuple(names[: course.steps] + (["…"] if len(names) > course.steps else [])) if names else None


@pytest.mark.parametrize("seed", range(QUERIES))
def test_ways_equal_the_oracle_and_their_persons_the_funnel(graph_with_schema: Graph, owned: Owned, seed: int) -> None:
    """Shown and others are all; each way is as large as its list; and those from A to B are those of the funnel A > B."""
    chance = random.Random(200 + seed)
    filters = random_filter(chance) if seed % 2 else ALL
    start, end = (None if chance.random() < 0.2 else f"type{chance.randrange(1, 5)}" for _ in range(2))
    course = Course(
        start=start,
        end=end,
        groups=(Group("both", ("type0", "type3")),) if "type3" not in (start, end) else (),
        excluded=chance.choice([(), ("type0",)]),
        collapse=chance.random() < 0.5,
        unroll=chance.random() < 0.5,
        steps=chance.choice([2, 5, 20]),
    )
    ways = dict(zip(owned, oracle.passing(owned, filters), strict=True))
    taken = {person: path for person, way in ways.items() if (path := way_of(way, course))}
    found = flows(graph_with_schema, course, filters, refunds=REFUNDS)
    assert {each.path: each.count for each in found.rows} == Counter(taken.values()), (course, filters)
    for step in (1, 2, 3):
        shown, others, ended = found.at(step, 2)
        assert sum(count for _, count in shown) + others + ended == found.total == len(taken)
        assert sum(count for _, _, count in found.links(step, 2)) == found.total - found.at(step + 1, 2)[2]
    for each in found.rows[:1]:
        listed = on_way(graph_with_schema, course, each.path, filters)
        assert [row.id for row in listed.rows] == sorted(person for person, path in taken.items() if path == each.path)
        step = chance.randrange(1, len(each.path) + 1)
        here, then = each.path[step - 1], each.path[step : step + 1] or None
        passing = on_way(graph_with_schema, course, Passing(step, [here], then), filters)
        assert [row.id for row in passing.rows] == sorted(
            person for person, path in taken.items() if path[step - 1 : step] == (here,) and (then is None or path[step : step + 1] == then)
        )
    if start and end and filters.types is None:
        design = Design((Step((start,)), Step((end,))))
        everyone = on_way(graph_with_schema, course, None, filters)
        assert everyone.total == found.total == attempts(graph_with_schema, design, filters).counts()[1]
        assert [row.id for row in everyone.rows] == [row.id for row in behind(graph_with_schema, design, Behind(2), filters).rows]


def test_ways_know_what_they_are_worth(graph: Graph) -> None:
    """Conversions, value and duration are those of the steps on the way; what comes after it is not on it."""
    bought = [Event("t:1", ["cookie:1"], START, "view"), Event("t:2", ["cookie:1"], START + 2 * 10**6, "purchase", value=10.0, currency="EUR")]
    later = [Event("t:3", ["cookie:1"], START + 9 * 10**6, "purchase", value=5.0, currency="EUR")]
    looked = [Event("t:4", ["cookie:2"], START, "view")]
    build(graph, {"P-1": ["cookie:1"], "P-2": ["cookie:2"]}, bought + later + looked)
    run(graph)
    (found,) = flows(graph, Course(start="view", end="purchase"), refunds=REFUNDS).rows
    assert (found.path, found.count, found.converted, found.value, found.duration.median) == (("view", "purchase"), 1, 1, 10.0, 2.0)
    assert [(each.path, each.value) for each in flows(graph, Course(start="view"), refunds=REFUNDS).rows] == [
        (("view",), 0.0),
        (("view", "purchase", "purchase"), 15.0),
    ]
    with pytest.raises(BadInput, match="which is excluded"):
        flows(graph, Course(start="view", excluded=("v*",)), refunds=REFUNDS)


@pytest.mark.parametrize("value", [None, 0.0, 3.0])
def test_what_only_takes_back_does_not_convert(graph: Graph, value: float | None) -> None:
    """A refund on a way is no conversion, also where nobody says how much went back."""
    back = [Event("t:1", ["cookie:1"], START, "view"), Event("t:2", ["cookie:1"], START + DAY, "refund", value=value, currency="EUR")]
    build(graph, {"P-1": ["cookie:1"]}, back)
    run(graph)
    (found,) = flows(graph, Course(start="view"), refunds=REFUNDS).rows
    assert (found.converted, found.value) == (0, -(value or 0.0))


def test_a_value_without_a_rate_is_not_told(graph: Graph) -> None:
    """Of a way on which somebody bought, or gave back, in a currency without a rate: it is not nothing. Who only looked is worth nothing."""
    bought = [Event("t:1", ["cookie:1"], START, "view"), Event("t:2", ["cookie:1"], START + DAY, "purchase", value=10.0, currency="XTS")]
    back = [Event("t:3", ["cookie:2"], START, "view"), Event("t:4", ["cookie:2"], START + DAY, "refund", value=10.0, currency="XTS")]
    known = [Event("t:5", ["cookie:3"], START, "view"), Event("t:6", ["cookie:3"], START + DAY, "purchase", value=10.0, currency="EUR")]
    build(graph, {"P-1": ["cookie:1"], "P-2": ["cookie:2"], "P-3": ["cookie:3"]}, bought + back + known)
    run(graph)
    found = flows(graph, Course(), refunds=REFUNDS)
    told = {each.path: (each.count, each.converted, each.value) for each in found.rows}
    assert told == {("view", "purchase"): (2, 2, None), ("view", "refund"): (1, 0, None)}
    assert worth(found.rows) is None
    (looked,) = flows(graph, Course(), Filter(types=["view"]), refunds=REFUNDS).rows
    assert worth([looked]) == looked.value == 0.0


def test_who_left_has_left_by_whatever_channel(graph: Graph) -> None:
    """A filter says what may come before, and not who has left: who cancels by phone has not stayed when the web is asked about."""
    cancelled = [Event("t:1", ["cookie:1"], START, "view"), Event("t:2", ["cookie:1"], START + DAY, "cancelled", "phone")]
    stayed = [Event("t:3", ["cookie:2"], START, "view"), Event("t:4", ["cookie:2"], START + DAY, "view")]
    build(graph, {"P-1": ["cookie:1"], "P-2": ["cookie:2"]}, cancelled + stayed)
    run(graph)
    for filters in (Filter(channels=["web"]), Filter(types=["view"]), Filter(types=["view"], channels=["web"])):
        found = precursors(graph, ["cancelled"], filters)
        assert (found.left, found.stayed) == (1, 1)
        assert [(each.type, each.table.some_with, each.table.others_with) for each in found.rows] == [("view", 1, 1)]
        assert [row.id for row in preceded(graph, ["cancelled"], ("view", True), filters).rows] == ["P-1"]
