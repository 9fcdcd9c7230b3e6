"""Amounts: a value of money and its currency, read together: a sign beside the number is read by the currency of the row.

An amount whose currency cannot be read is no amount: taken without one, it would count in the reporting currency.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.cells import read_cell
from loaders.money import read_amount, read_currency
from loaders.times import Unreadable
from loaders.values import BadValue, converter, text_of, value_of

if TYPE_CHECKING:
    from loaders.cells import Cell
    from loaders.facts import Property
    from loaders.layout import Place
    from loaders.values import Row

Amount = tuple["Property | None", str | None]
Asides = list[tuple[str, str, str]]
_NOTHING: Amount = (None, None)


class AmountReader:
    """Reads the value and the currency of a row; `name` is what its value is called where it is set aside."""

    def __init__(self, value: Cell | None, currency: Cell | None, decimal: str | None, name: str = "value") -> None:
        self._name = name
        self._value = value_of(value, None, decimal) if value else None
        self._text = text_of(value) if value else None
        self._currency = text_of(currency) if currency else None
        self._convert = converter(value, decimal) if value else None

    def read(self, row: Row, asides: Asides) -> Amount:
        """The value and its currency, None where there is none; what cannot be read goes to `asides`."""
        word = self._currency(row) if self._currency else None
        if word is None and self._value is None:
            return _NOTHING
        try:
            currency = read_currency(word) if word else None
        except Unreadable as error:
            asides.append(("currency", word or "", str(error)))
            if self._text and (raw := self._text(row)):
                asides.append((self._name, raw, f"its currency {word!r} cannot be read"))
            return None, None
        if self._value is None:
            return None, currency
        try:
            return self._value(row), currency
        except BadValue as error:
            return self._signed(error, currency, asides)

    def _signed(self, error: BadValue, currency: str | None, asides: Asides) -> Amount:
        """The amount of a text that is no number by itself, but may be one beside the sign of a currency."""
        try:
            number, meant = read_amount(error.raw, currency)
            if meant and self._convert:
                return self._convert(number), meant
        except Unreadable as found:
            asides.append((self._name, error.raw, str(found)))
        else:
            asides.append((self._name, error.raw, error.reason))
        return None, currency


def currency_cell(place: Place) -> Cell:
    """The cell of a currency. Raises MappingError where a word of the mapping is no currency."""
    cell = read_cell(place)
    for word in (cell.value, cell.default, *cell.values.values()):
        try:
            _ = read_currency(word) if word else None
        except Unreadable as error:
            place.fail(f"{word!r} is {error}")
    return cell
