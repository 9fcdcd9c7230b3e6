"""Values: a cell of a mapping, compiled once into a function that takes a row and gives a value, or None where there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from loaders.characters import bare, legible
from loaders.columns import ALL, getter, spelled, without_apostrophe
from loaders.facts import Property
from loaders.numbers import read_number, read_whole, typed_number, whole_of
from loaders.placeholders import NOTHING, names_nothing
from loaders.times import Unreadable, moment, read_date, time_reader

if TYPE_CHECKING:
    from loaders.cells import Cell

Row = Mapping[str, object]
"""A row: column name to raw value. Text from separated files; anything that JSON or Parquet can say otherwise."""

Text = Callable[[Row], str | None]
Time = Callable[[Row], int | None]
Value = Callable[[Row], Property | None]

LONGEST = 1_000_000
"""A field of this many characters rejects its row."""

_TIMELY = 20
"""So long is a date with a time of day, the commonest: no word for no value is."""

_FLAGS = {"true": True, "1": True, "yes": True, "y": True, "t": True, "false": False, "0": False, "no": False, "n": False, "f": False}


class Refused(Exception):
    """The row cannot be accepted; the text says why."""


class BadValue(Exception):
    """A value cannot be read: its raw text and the reason. Where it is optional it is set aside, elsewhere it refuses the row."""

    def __init__(self, raw: str, reason: str) -> None:
        super().__init__(reason)
        self.raw, self.reason = raw, reason


def text_of(cell: Cell) -> Text:
    """The cell as text: legible, trimmed, translated by `values`; words for no value are None. The function raises Refused for `others: reject`."""
    if cell.value is not None:
        fixed = cell.value
        return lambda _row: fixed
    raw, default = _joined(cell), cell.default
    if cell.values or cell.others != "keep":
        mean = meaning(cell, NOTHING.__contains__)
        return lambda row: mean(raw(row))

    def kept(row: Row) -> str | None:
        found = raw(row)
        return default if found is None or found in NOTHING else found

    return kept


def meaning(cell: Cell, is_nothing: Callable[[str], bool]) -> Callable[[str | None], str | None]:
    """What a word of the source means by the cell's `values`, `others` and `default`. The function raises Refused for `others: reject`."""
    default, values, others = cell.default, cell.values, cell.others

    def meant(word: str | None) -> str | None:
        known = values.get(word) if word is not None else None
        if known is not None:
            return known
        if word is None or is_nothing(word):
            return default
        if others == "reject":
            raise Refused(f"{word[:80]!r} in column {'+'.join(cell.columns)} is not among the mapping's values")
        return word if others == "keep" else default

    return meant


def time_of(cell: Cell, zone: str | None) -> Time:
    """The cell as epoch microseconds. The function raises BadValue."""
    read = time_reader(cell, zone)
    fetch: Callable[[Row], object] = getter(cell.columns[0]) if len(cell.columns) == 1 else _joined(cell)
    fixed = cell.value or cell.default

    def found(row: Row) -> int | None:
        raw = fetch(row) if cell.columns else None
        if raw is None or (type(raw) is str and len(raw) < _TIMELY and (not (text := bare(raw)) or names_nothing(text))):
            raw = fixed
        if raw is None:
            return None
        try:
            return read(raw)
        except Unreadable as error:
            raise BadValue(str(raw), str(error)) from None

    return found


def value_of(cell: Cell, zone: str | None, decimal: str | None = None) -> Value:
    """The cell as a property of its type; `decimal` is the mapping's decimal sign. The function raises BadValue."""
    if cell.kind == "time":
        when = time_of(cell, zone)
        return lambda row: None if (found := when(row)) is None else moment(found).isoformat().replace("+00:00", "Z")
    text = text_of(cell)
    if cell.kind == "text":
        return text
    convert = converter(cell, decimal)
    typed, plain = _TYPED.get(cell.kind), cell.default is None
    fetch = getter(cell.columns[0]) if len(cell.columns) == 1 and not cell.values else None

    def found(row: Row) -> Property | None:
        raw = fetch(row) if fetch else None
        if fetch and plain and (raw is None or raw == ""):
            return None
        try:
            if typed and type(raw) in _NATIVE[cell.kind]:
                return None if raw != raw else typed(raw)  # noqa: PLR0124 - NaN, which is no value and equals nothing
            word = text(row)
            return None if word is None or names_nothing(word) else convert(without_apostrophe(word))
        except Unreadable as error:
            raise BadValue(str(text(row) if raw is None or isinstance(raw, str) else raw), str(error)) from None

    return found


def plain_text(raw: object) -> str | None:
    """A raw value as text, legible, trimmed and in Unicode NFKC; nothing is None. Whole floats lose their point, as ids in JSON and Parquet need."""
    if type(raw) is str and raw.isascii() and raw.isprintable():
        return raw.strip() or None
    return None if raw is None else legible(_spelled(raw)) or None


def _texts(raw: object) -> list[str]:
    return [text for each in (raw if isinstance(raw, list | tuple) else [raw]) if (text := plain_text(each))]


def _spelled(raw: object) -> str:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime | date):
        return raw.isoformat()
    return spelled(raw) if isinstance(raw, dict | list) else str(raw)


def _joined(cell: Cell) -> Text:
    if any(ALL in each.split(".") for each in cell.columns):
        lists = [getter(each) for each in cell.columns]
        return lambda row: cell.join.join(text for each in lists for text in _texts(each(row))) or None
    if len(cell.columns) == 1:
        fetch = getter(cell.columns[0])

        def single(row: Row) -> str | None:
            raw = fetch(row)
            if type(raw) is str and raw.isascii() and raw.isprintable():
                return raw.strip() or None
            return plain_text(raw)

        return single
    several = [getter(each) for each in cell.columns]
    return lambda row: cell.join.join(text for each in several if (text := plain_text(each(row))) and text not in NOTHING) or None


def converter(cell: Cell, decimal: str | None = None) -> Callable[[str], Property]:
    """A function from a text to the cell's type, other than text and time; `decimal` is the mapping's. It raises Unreadable."""
    sign = cell.decimal or decimal
    if cell.kind == "text":
        return str
    if cell.kind == "date":
        return lambda raw: read_date(raw, cell.formats, cell.newest)
    if cell.kind == "flag":
        return _flag
    read = read_whole if cell.kind == "integer" else read_number
    return lambda raw: read(raw, sign)


_TYPED: dict[str, Callable[[Any], Property]] = {
    "integer": whole_of,
    "number": typed_number,
    "date": lambda day: (day.date() if isinstance(day, datetime) else day).isoformat(),
}
_NUMBERS = frozenset((int, float, Decimal))
_NATIVE = {"integer": _NUMBERS, "number": _NUMBERS, "date": frozenset((date, datetime))}
"""What a value may be beside text: JSON, Parquet and workbooks have numbers and dates of their own."""


def _flag(raw: str) -> bool:
    found = _FLAGS.get(raw.casefold())
    if found is None:
        raise Unreadable("neither true nor false")
    return found
