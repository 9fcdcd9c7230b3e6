"""Formats of an export: CSV (lists and maps as JSON within a cell) and JSON Lines, UTF-8, lines ended by a line feed."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.graph import Row

COLUMNS = {
    "members": ("source", "record", "person"),
    "persons": ("person", "name", "kind", "anonymous", "excluded", "traits", "records", "identifiers"),
    "journeys": ("person", "number", "part", "stage", "touchpoints", "steps", "stages", "channels", "at"),
}
"""The columns of every export; they are written even when there is no line."""


def as_csv(rows: Iterable[Row], columns: tuple[str, ...]) -> Iterator[str]:
    """The lines of a CSV file, header first."""
    yield _line(list(columns))
    for row in rows:
        yield _line([_cell(row[column]) for column in columns])


def as_jsonl(rows: Iterable[Row], columns: tuple[str, ...]) -> Iterator[str]:
    """One JSON object a line, keys in the order of the columns."""
    for row in rows:
        yield json.dumps({column: row[column] for column in columns}, ensure_ascii=False, separators=(",", ":"), default=str) + "\n"


FORMATS: dict[str, Callable[[Iterable[Row], tuple[str, ...]], Iterator[str]]] = {"csv": as_csv, "jsonl": as_jsonl}
"""How an export can be written."""


def _cell(value: object) -> object:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _line(cells: list[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
