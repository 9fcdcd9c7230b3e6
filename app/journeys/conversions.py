"""Conversions as declared in a file: which steps are one, what they are worth, and which step begins a new journey. Pure."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.errors import BadInput
from app.journeys.documents import MICROSECONDS, Lines, Mistakes, duration, flag, mapping, number, only, optional, read_document, words
from loaders.money import read_currency
from loaders.times import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.journeys.steps import Step

DEFAULT = Path(__file__).with_name("conversions.yaml")
_DAY = 86_400 * MICROSECONDS


class Credit(NamedTuple):
    """One step that converted, or took value back: its position, the conversion's name, its value in the reporting currency.

    Where that has no rate, `rated` is False, and the value is in `currency`, or where that is None in one that nobody named.
    """

    position: int
    name: str
    value: float
    refund: bool
    rated: bool = True
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """One declared conversion. `fixed` is its value; None means the touchpoint's own."""

    name: str
    types: frozenset[str]
    fixed: float | None = None
    once: bool = False
    refunds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Conversions:
    """The declarations. `rates` gives for each currency days since 1970 and rates, by day; `lookback` and `silence` are microseconds."""

    currency: str
    declared: tuple[Conversion, ...]
    rates: Mapping[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)
    lookback: int = 90 * _DAY
    begins: frozenset[str] = frozenset()
    silence: int | None = None

    def credits(self, steps: Sequence[Step]) -> list[Credit]:
        """The conversions and refunds of one journey, in order, also those whose value has no rate."""
        found: list[Credit] = []
        seen: set[str] = set()
        for position, step in enumerate(steps):
            for each in self._of(step.type):
                refund = step.type in each.refunds
                if refund or not (each.once and each.name in seen):
                    found.append(self._credit(position, each, step, refund=refund))
                if not refund:
                    seen.add(each.name)
        return found

    def begins_anew(self, previous: Step, step: Step) -> bool:
        """Whether `step` begins a new journey after `previous`."""
        return step.type in self.begins or (self.silence is not None and step.at - previous.at > self.silence)

    def converts(self, kind: str) -> bool:
        """Whether a touchpoint of this type is a conversion."""
        return any(kind in each.types for each in self.declared)

    @property
    def refunds(self) -> frozenset[str]:
        """The types that take back, of whichever conversion."""
        return frozenset[str]().union(*(each.refunds for each in self.declared))

    def known_rate(self, currency: str | None, at: int) -> float | None:
        """What one unit of `currency` is worth at a moment (epoch microseconds), None where no rate says so; no name means the reporting currency."""
        if not currency or currency == self.currency:
            return 1.0
        known = self.rates.get(currency, ())
        place = bisect_right(known, (at // _DAY, float("inf")))
        return known[place - 1][1] if place else None

    def _of(self, kind: str) -> list[Conversion]:
        return [each for each in self.declared if kind in each.types or kind in each.refunds]

    def _credit(self, position: int, conversion: Conversion, step: Step, *, refund: bool) -> Credit:
        if conversion.fixed is not None and not refund:
            return Credit(position, conversion.name, conversion.fixed, refund)
        value = -abs(step.value or 0.0) if refund else step.value or 0.0
        rate = self.known_rate(step.currency, step.at) if value else 1.0
        if rate is None:
            return Credit(position, conversion.name, value, refund, rated=False, currency=step.currency or None)
        return Credit(position, conversion.name, value * rate, refund)


def read_conversions(path: Path | None = None) -> Conversions:
    """The conversions in a YAML file, by default the shipped one. Raises BadInput naming what is wrong and what would be right."""
    path = path or DEFAULT
    found, lines, wrong = read_document(path, "conversions"), Lines(path), Mistakes()
    wrong.reading(only, found, {"version", "currency", "rates", "lookback", "conversions", "journeys"}, str(path), otherwise=None)
    parts = {name: wrong.mapping(found.get(name) or {}, f"{lines.at(name)}: {name}") for name in ("journeys", "conversions", "rates")}
    journeys, begun = parts["journeys"], f"{lines.at('journeys')}: journeys"
    wrong.reading(only, journeys, {"begins", "silence"}, begun, otherwise=None)
    declared = [
        wrong.reading(_conversion, name, each, f"{lines.at('conversions', name)}: conversion {name}", otherwise=None)
        for name, each in parts["conversions"].items()
    ]
    read = Conversions(
        currency=wrong.reading(_currency, found, lines, otherwise=""),
        declared=tuple(each for each in declared if each is not None),
        rates=_of_currencies(parts["rates"], lines, wrong),
        lookback=wrong.reading(optional, duration, found, "lookback", f"{lines.at('lookback')}: lookback", 90 * _DAY, otherwise=0),
        begins=wrong.reading(optional, words, journeys, "begins", f"{begun}: begins", frozenset[str](), otherwise=frozenset[str]()),
        silence=wrong.reading(optional, duration, journeys, "silence", f"{begun}: silence", None, otherwise=None),
    )
    wrong.tell()
    return read


def _currency(found: dict[str, object], lines: Lines) -> str:
    currency = found.get("currency")
    if not isinstance(currency, str):
        raise BadInput(f"{lines.at('currency')} needs the reporting `currency`, e.g. EUR.")
    return _code(currency, f"{lines.at('currency')}: currency")


def _code(name: str, where: str) -> str:
    try:
        return read_currency(name)
    except Unreadable as error:
        raise BadInput(f"{where} {name!r} is none of ISO 4217; write a code such as EUR.") from error


def _of_currencies(given: dict[str, object], lines: Lines, wrong: Mistakes) -> dict[str, tuple[tuple[int, float], ...]]:
    read = dict[str, tuple[tuple[int, float], ...]]()
    for name, each in given.items():
        where = lines.at("rates", name)
        code = wrong.reading(_code, name, f"{where}: rates: currency", otherwise="")
        if code in read:
            wrong.reading(_twice, code, where, otherwise=None)
        read[code] = wrong.reading(_rates, each, f"{where}: rates of {name}", otherwise=())
    return read


def _twice(code: str, where: str) -> None:
    raise BadInput(f"{where}: rates of {code} stand twice; leave one.")


def _conversion(name: str, value: object, where: str) -> Conversion:
    found, wrong, none = mapping(value, where), Mistakes(), frozenset[str]()
    wrong.reading(only, found, {"types", "value", "once", "refunds"}, where, otherwise=None)
    worth = found.get("value", "field")
    read = Conversion(
        name=name,
        types=wrong.reading(words, found.get("types"), f"{where}: types", otherwise=none),
        fixed=None if worth == "field" else wrong.reading(number, worth, f"{where}: value (or the word `field`)", otherwise=None),
        once=wrong.reading(flag, found.get("once", False), f"{where}: once", otherwise=False),
        refunds=wrong.reading(optional, words, found, "refunds", f"{where}: refunds", none, otherwise=none),
    )
    wrong.tell()
    return read


def _rates(value: object, where: str) -> tuple[tuple[int, float], ...]:
    found = value if isinstance(value, dict) else {}
    if not found or not all(isinstance(day, dt.date) and not isinstance(day, dt.datetime) for day in found):
        raise BadInput(f"{where} needs days with rates, e.g. {{2025-01-01: 1.06}}, not {value!r}.")
    origin = dt.date(1970, 1, 1)
    rates = sorted(((day - origin).days, number(rate, where)) for day, rate in found.items())
    if any(rate <= 0 for _, rate in rates):
        raise BadInput(f"{where} must be greater than zero.")
    return tuple(rates)
