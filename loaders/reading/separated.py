"""Separated values: lines → rows, each with the text it came as."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from loaders.reading.entries import TOO_LONG, Entry
from loaders.reading.headers import delimiter_of, header
from loaders.values import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.mapping import Mapping
    from loaders.reading.lines import Feed


def read_separated(feed: Feed, mapping: Mapping, name: str) -> Iterator[Entry]:
    """The rows of a file, its header read. Raises BadInput where that does not fit the mapping."""
    csv.field_size_limit(LONGEST - 1)
    delimiter = delimiter_of(feed, mapping, name)
    columns = header(feed, mapping, name, delimiter)
    yield from rows_of(feed, mapping, columns, delimiter)


def rows_of(feed: Feed, mapping: Mapping, columns: tuple[str, ...], delimiter: str) -> Iterator[Entry]:
    """The rows of lines with these columns."""
    csv.field_size_limit(LONGEST - 1)
    # A blank before a quote does not hide it; between blanks as delimiters it is an empty cell.
    reader = csv.reader(feed, delimiter=delimiter, escapechar=mapping.escape, skipinitialspace=delimiter != " ", strict=True)
    width, lead = len(columns), lead_of(mapping, delimiter)
    while True:
        feed.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield _second_reading(feed, mapping, columns, delimiter, _reason(error))
            continue
        if feed.broken:
            yield from broken_lines(feed, columns, lead.encode(mapping.encoding))
        if len(cells) == width:
            number, raw = feed.taken[0]
            if len(feed.taken) > 1:
                raw = "".join(text for _, text in feed.taken)
            yield Entry(number, lead + raw, dict(zip(columns, cells, strict=True)), columns=columns)
        elif cells and (len(cells) > 1 or cells[0].strip()):
            yield _second_reading(feed, mapping, columns, delimiter, f"{len(cells)} columns instead of {width}")
    yield from broken_lines(feed, columns, lead.encode(mapping.encoding))


def lead_of(mapping: Mapping, delimiter: str) -> str:
    """What must stand before a row that is read on its own: the `sep=` line of its file, where the mapping does not know the delimiter."""
    return "" if delimiter == (mapping.delimiter or ",") else f"sep={delimiter}\n"


def broken_lines(feed: Feed, columns: tuple[str, ...] = (), lead: bytes = b"") -> Iterator[Entry]:
    """The lines that could not be decoded since this was last asked."""
    for number, raw, reason in feed.broken:
        yield Entry(number, raw.decode(errors="backslashreplace"), reason=reason, columns=columns, broken=lead + raw)
    feed.broken.clear()


def _second_reading(feed: Feed, mapping: Mapping, columns: tuple[str, ...], delimiter: str, reason: str) -> Entry:
    # A quote that is never closed swallows the rows below; only the line it stands on is to blame. After a blank it may be part of the text.
    feed.give_back()
    number, raw = feed.taken[0]
    try:
        cells = next(csv.reader([raw], delimiter=delimiter, escapechar=mapping.escape, strict=True), [])
    except csv.Error:
        cells = []
    row = dict(zip(columns, cells, strict=True)) if len(cells) == len(columns) else None
    return Entry(number, lead_of(mapping, delimiter) + raw, row, reason="" if row else reason, columns=columns)


def _reason(error: csv.Error) -> str:
    return TOO_LONG if "field limit" in str(error) else f"not separated values: {error}"
