"""Naming: cells that name something: a record, an event, a source, a type, an identifier. What names is one text, whole and of visible characters.

A list is several names or none, a number that lost digits is another name, and a word for no value names nothing: none of them may pass for a name.
"""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import orjson

from loaders.characters import bare
from loaders.columns import getter, without_apostrophe
from loaders.keys import joined
from loaders.numbers import EXACT, named_by
from loaders.placeholders import names_nothing
from loaders.times import Unreadable
from loaders.values import BadValue, Refused, meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from loaders.cells import Cell
    from loaders.values import Row, Text


_OPENING = frozenset("[{")
SPECIAL = frozenset("'=[{")
"""What begins a text that may not be the name that it looks like."""


class BadName(Refused):
    """A value names nothing: its raw text and the reason."""

    def __init__(self, what: str, raw: str, reason: str) -> None:
        super().__init__(f"{what} {raw[:80]!r}: {reason}")
        self.raw, self.reason = raw, reason


def name_of(cell: Cell, what: str) -> Text:
    """The cell as the name of something: a text, or None where it is no value. The function raises BadName, which calls it `what`."""
    if cell.value is not None:
        fixed = cell.value
        return lambda _row: fixed
    raw, default = _single(cell.columns[0], what) if len(cell.columns) == 1 else _several(cell, what), cell.default
    if cell.values or cell.others != "keep":
        mean = meaning(cell, names_nothing)
        return lambda row: mean(raw(row))

    def kept(row: Row) -> str | None:
        found = raw(row)
        return default if found is None or names_nothing(found) else found

    return kept


def parts_of(cell: Cell) -> Callable[[Row], Sequence[object]]:
    """The raw names in a cell: those of a JSON list, of a text split at `split`, or one. The function raises BadValue."""
    if cell.value is not None:
        fixed = (cell.value,)
        return lambda _row: fixed
    if len(cell.columns) > 1:
        return _pieces(cell)
    fetch, mark = getter(cell.columns[0]), cell.split

    def found(row: Row) -> Sequence[object]:
        raw = fetch(row)
        if raw is None or raw == "":
            return ()
        if type(raw) is str:
            return raw.split(mark) if mark else (raw,)
        return raw if isinstance(raw, list | tuple) else (raw,)

    return found


def scalar(raw: object) -> str | None:
    """A raw value as a name, without the apostrophe of a spreadsheet.

    Raises Unreadable where it is a list, an object, a fraction or a number whose digits are lost.
    """
    if raw is None or isinstance(raw, str):
        return _text(raw) if raw else None
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, float | Decimal):
        return _whole(raw)
    if isinstance(raw, list | tuple | dict):
        raise Unreadable("a list or an object, where one value is wanted")
    return raw.isoformat() if isinstance(raw, datetime | date) else bare(str(raw)) or None


def _text(raw: str) -> str | None:
    text = without_apostrophe(bare(raw))
    if text[:1] in _OPENING and _is_json(text):
        raise Unreadable("a list or an object, where one value is wanted")
    return text or None


def _is_json(text: str) -> bool:
    """Whether a text is a list or an object that some program wrote into a cell; one without anything in it is no value."""
    try:
        return bool(orjson.loads(text))
    except ValueError:
        return False


def _whole(raw: float | Decimal) -> str | None:
    if math.isnan(raw):
        return None
    if not math.isfinite(raw) or raw != int(raw):
        raise Unreadable("a number with a fraction, or none at all, names nothing")
    if isinstance(raw, float) and abs(raw) > EXACT:
        raise Unreadable("a float too long for its digits: the last ones are lost")
    return str(int(raw))


def _single(column: str, what: str) -> Text:
    fetch = getter(column)

    def found(row: Row) -> str | None:
        raw = fetch(row)
        if type(raw) is str and raw.isascii() and raw.isprintable():
            text = raw.strip()
            if text.isdigit() or (text[:1] not in SPECIAL and not text[:1].isdigit()):
                return text or None
        try:
            return named_by(name) if (name := scalar(raw)) else None
        except Unreadable as error:
            raise BadName(what, str(raw), str(error)) from None

    return found


def _several(cell: Cell, what: str) -> Text:
    singles = [(column, _single(column, what)) for column in cell.columns]

    def found(row: Row) -> str | None:
        parts = [None if (text := read(row)) is None or names_nothing(text) else text for _, read in singles]
        if not any(parts):
            return None
        for (column, _), part in zip(singles, parts, strict=True):
            if part is None:
                raise Refused(f"part {column!r} of the {what} is empty")
        return joined([part for part in parts if part], cell.join)

    return found


def _pieces(cell: Cell) -> Callable[[Row], Sequence[object]]:
    """An identifier of several columns: with a `join` all of them make it, without one they are pieces of one text, such as area and number."""
    several = [getter(each) for each in cell.columns]

    def found(row: Row) -> Sequence[object]:
        raws = [fetch(row) for fetch in several]
        try:
            parts = [None if (text := scalar(raw)) is None or names_nothing(text) else text for raw in raws]
        except Unreadable as error:
            raise BadValue(str(raws), str(error)) from None
        kept = [part for part in parts if part]
        if cell.join and kept and len(kept) < len(parts):
            raise BadValue(str(raws), f"part {cell.columns[parts.index(None)]!r} of it is empty")
        return (joined(kept, cell.join) if cell.join else "".join(kept),) if kept else ()

    return found
