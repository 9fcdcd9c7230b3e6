"""Values: a cell of a mapping, compiled once into a function that takes a row and gives a value, or None where there is none."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from loaders.columns import ALL, bare, getter, spelled
from loaders.facts import Property
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

_FLAGS = {"true": True, "1": True, "yes": True, "y": True, "t": True, "false": False, "0": False, "no": False, "n": False, "f": False}


class Refused(Exception):
    """The row cannot be accepted; the text says why."""


class BadValue(Exception):
    """A value cannot be read: its raw text and the reason. Where it is optional it is set aside, elsewhere it refuses the row."""

    def __init__(self, raw: str, reason: str) -> None:
        super().__init__(reason)
        self.raw, self.reason = raw, reason


def text_of(cell: Cell) -> Text:
    """The cell as text: trimmed, Unicode NFKC, translated by `values`; empty is None. The function raises Refused for `others: reject`."""
    if cell.value is not None:
        fixed = cell.value
        return lambda _row: fixed
    raw = _joined(cell)
    default, values, others = cell.default, cell.values, cell.others
    if not values and others == "keep":
        return lambda row: raw(row) or default

    def translated(row: Row) -> str | None:
        found = raw(row)
        if found is None:
            return default
        known = values.get(found)
        if known is not None:
            return known
        if others == "reject":
            raise Refused(f"{found[:80]!r} in column {'+'.join(cell.columns)} is not among the mapping's values")
        return found if others == "keep" else default

    return translated


def time_of(cell: Cell, zone: str | None) -> Time:
    """The cell as epoch microseconds. The function raises BadValue."""
    read = time_reader(cell, zone)
    fetch: Callable[[Row], object] = getter(cell.columns[0]) if len(cell.columns) == 1 else _joined(cell)
    fixed = cell.value or cell.default

    def found(row: Row) -> int | None:
        raw = fetch(row) if cell.columns else None
        if raw is None or raw == "" or (type(raw) is str and not raw.strip()):
            raw = fixed
        if raw is None:
            return None
        try:
            return read(raw)
        except Unreadable as error:
            raise BadValue(str(raw), str(error)) from None

    return found


def value_of(cell: Cell, zone: str | None) -> Value:
    """The cell as a property of its type. The function raises BadValue."""
    if cell.kind == "time":
        when = time_of(cell, zone)
        return lambda row: None if (found := when(row)) is None else moment(found).isoformat().replace("+00:00", "Z")
    text = text_of(cell)
    if cell.kind == "text":
        return text
    convert = _converter(cell)
    day_of = getter(cell.columns[0]) if cell.kind == "date" and len(cell.columns) == 1 else None

    def found(row: Row) -> Property | None:
        if day_of and isinstance(day := day_of(row), date):
            return (day.date() if isinstance(day, datetime) else day).isoformat()
        raw = text(row)
        if raw is None:
            return None
        try:
            return convert(bare(raw))
        except Unreadable as error:
            raise BadValue(raw, str(error)) from None

    return found


def key_of(cell: Cell) -> Text:
    """The cell as text that names something, without the apostrophe of a spreadsheet."""
    text = text_of(cell)
    return lambda row: bare(found) if (found := text(row)) else None


def parts_of(cell: Cell) -> Callable[[Row], list[str]]:
    """The cell as a list of texts: a JSON list, or text split at `split`, or one value."""
    text = text_of(cell)
    if cell.split is None and len(cell.columns) == 1:
        fetch = getter(cell.columns[0])

        def single(row: Row) -> list[str]:
            raw = fetch(row)
            if isinstance(raw, list | tuple):
                return _texts(raw)
            return [found] if (found := text(row)) else []

        return single
    mark = cell.split
    if mark is None:
        return lambda row: [found] if (found := text(row)) else []
    return lambda row: [each.strip() for each in (text(row) or "").split(mark) if each.strip()]


def plain_text(raw: object) -> str | None:
    """A raw value as text, trimmed and in Unicode NFKC; nothing is None. Whole floats lose their point, as ids in JSON and Parquet need."""
    if type(raw) is str and raw.isascii():
        return raw.strip() or None
    if raw is None:
        return None
    text = _spelled(raw).strip()
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)) or None


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
            if type(raw) is str and raw.isascii():
                return raw.strip() or None
            return plain_text(raw)

        return single
    several = [getter(each) for each in cell.columns]
    return lambda row: cell.join.join(text for each in several if (text := plain_text(each(row)))) or None


def _converter(cell: Cell) -> Callable[[str], Property]:
    if cell.kind == "date":
        return lambda raw: read_date(raw, cell.formats, cell.newest)
    return {"integer": _integer, "number": _real, "flag": _flag}[cell.kind]


def _integer(raw: str) -> int:
    try:
        found = int(raw) if raw.lstrip("+-").isdigit() else int(_whole(float(raw)))
    except (ValueError, OverflowError):
        raise Unreadable("no whole number") from None
    if not -(2**63) <= found < 2**63:
        raise Unreadable("a whole number beyond 64 bits")
    return found


def _whole(found: float) -> float:
    if not found.is_integer():
        raise ValueError
    return found


def _real(raw: str) -> float:
    try:
        found = float(raw)
    except ValueError:
        raise Unreadable("no number; write 1234.5") from None
    if not math.isfinite(found):
        raise Unreadable("no finite number")
    return found


def _flag(raw: str) -> bool:
    found = _FLAGS.get(raw.casefold())
    if found is None:
        raise Unreadable("neither true nor false")
    return found
