"""Versions: which of two contents of one thing is the current one.

The greater version wins, then the greater hash, so that the order of arrival does not matter. Without a version column the last load wins.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from loaders.times import Unreadable, moment, time_reader
from loaders.values import Row, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.cells import Cell

Rank = tuple[int, Decimal, str]
"""What versions are compared by: numbers before times and other words, absent ones first."""

_NOTHING = Decimal(0)
_WIDTH = 26


def version_of(cell: Cell | None, zone: str | None) -> Callable[[Row], str | None]:
    """A function from a row to its version as text; times become ISO 8601 in UTC, so that they compare as text."""
    if cell is None:
        return lambda _row: None
    text = text_of(cell)
    read = time_reader(cell, zone or "UTC")

    def found(row: Row) -> str | None:
        raw = text(row)
        if raw is None or (not cell.unit and _decimal(raw) is not None):
            return raw
        try:
            return moment(read(raw)).isoformat(timespec="microseconds")[:_WIDTH] + "Z"
        except Unreadable:
            return raw

    return found


def rank(version: str | None) -> Rank:
    """Where a version stands among others."""
    if version is None:
        return (0, _NOTHING, "")
    number = _decimal(version)
    return (2, _NOTHING, version) if number is None else (1, number, version)


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
