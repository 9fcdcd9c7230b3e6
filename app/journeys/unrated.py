"""Money without a rate: amounts in a currency that nobody named, or that has no rate on their day. Reports leave it out and say how much. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from app.moments import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator



class LeftOut(NamedTuple):
    """What is left out in one currency, in that currency: `value` is of conversions, less what refunds take back."""

    currency: str
    conversions: int
    refunds: int
    value: float
    cost: float

    def __str__(self) -> str:
        counts = [(self.conversions, "conversion"), (self.refunds, "refund")]
        said = " and ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
        amounts = [f"{said} worth {self.value:,.2f}"] * bool(said) + [f"spend of {self.cost:,.2f}"] * bool(self.cost)
        return f"{' and '.join(amounts)} in {self.currency}"


@dataclass(slots=True)
class _Sum:
    first: int
    conversions: int = 0
    refunds: int = 0
    value: float = 0.0
    cost: float = 0.0


@dataclass(slots=True)
class Unrated:
    """Sums of what is left out, by currency, with the first moment (epoch microseconds) of each."""

    _sums: dict[str, _Sum] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self._sums)

    def outcome(self, currency: str, at: int, value: float, *, refund: bool) -> None:
        """Adds a conversion, or a refund with its negative value."""
        found = self._of(currency, at)
        found.conversions += not refund
        found.refunds += refund
        found.value += value

    def spent(self, currency: str, at: int, cost: float) -> None:
        """Adds spend."""
        self._of(currency, at).cost += cost

    def part(self, properties: dict[str, object]) -> None:
        """Adds what a part of a journey keeps as left out."""
        for at, currency, value, refund in _kept(properties):
            self.outcome(currency, at, value, refund=refund)

    def add(self, other: Unrated) -> None:
        """Adds all that another has."""
        for currency, each in other._sums.items():
            found = self._of(currency, each.first)
            found.conversions, found.refunds = found.conversions + each.conversions, found.refunds + each.refunds
            found.value, found.cost = found.value + each.value, found.cost + each.cost

    def rows(self) -> list[LeftOut]:
        """By currency."""
        return [
            LeftOut(currency, each.conversions, each.refunds, round(each.value, 6), round(each.cost, 6))
            for currency, each in sorted(self._sums.items())
        ]

    def sentence(self) -> str | None:
        """What is left out and how to mend it, every currency named at once; None where nothing is."""
        said = [f"{each}{self._since(each.currency)}" for each in self.rows()]
        return f"Left out: {'; '.join(said)}. Add rates under `rates` in the conversions file." if said else None

    def _of(self, currency: str, at: int) -> _Sum:
        found = self._sums.setdefault(currency, _Sum(at))
        found.first = min(found.first, at)
        return found

    def _since(self, currency: str) -> str:
        return f", which has no rate on {moment(self._sums[currency].first).date()}"


def total(parts: Iterable[dict[str, object]]) -> Unrated:
    """What some parts of journeys leave out together."""
    found = Unrated()
    for part in parts:
        found.part(part)
    return found


def _kept(properties: dict[str, object]) -> Iterator[tuple[int, str, float, bool]]:
    """Moment, currency, value and whether it takes back, of what a stored part of a journey leaves out."""
    names = ("unratedAt", "unratedCurrency", "unratedValue", "unratedRefund")
    places, currencies, values, refunds = (properties.get(name) or () for name in names)
    for place, currency, value, refund in zip(places, currencies, values, refunds, strict=True):  # type: ignore[call-overload] # rows are untyped
        yield properties["at"][place], currency, value, refund  # type: ignore[index] # the same
