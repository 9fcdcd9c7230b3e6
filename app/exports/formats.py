"""Formats of an export: CSV (lists and maps as JSON within a cell) and JSON Lines, UTF-8, lines ended by a line feed.

A spreadsheet runs a cell that begins like a formula, and what customers write about themselves ends up in cells. In CSV such a text therefore has
an apostrophe before it. Numbers stay numbers, and the keys of other systems what they are, so that they can be joined by; JSON Lines changes nothing.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from app.graph import Row

COLUMNS = {
    "members": ("source", "record", "person"),
    "persons": ("person", "name", "kind", "anonymous", "excluded", "traits", "records", "identifiers"),
    "journeys": ("person", "number", "part", "stage", "touchpoints", "steps", "stages", "channels", "at"),
}
"""The columns of every export; they are written even when there is no line."""

_KEYS = frozenset({"source", "record", "person"})
# The last four are the first four in full width, which some spreadsheets take for the same.
_FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-][0-9 .]+")


def as_csv(rows: Iterable[Row], columns: tuple[str, ...]) -> Iterator[str]:
    """The lines of a CSV file, header first."""
    yield line(columns)
    for row in rows:
        yield line([row[column] if column in _KEYS else harmless(_cell(row[column])) for column in columns])


def as_jsonl(rows: Iterable[Row], columns: tuple[str, ...]) -> Iterator[str]:
    """One JSON object a line, keys in the order of the columns."""
    for row in rows:
        yield json.dumps({column: row[column] for column in columns}, ensure_ascii=False, separators=(",", ":"), default=str) + "\n"


FORMATS: dict[str, Callable[[Iterable[Row], tuple[str, ...]], Iterator[str]]] = {"csv": as_csv, "jsonl": as_jsonl}
"""How an export can be written."""


def harmless(value: object) -> object:
    """The value of a cell, with an apostrophe before it where a spreadsheet would run it."""
    runs = isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value)
    return f"'{value}" if runs else value


def line(cells: Sequence[object]) -> str:
    """One line of a CSV file."""
    buffer = io.StringIO()
    # The writer puts only those breaks into quotes that its own lines end with, and a reader takes either for the end of a line.
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: object) -> object:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
