"""Headers: the names of a file's columns, and whether they are those that the mapping asks for. Names are compared trimmed and in Unicode NFC."""

from __future__ import annotations

import csv
import re
import unicodedata
from typing import TYPE_CHECKING

from app.errors import BadInput
from loaders.characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.mapping import Mapping
    from loaders.reading.lines import Feed

_SEPARATOR = re.compile(r'"?sep=(.)"?[,;\t]*\s*', re.IGNORECASE | re.DOTALL)
_LINES = re.compile(r"^lines\.(\*|\d+)\.")
_SHOWN = 500
_BEGINNING = 30
_DELIMITERS = (",", ";", "\t", "|")


def named(columns: Iterable[str]) -> tuple[str, ...]:
    """Column names as they are compared: trimmed, without invisible characters."""
    return tuple(unicodedata.normalize("NFC", visible(each)) for each in columns)


def delimiter_of(feed: Feed, mapping: Mapping, name: str) -> str:
    """The delimiter of a file, before its header is read: of its `sep=` line, which is taken away, or the mapping's, or a comma."""
    _skip_blanks(feed)
    first = next(feed, "")
    said = _SEPARATOR.fullmatch(first)
    if said is None:
        feed.give_back(0)
        return mapping.delimiter or ","
    feed.taken.clear()
    if mapping.delimiter and said[1] != mapping.delimiter:
        raise BadInput(f"The first line of {name} says {first.strip()!r} and the mapping `delimiter: {mapping.delimiter!r}`; mend the mapping.")
    return said[1]


def header(feed: Feed, mapping: Mapping, name: str, delimiter: str) -> tuple[str, ...]:
    """The columns of a file of separated values: the mapping's, or those of the first line that is not blank. Raises BadInput."""
    columns = mapping.columns
    if not columns:
        _skip_blanks(feed)
        cells = _cells(feed, mapping, name, delimiter)
        columns = named(cells)
        if feed.broken:
            raise BadInput(f"The first line of {name} is not {mapping.encoding}; give the mapping the file's `encoding`.")
        if any("\0" in each for each in cells):
            raise BadInput(f"The first line of {name} is not {mapping.encoding}: it looks like `encoding: utf-16`; write that into the mapping.")
    if not columns:
        raise BadInput(f"{name} is empty: it has not even a header line; check the file.")
    check_columns(mapping, columns, name, _lines(feed))
    return columns


def check_columns(mapping: Mapping, columns: tuple[str, ...], name: str, remark: str = "") -> None:
    """Raises BadInput where a column that the mapping asks for is missing, or stands twice."""
    for wanted in _wanted(mapping):
        if wanted not in columns and wanted.split(".")[0] not in columns and wanted not in mapping.may_lack:
            shown = _in_one_piece(columns) or f"it has {', '.join(columns)[:_SHOWN]}{remark}"
            raise BadInput(f"{mapping.path}: there is no column {wanted!r} in {name}; {shown}.")
        if columns.count(wanted) > 1:
            raise BadInput(f"{name} has two columns {wanted!r}; name them apart, with `columns` in the mapping if need be.")


def _in_one_piece(columns: tuple[str, ...]) -> str:
    """What a header says of which all is one column: the mapping parts it by a sign that it does not have. The rest of it may be a row."""
    if len(columns) != 1 or not any(sign in columns[0] for sign in _DELIMITERS):
        return ""
    return f"its first line, {columns[0][:_BEGINNING]!r}…, is one column: check that it is the right file, and `format` and `delimiter`"


def used_names(mapping: Mapping) -> frozenset[str]:
    """The names that a row may have for the columns that the mapping reads."""
    wanted = _wanted(mapping)
    return frozenset((*wanted, *(each.split(".")[0] for each in wanted)))


def _wanted(mapping: Mapping) -> tuple[str, ...]:
    used = (*mapping.used_columns(), *mapping.group)
    return tuple(_LINES.sub("", each) for each in used) if mapping.group else used


def _cells(feed: Feed, mapping: Mapping, name: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(feed, delimiter=delimiter, escapechar=mapping.escape, skipinitialspace=delimiter != " ", strict=True), [])
    except csv.Error:
        number, text = feed.taken[0]
        raise BadInput(f"A quote in the header of {name} (line {number}) is not closed: {text.strip()[:_SHOWN]}; mend that line.") from None


def _skip_blanks(feed: Feed) -> None:
    for line in feed:
        if line.strip():
            feed.give_back(0)
            return
        feed.taken.clear()


def _lines(feed: Feed) -> str:
    if len(feed.taken) <= 1:
        return ""
    return f" (its header runs over lines {feed.taken[0][0]} to {feed.taken[-1][0]}: a quote in it may not be closed)"
