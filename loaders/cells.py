"""Cells: where one value of a row comes from, as a mapping says it.

- `email`: the column of that name (dots reach into nested JSON)
- `{column: dob, format: ["%m/%d/%Y"]}`: with options
- `{column: [first, last]}`: several columns, joined by a space
- `{value: DE}`: the same for every row
"""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.layout import Place, Section

KINDS = ("text", "integer", "number", "flag", "date", "time")
DECIMALS = (",", ".")
UNITS = ("s", "ms", "us")

_KEYS = (
    "column", "value", "default", "values", "others", "format", "unit", "type", "timezone", "newest", "join", "split", "decimal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row. Exactly one of `columns` and `value` is given."""

    line: int
    columns: tuple[str, ...] = ()
    value: str | None = None
    default: str | None = None
    join: str = " "
    split: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    """Words of the source → our words."""
    others: str = "keep"
    """What becomes of words not in `values`: `keep`, `drop` (as if empty) or `reject`."""
    formats: tuple[str, ...] = ()
    unit: str | None = None
    """Unit of a number that is a time: s, ms or us since 1970."""
    kind: str = "text"
    zone: str | None = None
    newest: int = 2029
    """The newest year that a two-digit year can mean."""
    decimal: str | None = None
    """The decimal sign of a number; the mapping's, where the cell has none."""


def read_cell(place: Place, kind: str = "text") -> Cell:
    """A cell from a column name or a section with options. Raises MappingError."""
    if not place.is_section():
        return Cell(line=place.line, columns=(place.text("a column name"),), kind=kind)
    found = place.section("a value", _KEYS)
    columns, value = found.get("column"), found.text("value")
    if (columns is None) == (value is None):
        place.fail("a value needs either `column` or `value`, e.g. {column: email} or {value: web}")
    return Cell(
        line=place.line,
        columns=columns.texts() if columns else (),
        value=value,
        default=found.text("default"),
        join=" " if (join := _raw(found, "join")) is None else join,
        split=_raw(found, "split"),
        values=_values(found),
        others=_word(found, "others", ("keep", "drop", "reject")) or "keep",
        formats=_formats(found),
        unit=_word(found, "unit", UNITS),
        kind=_word(found, "type", KINDS) or kind,
        zone=_zone(found),
        newest=_newest(found),
        decimal=read_decimal(found.get("decimal")),
    )


def key_cell(place: Place) -> Cell:
    """A cell that tells one thing from another. Raises MappingError where nothing would part its columns."""
    cell = read_cell(place)
    if len(cell.columns) > 1 and not cell.join:
        place.fail('a key of several columns needs a `join` that parts them, e.g. {column: [shop, number], join: "/"}')
    return cell


def read_zone(place: Place | None) -> str | None:
    """The name of a time zone, e.g. Europe/Berlin. Raises MappingError where no such zone exists."""
    if place is None:
        return None
    name = place.text("a time zone")
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        place.fail(f"{name!r} is no time zone; use a name like Europe/Berlin or UTC")
    return name


def read_decimal(place: Place | None) -> str | None:
    """The decimal sign of numbers. Raises MappingError."""
    return place.word(DECIMALS) if place else None


def _raw(found: Section, name: str) -> str | None:
    # Not `text`: a separator may be a space.
    place = found.get(name)
    return str(place.node.value) if place else None


def _values(found: Section) -> dict[str, str]:
    place = found.get("values")
    if place is None:
        return {}
    return {name: each.text() for name, each in place.section("`values`").items()}


def _word(found: Section, name: str, choices: tuple[str, ...]) -> str | None:
    place = found.get(name)
    return place.word(choices) if place else None


def _formats(found: Section) -> tuple[str, ...]:
    place = found.get("format")
    if place is None:
        return ()
    for each in place.items():
        if "%" not in each.text("a date format"):
            each.fail(f"{each.text()!r} is no date format; write it like %d.%m.%Y")
        if wrong := _fault(each.text()):
            each.fail(f"{each.text()!r} {wrong}; write it like %d.%m.%Y")
    return place.texts()


def _fault(form: str) -> str:
    """What is wrong with a date format: a sign that means nothing, or no year, for which 1900 would be taken."""
    try:
        datetime.strptime("", form)  # noqa: DTZ007 - only the format is looked at
    except ValueError as error:
        if "directive" in str(error) or "stray" in str(error):
            return f"is no date format ({error})"
    return "" if any(f"%{each}" in form for each in "YyGcx") else "is no date format: it has no year"


def _zone(found: Section) -> str | None:
    return read_zone(found.get("timezone"))


def _newest(found: Section) -> int:
    place = found.get("newest")
    return place.integer() if place else 2029
