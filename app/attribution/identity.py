"""What identity does to attribution: the same report over the same touchpoints, with persons recognised and without.

Without: every identifier is a person of its own. A touchpoint belongs to the identifier of the highest namespace priority that carried it (the
rule of ownership; of equal ones to the smallest key), and journeys, conversions and ways are made of those by the same rules. The difference
of both is the bias that a report has which does not know who is who. What stays unknowable even with persons recognised is told too:
what persons did of whom no record is known, because their touches may be those of somebody else in the report.

Filters by segment and stage say whose touchpoints both sides are made of. Only who is known has traits and a stage, so they are those of the
recognised person on either side, and what differs is what identity does to this segment.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from app.attribution.collection import Collection, led, refunds_of, window
from app.attribution.lives import Part, lives
from app.attribution.report import gather, made
from app.journeys.answers import revision
from app.journeys.sequences import outcomes
from app.journeys.steps import Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.attribution.models import Model
    from app.attribution.question import Question
    from app.attribution.report import ChannelCredit, Report, Wish
    from app.graph import Graph
    from app.journeys.conversions import Conversions

STATEMENT = "attribution/unjoined"
_OUTCOMES = ("creditAt", "creditName", "creditValue", "unratedAt", "unratedName", "unratedValue", "unratedCurrency")
"""The lists of a part of a journey, in the order in which `Part` has them."""


@dataclass(frozen=True, slots=True)
class Bias:
    """A channel's credit by one model without and with identity, and how much the first is too high (or too low, negative).

    `before` and `after` are the rows of both reports, with their intervals; None where the channel has none there.
    """

    model: Model
    channel: str
    conversions_before: float
    conversions_after: float
    conversions_bias: float
    value_before: float
    value_after: float
    value_bias: float
    before: ChannelCredit | None = None
    after: ChannelCredit | None = None


@dataclass(frozen=True, slots=True)
class Unknowable:
    """What identity cannot tell: conversions, and ways to nothing, of persons without a record, with their shares of all."""

    conversions: float
    conversions_share: float | None
    others: int
    others_share: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both reports, the bias of the first by channel, and what stays unknowable in the second.

    `misplaced` is by model the part of conversions, 0 to 1, that the first report gives to another channel, or to none; None where there are
    no conversions, or credit does not sum to them.
    """

    before: Report
    after: Report
    bias: list[Bias]
    misplaced: Mapping[Model, float | None]
    unknowable: Unknowable


def compare(graph: Graph, asked: Question, wish: Wish, conversions: Conversions, priorities: Mapping[str, int]) -> Comparison:
    """The report with and without identity. `priorities` are those of namespaces. Raises BadInput like the report."""
    joined, costs = gather(graph, asked, wish, conversions)
    apart = unjoined(graph, asked, conversions, priorities)
    before, after = made(apart, costs, asked, wish, file=STATEMENT), made(joined, costs, asked, wish)
    bias = list(_bias(before, after))
    return Comparison(before, after, bias, _misplaced(before, bias), _unknowable(joined))


def unjoined(graph: Graph, asked: Question, conversions: Conversions, priorities: Mapping[str, int]) -> Collection:
    """The ways of a world in which every identifier is a person, made of what those persons did whom the filters let pass."""
    params = window(asked)
    found = Collection(revision(graph), params)
    steps: dict[str, list[Step]] = defaultdict(list)
    for row in graph.stream(STATEMENT, **params):
        step = Step(row["at"], row["sequence"], row["id"], row["type"], row["channel"], row["value"], row["currency"])
        steps[_owner(row["actors"], priorities)].append(step)
    refunds = refunds_of(conversions)
    for key in sorted(steps):
        parts = journeys_of(sorted(steps[key]), conversions)
        found.add(lives(key, parts, asked.unit, refunds), asked)
    return found


def journeys_of(steps: Sequence[Step], conversions: Conversions) -> list[Part]:
    """Steps in order as whole journeys, begun anew where declared, with what converted."""
    cuts = [i for i in range(1, len(steps)) if conversions.begins_anew(steps[i - 1], steps[i])]
    found = []
    for number, (begin, end) in enumerate(zip([0, *cuts], [*cuts, len(steps)], strict=True)):
        whole = steps[begin:end]
        earned = outcomes(conversions.credits(whole))
        at, types, channels = ([step.at for step in whole], [step.type for step in whole], [step.channel for step in whole])
        found.append(Part(number, 0, at, types, channels, *(earned[name] for name in _OUTCOMES)))
    return found


def _owner(actors: Sequence[tuple[str, str]], priorities: Mapping[str, int]) -> str:
    best = max(priorities.get(namespace, 0) for namespace, _ in actors)
    return min(key for namespace, key in actors if priorities.get(namespace, 0) == best)


def _bias(before: Report, after: Report) -> list[Bias]:
    found = []
    for one, other in zip(before.rows, after.rows, strict=True):
        then, now = ({each.channel: each for each in side.channels} for side in (one, other))
        for channel in sorted({*then, *now}):
            before_, after_ = then.get(channel), now.get(channel)
            (conversions, value), (right, worth) = ((each.conversions, each.value) if each else (0.0, 0.0) for each in (before_, after_))
            found.append(Bias(one.model, channel, conversions, right, conversions - right, value, worth, value - worth, before_, after_))
    return found


def _misplaced(before: Report, bias: Sequence[Bias]) -> dict[Model, float | None]:
    """Half of all differences is what went to a wrong channel, or to none: the unattributed are told apart by what is left of the total."""
    found: dict[Model, float | None] = {}
    for rows in before.rows:
        own = [each.conversions_bias for each in bias if each.model is rows.model]
        away = (sum(map(abs, own)) + abs(sum(own))) / 2
        found[rows.model] = away / before.total.conversions if before.total.conversions and rows.sums else None
    return found


def _unknowable(found: Collection) -> Unknowable:
    conversions = [(way.conversions, life.anonymous) for way, life, _ in led(found)]
    reached = {(life.person, life.journey) for _, life, _ in led(found)}
    to_nothing = (life for life, mark in zip(found.whose, found.marks, strict=True) if mark is None)
    others = [life.anonymous for life in to_nothing if (life.person, life.journey) not in reached]
    nobody, total = sum(count for count, anonymous in conversions if anonymous), sum(map(itemgetter(0), conversions))
    return Unknowable(nobody, nobody / total if total else None, sum(others), sum(others) / len(others) if others else None)
