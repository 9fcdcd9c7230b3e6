"""Credit over stored journeys, against an oracle that goes event by event."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.attribution.collection import collect
from app.attribution.identity import compare
from app.attribution.listing import listing
from app.attribution.models import Model, channels_of, prepare
from app.attribution.question import Question
from app.attribution.report import Report, Wish, report
from app.errors import BadInput
from app.journeys.answers import Filter, Unit
from app.journeys.conversions import read_conversions
from tests.graph.attribution.oracle import CONVERTS, LOOKBACK, TAKES_BACK, Done, counts, rated, ways
from tests.graph.journeys.worlds import DAY, START, Event, build, moment, run

if TYPE_CHECKING:
    from app.attribution.ways import Way
    from app.graph import Graph

PERSONS = 40
SPAN = 900
CONVERSIONS = read_conversions()
LATE = START + 2_000 * DAY
"""When one person pays in a currency without a rate."""
CHANNELS = ("ads", "email", "social", "web")
_SPEND = """
UNWIND $rows AS row CREATE (s:Spend {id: row[0], channel: row[1], cost: row[4], currency: row[5]}) SET s.from = date(row[2]), s.to = date(row[3])
"""


def events() -> dict[str, list[Event]]:
    """What every person did, with touchpoints at equal times among it."""
    dice = random.Random(7)
    kinds = ["page_view", "ad_click", "email_click", "purchase", "refund", "policy_started"]
    found: dict[str, list[Event]] = {}
    for person in range(PERSONS):
        first, busy = dice.randrange(SPAN), dice.choice([10, 30, 90, SPAN])
        for number in range(dice.randint(2, 20)):
            kind = dice.choices(kinds, [8, 4, 4, 3, 2, 1])[0]
            at = START + min(SPAN, first + dice.randrange(busy)) * DAY + dice.randrange(3) * 3_600_000_000
            worth = (round(dice.uniform(1, 90), 2), dice.choice(["EUR", "USD", None, "SEK"])) if kind not in kinds[:3] else (None, None)
            actor = dice.choice(["cookie", "email"])
            event = Event(f"t{person:02}-{number:02}", [f"{actor}:{person}"], at, kind, dice.choice(CHANNELS), dice.randrange(2), *worth)
            found.setdefault(f"P-{person:02}", []).append(event)
    found["P-99"] = [Event("late", ["cookie:late"], LATE, "purchase", "web", 0, 5.0, "JPY")]
    return found


WORLD = events()


def done(person: str) -> list[Done]:
    """The touchpoints of a person as the oracle wants them."""
    return [Done(each.at, each.sequence, each.id, each.type, each.channel, each.value, each.currency) for each in WORLD[person]]


@pytest.fixture(scope="module")
def world(_session_graph: Graph) -> Graph:
    """The world, derived, with spend; tests only read it."""
    _session_graph.write("runtime/wipe")
    build(_session_graph, {person: sorted({key for each in found for key in each.actors}) for person, found in WORLD.items()}, list(WORLD_EVENTS))
    rows = [["s1", "ads", "2025-01-01", "2025-01-31", 310.0, "EUR"], ["s2", "tv", "2025-01-31", "2025-02-01", 20.0, "USD"]]
    _session_graph.driver.execute_query(_SPEND, rows=rows)
    run(_session_graph)
    return _session_graph


WORLD_EVENTS = [each for found in WORLD.values() for each in found]


def questions() -> list[Question]:
    """Questions of every kind; none reaches the currency without a rate."""
    dice = random.Random(11)
    found = []
    for number in range(16):
        since = dice.choice([None, moment(START + dice.randrange(SPAN) * DAY)])
        until = moment((START if since is None else START + (since - moment(START)).days * DAY) + dice.randint(1, SPAN) * DAY)
        kinds = dice.choice([None, ["page_view", "ad_click"], ["email_click", "purchase"]])
        channels = dice.choice([None, dice.sample(CHANNELS, 2)])
        names = dice.choice([None, frozenset({"purchase"}), frozenset({"policy"})])
        unit = dice.choice(list(Unit))
        found.append(Question(dice.choice([2, 30, 90]) * DAY, Filter(since, until, kinds, channels), unit, names, own=number % 3 == 0))
    return found


def expected(question: Question) -> list[Way]:
    """The oracle's ways."""
    return [way for person in sorted(WORLD) if person != "P-99" for way in ways(done(person), question, 0)]


def test_ways_are_those_of_the_oracle(world: Graph) -> None:
    """For every question the same ways, to the same conversions, refunds and nothing; and as many persons listed as counted."""
    led = 0
    for asked in questions():
        found = collect(world, asked, CONVERSIONS)
        wanted = Counter(expected(asked))
        assert Counter(replace(way, unit=0) for way in found.ways) == wanted, asked
        led += sum(count for way, count in wanted.items() if way.channels and way.conversions)
        counted = report(world, asked, Wish([Model.LINEAR], replicates=0), CONVERSIONS).counted
        for channel in channels_of(found.ways)[:1]:
            assert listing(world, asked, CONVERSIONS, through=channel).total == counted.channels.get(channel, 0)
        lives = {(life.person, life.journey) for life in found.whose}
        assert counted.all + counted.others == len(lives)
        everyone = listing(world, asked, CONVERSIONS, limit=1_000)
        assert (everyone.total, everyone.next) == (counted.all, None)
        assert sum(each.value for each in everyone.rows) == pytest.approx(sum(way.value for way in expected(asked)))
    assert led > 60


def test_the_report_deals_out_what_happened(world: Graph) -> None:
    """By every model that sums: credit and what no touch led to are all conversions and all value; so it is by the oracle's ways."""
    asked = Question(LOOKBACK, Filter(until=moment(START + SPAN * DAY)))
    found = report(world, asked, Wish([each for each in Model if each is not Model.CUSTOM], replicates=30), CONVERSIONS)
    wanted = expected(asked)
    assert found.total.refunds == sum(not way.conversions and not way.nulls for way in wanted) > 10
    for row in found.rows:
        credit = prepare(row.model, wanted, channels_of(wanted), Wish([]).options).credit()
        touched = [each for each in row.channels if each.channel != "tv"]
        assert [each.conversions for each in touched] == pytest.approx(credit.conversions.tolist(), abs=1e-9)
        assert [each.value for each in touched] == pytest.approx(credit.value.tolist(), abs=1e-9)
        if row.sums:
            assert sum(each.conversions for each in row.channels) + found.unattributed.conversions == pytest.approx(found.total.conversions)
            assert sum(each.value for each in row.channels) + found.unattributed.value == pytest.approx(found.total.value)
        assert all(each.conversions_low <= each.conversions_high for each in row.channels)  # type: ignore[operator] # neither is None


def test_the_file_for_analysts_says_the_same(world: Graph) -> None:
    """The models that need no chain, in Cypher alone: the same conversions, value and persons of every channel, and of what no touch led to."""
    models = [Model.FIRST, Model.LAST, Model.LINEAR, Model.SHAPLEY]
    for asked in questions():
        if asked.unit is Unit.JOURNEYS or asked.own:
            continue
        found = report(world, asked, Wish([*models, Model.PARTICIPATION], replicates=0), CONVERSIONS)
        params = {name: value for name, value in asked.filters.params().items() if name in {"types", "channels", "until"}}
        names = None if asked.names is None else sorted(asked.names)
        refunds = ["refund", "return", "policy_refunded"]
        rows = world.read("attribution/credit", **params, **{"from": asked.since}, lookback=asked.lookback, names=names, refunds=refunds)
        by_channel = {row["channel"]: row for row in rows}
        none = by_channel.pop(None, {"first": 0, "firstValue": 0})
        assert (none["first"], none["firstValue"]) == (found.unattributed.conversions, pytest.approx(found.unattributed.value))
        assert {channel: row["persons"] for channel, row in by_channel.items()} == dict(found.counted.channels)
        for model in found.rows:
            for each in model.channels:
                row = by_channel.get(each.channel, {})
                assert each.conversions == pytest.approx(row.get(model.model, 0))
                assert not model.sums or each.value == pytest.approx(row.get(f"{model.model}Value", 0))


def test_spend_is_that_of_the_days_asked_for(world: Graph) -> None:
    """Each day has its part of the cost, an hour its part of the day, in the reporting currency; a channel nobody came by costs too."""
    asked = Question(LOOKBACK, Filter(dt.datetime(2025, 1, 30, 12, tzinfo=dt.UTC), dt.datetime(2025, 2, 1, tzinfo=dt.UTC)))
    found = report(world, asked, Wish([Model.LAST], replicates=0), CONVERSIONS)
    costs = {each.channel: each for each in found.rows[0].channels}
    assert costs["ads"].cost == pytest.approx(15.0)
    assert costs["tv"].cost == pytest.approx(9.2)
    assert (costs["tv"].return_on_spend, costs["tv"].cost_per_acquisition) == (0, None)
    assert found.cost == pytest.approx(24.2)


def test_spend_of_no_channel(world: Graph) -> None:
    """What a campaign cost without a word by which channel is part of the whole, and no channel bears it."""
    world.driver.execute_query(_SPEND, rows=[["s3", None, "2025-01-10", "2025-01-10", 5.0, "EUR"]])
    asked = Question(LOOKBACK, Filter(dt.datetime(2025, 1, 10, tzinfo=dt.UTC), dt.datetime(2025, 1, 11, tzinfo=dt.UTC)))
    found = report(world, asked, Wish([Model.LAST], replicates=0), CONVERSIONS)
    world.driver.execute_query("MATCH (s:Spend {id: 's3'}) DELETE s")
    assert found.cost == pytest.approx(10.0 + 5.0)
    assert sum(each.cost or 0 for each in found.rows[0].channels) == pytest.approx(10.0)
    assert any("names no channel" in note for note in found.notes)


def test_the_same_question_has_the_same_answer(world: Graph) -> None:
    """Intervals and all, by the seed; another seed moves the intervals and nothing else."""

    def asked(seed: int) -> Report:
        return report(world, Question(LOOKBACK, Filter(until=moment(LATE))), Wish([Model.MARKOV], replicates=20, seed=seed), CONVERSIONS)

    one, again, other = asked(1), asked(1), asked(2)
    assert one == again
    assert one.rows != other.rows
    assert [each.conversions for each in one.rows[0].channels] == [each.conversions for each in other.rows[0].channels]


def left(asked: Question) -> list[tuple[str, int, int, float]]:
    """By currency what the oracle leaves out: conversions, refunds and their value."""
    sums: dict[str, list[float]] = {}
    for each in (each for person in WORLD for each in done(person) if counts(each, asked) and not rated(each)):
        found = sums.setdefault(each.currency or "", [0, 0, 0.0])
        for place, more in enumerate((each.type in CONVERTS, each.type in TAKES_BACK, abs(each.value or 0) * (-1 if each.type in TAKES_BACK else 1))):
            found[place] += more
    return [(name, int(found[0]), int(found[1]), found[2]) for name, found in sorted(sums.items())]


def test_what_has_no_rate_is_left_out_and_told(world: Graph) -> None:
    """Of every question: how many and how much in each currency, all at once; with identity and without it, and where there is no rate for spend."""
    for asked in [*questions(), Question(LOOKBACK)]:
        found = report(world, asked, Wish([Model.LAST], replicates=0), CONVERSIONS)
        wanted = left(asked)
        assert [each[:3] for each in found.left_out] == [each[:3] for each in wanted]
        assert [each.value for each in found.left_out] == pytest.approx([each[3] for each in wanted])
    found = report(world, Question(LOOKBACK), Wish([Model.LAST], replicates=0), CONVERSIONS)
    assert [each.currency for each in found.left_out] == ["JPY", "SEK"]
    assert any("JPY, which has no rate on 2030" in note and "in SEK" in note for note in found.notes)
    apart = compare(world, Question(LOOKBACK), Wish([Model.LAST], replicates=0), CONVERSIONS, {})
    assert apart.after.left_out == found.left_out == apart.before.left_out


def test_spend_without_a_rate_is_left_out_and_told(world: Graph) -> None:
    """Beside what has one, in its own currency."""
    world.driver.execute_query(_SPEND, rows=[["s4", "ads", "2025-01-10", "2025-01-11", 8.0, "SEK"]])
    asked = Question(LOOKBACK, Filter(dt.datetime(2025, 1, 10, tzinfo=dt.UTC), dt.datetime(2025, 1, 11, tzinfo=dt.UTC)))
    found = report(world, asked, Wish([Model.LAST], replicates=0), CONVERSIONS)
    world.driver.execute_query("MATCH (s:Spend {id: 's4'}) DELETE s")
    assert found.cost == pytest.approx(10.0)
    assert [(each.currency, each.cost) for each in found.left_out if each.cost] == [("SEK", 4.0)]


def test_the_same_parameters_give_the_same_baseline(world: Graph) -> None:
    """Whatever is asked, the side with identity is the report: figures, intervals and all."""
    wish = Wish([Model.LINEAR, Model.MARKOV], replicates=20, seed=3)
    for asked in questions()[:8]:
        alone, beside = report(world, asked, wish, CONVERSIONS), compare(world, asked, wish, CONVERSIONS, {})
        assert beside.after == alone
        assert beside.before.replicates == 20


def test_a_look_back_of_nothing(world: Graph) -> None:
    """Nothing could share in a conversion, so it is refused."""
    with pytest.raises(BadInput, match="look-back is nothing"):
        report(world, Question(0), Wish([Model.LAST]), CONVERSIONS)
    with pytest.raises(BadInput, match="at least one"):
        report(world, Question(1), Wish([]), CONVERSIONS)
