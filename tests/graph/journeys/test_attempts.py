from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys import asked, funnels
from app.journeys.answers import Filter, Unit, file_of
from app.journeys.attempts import IN_ORDER, Bar, Behind, Design, Order, Step, attempts, behind
from app.journeys.funnels import Attempt
from app.journeys.spread import Spread, histogram
from tests.graph.journeys import oracle, oracle_funnels
from tests.graph.journeys.test_analysis import random_filter
from tests.graph.journeys.worlds import DAY, START, Event, build, queries, rows, run

if TYPE_CHECKING:
    from app.graph import Graph

TYPES = [f"type{i}" for i in range(5)]
QUERIES = queries(12)
SEQUENCES = [0, 0, 1, 3, 9]
KINDS = ["page_view", "email_click", "purchase", "ticket_opened"]


def random_design(chance: random.Random) -> Design:
    """Two to four steps and any of the controls."""
    order = chance.choice([Order.ORDERED, Order.ORDERED, Order.STRICT, Order.ANY])
    length, free = chance.randint(2, 4), order is Order.ANY
    kinds = chance.sample(TYPES, length) if free else chance.choices(TYPES, k=length)
    steps = tuple(
        Step(
            types=(kind,) if free or chance.random() < 0.7 else (kind, chance.choice(TYPES)),
            optional=0 < place < length - 1 and chance.random() < 0.4,
            within=None if free or not place or chance.random() < 0.6 else chance.choice([1, 20]) * DAY,
        )
        for place, kind in enumerate(kinds)
    )
    others = [kind for kind in TYPES if not any(kind in step.types for step in steps)]
    bars: tuple[Bar, ...] = ()
    if others and order is not Order.STRICT and chance.random() < 0.6:
        start = 1 if free else chance.randint(1, length - 1)
        bars = (Bar((chance.choice(others),), start, None if free or chance.random() < 0.5 else start + 1),)
    return Design(
        steps=steps,
        order=order,
        attempt=chance.choice([Attempt.BEST, Attempt.BEST, Attempt.FIRST]),
        window=chance.choice([None, 1, 20, 100]),
        bars=bars,
        breakdown=chance.choice([None, "channel"]),
        breakdown_step=chance.randint(1, length),
        period=chance.choice([None, "month"]),
    )


def test_funnels_of_every_kind_equal_the_oracle(graph_with_schema: Graph, owned: dict[str, list[Event]]) -> None:
    """Steps reached, fastest times, groups and cohorts are those of the attempts that plain Python finds; the persons are those counted."""
    graph, chance = graph_with_schema, random.Random(5)
    for _ in range(QUERIES):
        design = random_design(chance)
        design = Design(**{name: getattr(design, name) for name in design.__slots__} | {"window": design.window and design.window * DAY})
        given = random_filter(chance) if chance.random() < 0.6 else Filter()
        filters = Filter(given.since, given.until, None, given.channels)
        tried = {person: oracle_funnels.tries(way, design) for person, way in zip(owned, oracle.passing(owned, filters), strict=True)}
        found = attempts(graph, design, filters)
        last = len(design.steps) - 1
        expected = [{person for person, each in tried.items() if any(place in attempt.hits for attempt in each)} for place in range(last + 1)]
        assert found.counts() == [len(each) for each in expected], (filters, design)
        step = chance.randint(1, last + 1)
        listed = behind(graph, design, Behind(step), filters)
        assert [each.id for each in listed.rows] == sorted(expected[step - 1])
        assert listed.total == found.counts()[step - 1]
        if design.attempt is Attempt.BEST:
            fastest = [min(each.end - each.start for each in tried[person] if last in each.hits) for person in expected[last]]
            assert found.times() == sorted(fastest)
        if design.breakdown is not None and design.attempt is Attempt.BEST and found.rows:
            assert sum(counts[-1] for _, counts in found.by(lambda row: row.value)) == found.counts()[-1]
            value = chance.choice(found.rows).value or ""
            for each in behind(graph, design, Behind(1, value=value), filters).rows:
                assert value in _labels(design, tried[each.id]), (design, each.id)


def _labels(design: Design, tried: list[oracle_funnels.Try]) -> set[str]:
    """The groups that the furthest of a person's attempts would give, of these the soonest."""
    place, best = design.breakdown_step - 1, max((max(each.hits), -each.end) for each in tried)
    return {each.hits[place].channel if place in each.hits else "" for each in tried if (max(each.hits), -each.end) == best}


def crowded(graph: Graph, seed: int) -> dict[str, list[Event]]:
    """Persons who do much at the same moments, in a sequence or in none, and begin new journeys; returns whose each is, in order."""
    chance = random.Random(seed)
    owned: dict[str, list[Event]] = {}
    for number in range(40):
        moments = [
            START + chance.choice([0, 0, 500 * DAY]) + chance.randrange(60) * DAY + chance.choice([0, 1, 7_000_000_001])
            for _ in range(chance.randint(1, 5))
        ]
        owned[f"P-{number}"] = sorted(
            (
                Event(
                    f"t:{number}-{i}",
                    [f"cookie:{number}"],
                    chance.choice(moments),
                    chance.choice(KINDS),
                    chance.choice(["web", "shop"]),
                    chance.choice(SEQUENCES),
                )
                for i in range(chance.randint(1, 14))
            ),
            key=lambda event: (event.at, event.sequence, event.id),
        )
    build(graph, {id_: [f"cookie:{id_[2:]}"] for id_ in owned}, [event for events in owned.values() for event in events])
    run(graph)
    return owned


@pytest.mark.parametrize("seed", [1, 2])
def test_plain_funnels_are_one_thing_wherever_they_are_asked(graph: Graph, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Three statements, one meaning: counts and times of either equal each other, and what plain Python finds; also of each journey by itself."""
    owned, chance, files = crowded(graph, seed), random.Random(seed), set()
    assert rows(graph, "MATCH (j:Journey) WHERE j.number > 0 RETURN j") != []
    for _ in range(QUERIES):
        kinds = [chance.sample(KINDS, chance.choice([1, 1, 1, 2])) for _ in range(chance.choice([2, 2, 3, 4]))]
        design = Design(
            tuple(Step(tuple(each)) for each in kinds),
            attempt=chance.choice(list(Attempt)),
            window=chance.choice([None, 1, 7_000_000_000, 7_000_000_001, DAY, 90 * DAY, 2_000 * DAY]),
        )
        given = random_filter(chance) if chance.random() < 0.5 else Filter()
        filters = Filter(given.since, given.until, None, chance.choice([None, ["web"]]))
        for unit in Unit:
            fast = attempts(graph, design, filters, unit=unit)
            with monkeypatch.context() as patch:
                patch.setattr(funnels, "funnel", lambda *_, **__: None)
                general = attempts(graph, design, filters, unit=unit)
            with monkeypatch.context() as patch:
                patch.setattr(asked, "posted", lambda *_, **__: None)
                pages = attempts(graph, design, filters, unit=unit)
            files.add(fast.file)
            assert (pages.file, general.file) == (file_of(funnels.STATEMENT), file_of(IN_ORDER))
            assert (fast.counts(), fast.times()) == (pages.counts(), pages.times()) == (general.counts(), general.times()), (unit, filters, design)
            for step in (1, len(kinds)):
                assert behind(graph, design, Behind(step), filters, unit=unit).total == fast.counts()[step - 1]
        tried = [oracle_funnels.tries(way, design) for way in oracle.passing(owned, filters)]
        expected = [sum(any(place in attempt.hits for attempt in each) for each in tried) for place in range(len(kinds))]
        assert attempts(graph, design, filters).counts() == expected, (filters, design)
    assert files == {file_of(funnels.FEW), file_of(funnels.STATEMENT)}


@pytest.mark.parametrize(("many", "rough"), [(6, False), (7, True)])
def test_more_order_than_pages_can_tell_is_asked_of_journeys(graph: Graph, *, many: int, rough: bool) -> None:
    """A receipt of many lines at one moment: whatever their number, the last comes after the one before, and not before it."""
    events = [Event(f"t:{i}", ["cookie:1"], START, f"line{i}", sequence=i) for i in range(many)]
    build(graph, {"P-1": ["cookie:1"]}, events)
    run(graph)
    last, before = Step((f"line{many - 1}",)), Step((f"line{many - 2}",))
    found = attempts(graph, Design((before, last)))
    assert (found.counts(), found.times()) == ([1, 1], [0])
    assert attempts(graph, Design((last, before))).counts() == [1, 0]
    assert found.file == file_of(IN_ORDER if rough else funnels.FEW)


@pytest.mark.parametrize(
    "change", ["MATCH (a:Alphabet) SET a.form = null", "MATCH (g:Page) SET g:Stale"], ids=["an earlier form", "not yet gathered"]
)
def test_pages_that_do_not_tell_what_is_now_are_not_asked(graph: Graph, change: str) -> None:
    """After an upgrade, and while a run has written journeys and not yet gathered them, a figure comes from where its persons do."""
    build(graph, {"P-1": ["cookie:1"]}, [Event(f"t:{i}", ["cookie:1"], START + i, kind) for i, kind in enumerate("ab")])
    run(graph)
    rows(graph, change)
    found = attempts(graph, Design((Step(("a",)), Step(("b",)))))
    assert (found.counts(), found.file) == ([1, 1], file_of(IN_ORDER))


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("attempt", Attempt)
def test_before_1970_time_counts_as_after_it(graph: Graph, order: Order, attempt: Attempt) -> None:
    """A customer of long ago gets as far as another, with a window and without."""
    joined, first = -2_000 * DAY, START
    events = [Event("t:1", ["cookie:1"], joined, "joined"), Event("t:2", ["cookie:1"], joined + 3 * DAY, "bought")]
    events += [Event("t:3", ["cookie:2"], joined, "joined"), Event("t:4", ["cookie:2"], first, "bought")]
    build(graph, {"P-1": ["cookie:1"], "P-2": ["cookie:2"]}, events)
    run(graph)
    steps = (Step(("joined",)), Step(("bought",)))
    assert attempts(graph, Design(steps, order, attempt)).counts() == [2, 2]
    within = attempts(graph, Design(steps, order, attempt, window=3 * DAY))
    assert (within.counts()[-1], within.times()) == (1, [3 * DAY])


def test_an_empty_property_is_none(graph: Graph) -> None:
    """Touchpoints with an empty one and those without are one group, and its persons are those counted."""
    events = [Event(f"t:{i}", [f"cookie:{i}"], START, "view", "web" if i > 2 else "") for i in (1, 2, 3)]
    build(graph, {f"P-{i}": [f"cookie:{i}"] for i in (1, 2, 3)}, events)
    rows(graph, "MATCH (t:Touchpoint {id: 't:2'}) REMOVE t.channel")
    run(graph)
    design = Design((Step(("view",)), Step(("bought",))), breakdown="channel")
    assert attempts(graph, design).by(lambda row: row.value) == [("web", [1, 0]), (None, [2, 0])]
    assert behind(graph, design, Behind(1, value="")).total == 2


def test_equal_times_are_in_order_only_where_a_sequence_says_so(graph: Graph) -> None:
    """Two touchpoints of one moment: without a sequence neither comes first."""
    said = [Event("t:1", ["cookie:1"], START, "view", sequence=1), Event("t:2", ["cookie:1"], START, "buy", sequence=2)]
    unsaid = [Event("t:3", ["cookie:2"], START, "view"), Event("t:4", ["cookie:2"], START, "buy")]
    build(graph, {"P-1": ["cookie:1"], "P-2": ["cookie:2"]}, said + unsaid)
    run(graph)
    design = Design((Step(("view",)), Step(("buy",))))
    assert attempts(graph, design).counts() == [2, 1]
    assert attempts(graph, Design((Step(("buy",)), Step(("view",))))).counts() == [2, 0]
    assert [each.id for each in behind(graph, design, Behind(1, dropped=True)).rows] == ["P-2"]
    assert attempts(graph, Design(design.steps, order=Order.ANY), unit=Unit.JOURNEYS).counts() == [2, 2]


@pytest.mark.parametrize(
    ("design", "sentence"),
    [
        (Design((Step(("a",)),)), "2 to 20 steps, not 1"),
        (Design((Step(("a",)), Step(("b",))), window=0), "window of a funnel is empty"),
        (Design((Step(("a",)), Step(("b",), within=0))), "window of a step is empty"),
        (Design((Step(("a",), optional=True), Step(("b",)))), "cannot be optional"),
        (Design((Step(("a",)), Step(("b",))), bars=(Bar(("b",)),)), "both a step and excluded"),
        (Design((Step(("a",)), Step(("b",))), bars=(Bar(("c",), 2, 2),)), "the earlier first"),
        (Design((Step(("a",)), Step(("a",))), order=Order.ANY), "type in common"),
        (Design((Step(("a",)), Step(("b",))), order=Order.STRICT, bars=(Bar(("c",)),)), "strict order"),
        (Design((Step(("a",)), Step(("b",))), breakdown="colour"), "No touchpoint has a property 'colour'; there are at,"),
        (Design((Step(("a",)), Step(("b",))), breakdown="channel", breakdown_step=3), "from step 3"),
        (Design((Step(("a",)), Step(("b",))), period="year"), "cohort is a day"),
    ],
)
def test_funnels_that_make_no_sense_are_refused(graph_with_schema: Graph, design: Design, sentence: str) -> None:
    """Each with a sentence that says what would make sense."""
    with pytest.raises(BadInput, match=sentence):
        attempts(graph_with_schema, design)


def test_times_are_told_by_nearest_rank() -> None:
    """A percentile is one of the durations, and the bins of a histogram sum to all."""
    hours = [each * 3_600_000_000 for each in (1, 2, 3, 4)]
    assert Spread.of(hours) == Spread(4, 3_600, 7_200, 10_800, 14_400)
    assert Spread.of([]).median is None
    assert [(each.above, each.up_to, each.count) for each in histogram(hours)] == [(600, 3_600, 1), (3_600, 21_600, 3)]
    assert histogram([]) == []
