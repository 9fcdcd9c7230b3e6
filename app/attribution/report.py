"""The report: who is given credit for what was achieved, by each model asked for, how sure that is, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from app.attribution import collection, intervals, question
from app.attribution.collection import collect, led
from app.attribution.models import DIRECT, Model, Options, channels_of, prepare
from app.attribution.prediction import Prediction, prediction
from app.attribution.spend import STATEMENT as SPEND
from app.attribution.spend import Costs, spend
from app.errors import BadInput
from app.journeys.answers import Answer, file_of
from app.journeys.unrated import Unrated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.attribution.collection import Collection
    from app.attribution.intervals import Bounds
    from app.attribution.models import Credit
    from app.attribution.question import Question
    from app.attribution.ways import Way
    from app.graph import Graph
    from app.journeys.conversions import Conversions
    from app.journeys.unrated import LeftOut


@dataclass(frozen=True, slots=True)
class ChannelCredit:
    """What one model gives one channel. Value and cost are in the reporting currency; low and high are the ends of the interval of 95 percent.

    `share` is that of all conversions; `removal_effect` is Markov's; cost per acquisition and return on spend are None where there is
    nothing to divide by.
    """

    channel: str
    conversions: float
    conversions_low: float | None
    conversions_high: float | None
    share: float | None
    value: float
    value_low: float | None
    value_high: float | None
    removal_effect: float | None
    cost: float | None
    cost_per_acquisition: float | None
    return_on_spend: float | None


@dataclass(frozen=True, slots=True)
class ModelCredit:
    """What one model gives each channel; `sums` says whether that is what happened, no more and no less."""

    model: Model
    sums: bool
    channels: list[ChannelCredit]


class Counted(NamedTuple):
    """How many persons or journeys: by each channel with a way to something, in all, and how many others, of whom only ways to nothing are known.

    Nobody is both in `all` and in `others`; together they are all that a report is made of.
    """

    channels: Mapping[str, int]
    all: int
    others: int


class Sums(NamedTuple):
    """Conversions, their value less what was taken back, and refunds."""

    conversions: float
    value: float
    refunds: int = 0


_NOBODYS = "Some of the spend names no channel: it is part of the whole cost, and no channel bears it."
NOTHING = Sums(0, 0)
NOBODY = Counted({}, 0, 0)


@dataclass(frozen=True, slots=True)
class Report(Answer[ModelCredit]):
    """The models' credit. `unattributed` is of ways without touches: credit of all channels and it together are `total`."""

    total: Sums = NOTHING
    unattributed: Sums = NOTHING
    counted: Counted = NOBODY
    cost: float = 0.0
    spend_file: str = ""
    spend_params: Mapping[str, object] = field(default_factory=dict)
    prediction: Prediction | None = None
    replicates: int = 0
    notes: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which models, with which options, and of how many replicates (None: as many as usual) by which seed the intervals are made."""

    models: Sequence[Model]
    options: Options = field(default_factory=Options)
    replicates: int | None = None
    seed: int = 1


def report(graph: Graph, asked: Question, wish: Wish, conversions: Conversions) -> Report:
    """The credit of every channel that touched somebody, or had spend, in the time asked for. Raises BadInput for what cannot be answered."""
    return made(*gather(graph, asked, wish, conversions), asked, wish)


def gather(graph: Graph, asked: Question, wish: Wish, conversions: Conversions) -> tuple[Collection, Costs]:
    """All that a report is made of: ways, and the cost of channels. Raises BadInput for what cannot be answered."""
    check(graph, asked, wish, conversions)
    return collect(graph, asked, conversions), spend(graph, asked.since, asked.until, conversions, channels=asked.filters.channels)


def check(graph: Graph, asked: Question, wish: Wish, conversions: Conversions) -> None:
    """Raises BadInput for a question that cannot be answered in this graph, or a wish for no model."""
    if not wish.models:
        raise BadInput("No model is asked for; name at least one.")
    question.check(asked, conversions, collection.channels_known(graph), sorted(wish.options.direct - DIRECT))


def made(found: Collection, spent: Costs, asked: Question, wish: Wish, *, file: str = collection.STATEMENT) -> Report:
    """The report on ways that are collected already from the statement in `file`, with the cost of channels."""
    costs, left = spent.channels, Unrated()
    for each in (found.unrated, spent.unrated):
        left.add(each)
    channels = sorted({*channels_of(found.ways), *(channel for channel in costs if channel is not None)})
    prepared = [prepare(model, found.ways, channels, wish.options) for model in wish.models]
    count = intervals.replicates(wish.replicates, prepared)
    bounds: Sequence[Bounds | None] = [None] * len(prepared)
    if count and found.persons:
        bounds = intervals.intervals(prepared, found.ways, found.persons, count=count, seed=wish.seed)
    total = _sums(way for way, _, _ in led(found))
    rows = [
        ModelCredit(model, model.sums, list(_credits(channels, each.credit(), ends, costs, total)))
        for model, each, ends in zip(wish.models, prepared, bounds, strict=True)
    ]
    predicted = prediction(_first(found))
    return Report(
        rows,
        asked.unit,
        found.revision,
        file_of(file),
        found.params,
        total=total,
        unattributed=_sums(way for way, _, _ in led(found) if not way.channels),
        counted=_counted(found),
        cost=fsum(costs.values()),
        spend_file=file_of(SPEND),
        spend_params={"channels": None if asked.filters.channels is None else list(asked.filters.channels)},
        prediction=predicted,
        replicates=count,
        notes=[*_notes(total, predicted, wish, count), *([_NOBODYS] if costs.get(None) else []), *([said] if (said := left.sentence()) else [])],
        left_out=left.rows(),
    )


def _credits(channels: Sequence[str], given: Credit, ends: Bounds | None, costs: Mapping[str | None, float], total: Sums) -> Iterator[ChannelCredit]:
    for place, channel in enumerate(channels):
        conversions, value, cost = float(given.conversions[place]), float(given.value[place]), costs.get(channel)
        yield ChannelCredit(
            channel,
            conversions,
            None if ends is None else float(ends.conversions.low[place]),
            None if ends is None else float(ends.conversions.high[place]),
            conversions / total.conversions if total.conversions else None,
            value,
            None if ends is None else float(ends.value.low[place]),
            None if ends is None else float(ends.value.high[place]),
            None if given.effects is None else float(given.effects[place]),
            cost,
            cost / conversions if cost is not None and conversions > 0 else None,
            value / cost if cost else None,
        )


def _sums(ways: Iterator[Way]) -> Sums:
    found = list(ways)
    return Sums(fsum(way.conversions for way in found), fsum(way.value for way in found), sum(not way.conversions for way in found))


def _counted(found: Collection) -> Counted:
    by_channel: dict[str, set[tuple[str, int | None]]] = {}
    everyone: set[tuple[str, int | None]] = set()
    for way, life, _ in led(found):
        everyone.add((life.person, life.journey))
        for channel in way.channels:
            by_channel.setdefault(channel, set()).add((life.person, life.journey))
    others = {(life.person, life.journey) for life, mark in zip(found.whose, found.marks, strict=True) if mark is None} - everyone
    return Counted({channel: len(lives) for channel, lives in by_channel.items()}, len(everyone), len(others))


def _first(found: Collection) -> Iterator[Way]:
    """Of every life its first way to a conversion, or the one to nothing."""
    seen: set[tuple[str, int | None]] = set()
    for way, life in zip(found.ways, found.whose, strict=True):
        whose = life.person, life.journey
        if (way.conversions or way.nulls) and whose not in seen:
            seen.add(whose)
            yield way


def _notes(total: Sums, predicted: Prediction, wish: Wish, count: int) -> Iterator[str]:
    if not total.conversions:
        yield "There is no conversion in this time under these filters, so no channel has credit for one."
    if predicted.warning:
        yield predicted.warning
    if not count and wish.replicates is None:
        yield "No interval: the Markov chain has too many states for a bootstrap in a request; use a lower order."
    if not all(model.sums for model in wish.models):
        yield "Participation gives every channel on the way the whole of it, so its figures do not sum to what happened."
