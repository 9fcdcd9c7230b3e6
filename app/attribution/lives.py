"""A life: what one person, or one journey, did in order, and from it the ways to what was achieved. Pure.

Rules, the same for stored journeys and for those of a world before unification:
- a way to a conversion is every touch before it, no older than the look-back; several conversions of a life have a way each;
- a refund takes back along the way of the latest conversion of its name before it in the same life, else along its own;
- what has no rate is left out of every figure: it is no touch, and a life that converted so is no way to nothing;
- a life without any conversion in the time asked for is one way to nothing: its touches in that time, and those within the look-back before the last;
- a touch is a touchpoint that passes the filters and neither converts nor takes back, unless those are asked for;
- of a way with more than LONGEST touches the last so many count, so that a machine that never sleeps cannot stop a report.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from app.attribution.ways import Way
from app.errors import BadInput
from app.journeys.answers import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.attribution.question import Question


LONGEST = 1_000
"""Touches of a way."""


class Part(NamedTuple):
    """One part of a journey as journeys.cypher gives it: lists in order, `credit_at` and `unrated_at` places in the part.

    `missing` is a sentence that earlier versions kept where a rate was missing; they did not keep what it was missing of.
    """

    number: int
    part: int
    at: list[int]
    steps: list[str]
    channels: list[str]
    credit_at: list[int] | None
    names: list[str] | None
    values: list[float] | None
    unrated_at: list[int] | None = None
    unrated_names: list[str] | None = None
    unrated_values: list[float] | None = None
    unrated_currencies: list[str] | None = None
    missing: str | None = None


class Mark(NamedTuple):
    """A touchpoint that converts or takes back: its place in the life, when, what, its value in the reporting currency.

    Where that has no rate, `rated` is False, and the value is in `currency`.
    """

    place: int
    at: int
    name: str
    value: float
    refund: bool
    rated: bool = True
    currency: str | None = None


@dataclass(slots=True)
class Life:
    """Parallel lists in order, `at` in epoch microseconds; `journey` is a number, or None for all that a person did.

    `missing` are stretches of time in which an earlier version could not tell values.
    """

    person: str
    journey: int | None = None
    anonymous: bool = False
    at: list[int] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    missing: list[tuple[int, int]] = field(default_factory=list)


class Led(NamedTuple):
    """A way, and where it ended: None where it ended at nothing."""

    way: Way
    mark: Mark | None


def lives(person: str, parts: Iterable[Part], unit: Unit, refunds: Mapping[str, frozenset[str]], *, anonymous: bool = False) -> list[Life]:
    """The lives of a person, from the parts of journeys in order. `refunds` gives the types that take back, by conversion."""
    found: dict[int | None, Life] = {}
    for part in parts:
        key = part.number if unit is Unit.JOURNEYS else None
        _join(found.setdefault(key, Life(person, key, anonymous=anonymous)), part, refunds)
    return list(found.values())


def ways(life: Life, question: Question, unit: int) -> list[Led]:
    """The ways of a life to what counts in the time asked for, or its one way to nothing; none where it did nothing then.

    What has no rate is left out (see `left_out`). Raises BadInput where an earlier version left no word of what that is.
    """
    since, until = question.since, question.until
    if not life.at or life.at[-1] < since or life.at[0] >= until:
        return []
    if any(first < until and last >= since for first, last in life.missing):
        raise BadInput("An earlier version has derived journeys without saying which rates they lack; run `throughline unify --full` once.")
    touches = _Touches(life, question)
    counted = _counted(life, question)
    found = [Led(touches.to(_basis(life, mark), mark, unit), mark) for mark in counted if mark.rated]
    if not any(not mark.refund for mark in counted):
        none = touches.to_nothing(since, until, unit)
        found += [Led(none, None)] if none.channels else []
    return found


def left_out(life: Life, question: Question) -> list[Mark]:
    """What would count, but has no rate: it is no part of any figure, and who converted so did not come to nothing."""
    return [mark for mark in _counted(life, question) if not mark.rated]


def _counted(life: Life, question: Question) -> list[Mark]:
    return [mark for mark in life.marks if question.since <= mark.at < question.until and (question.names is None or mark.name in question.names)]


class _Touches:
    """The touchpoints of a life that are touches: places, times and channels, in order."""

    def __init__(self, life: Life, question: Question) -> None:
        types, channels = question.filters.types, question.filters.channels
        outcomes = set() if question.own else {mark.place for mark in life.marks}
        self._question = question
        self._places = [
            place
            for place, (kind, channel) in enumerate(zip(life.types, life.channels, strict=True))
            if place not in outcomes and (types is None or kind in types) and (channels is None or channel in channels)
        ]
        self._times = [life.at[place] for place in self._places]
        self._channels = [life.channels[place] for place in self._places]

    def to(self, basis: Mark, mark: Mark, unit: int) -> Way:
        """The way to `basis`, which leads to what `mark` says."""
        end = bisect_left(self._places, basis.place + self._question.own)
        channels, ages = self._until(end, basis.at)
        return Way(channels, ages, conversions=0.0 if mark.refund else 1.0, value=mark.value, unit=unit)

    def to_nothing(self, since: int, until: int, unit: int) -> Way:
        """The way of a life that came to nothing between two moments."""
        end = bisect_left(self._times, until)
        if not end or self._times[end - 1] < since:
            return Way((), (), conversions=0.0, nulls=1.0, unit=unit)
        channels, ages = self._until(end, self._times[end - 1])
        return Way(channels, ages, conversions=0.0, nulls=1.0, unit=unit)

    def _until(self, end: int, moment: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The touches before the one at `end` that are no older than the look-back at a moment, and their ages then."""
        begin = max(bisect_left(self._times, moment - self._question.lookback, 0, end), end - LONGEST)
        return tuple(self._channels[begin:end]), tuple([moment - at for at in self._times[begin:end]])


def _basis(life: Life, mark: Mark) -> Mark:
    """What a refund takes back, or the mark itself."""
    if mark.refund:
        for each in reversed(life.marks):
            if each.place < mark.place and each.name == mark.name and not each.refund:
                return each
    return mark


def _join(life: Life, part: Part, refunds: Mapping[str, frozenset[str]]) -> None:
    start, found = len(life.at), list[Mark]()
    for rated, columns in ((True, (part.credit_at, part.names, part.values)), (False, (part.unrated_at, part.unrated_names, part.unrated_values))):
        for place, name, value in zip(*(each or () for each in columns), strict=True):
            refund = part.steps[place] in refunds.get(name, frozenset())
            found.append(Mark(start + place, part.at[place], name, value, refund, rated))
    currencies = iter(part.unrated_currencies or ())
    named = [mark if mark.rated else mark._replace(currency=next(currencies) or None) for mark in found]
    life.marks += sorted(named, key=lambda mark: mark.place)
    life.at += part.at
    life.types += part.steps
    life.channels += part.channels
    if part.missing:
        life.missing.append((part.at[0], part.at[-1]))
