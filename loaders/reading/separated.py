"""Separated values: lines → rows, each with the text it came as."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from loaders.reading.entries import TOO_LONG, Entry
from loaders.reading.headers import delimiter_of, header, named
from loaders.values import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from loaders.mapping import Mapping
    from loaders.reading.lines import Feed

_MARK = "\ufeff"
"""What begins a file in UTF-8, and a line where such files were put together."""

_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
r"""What `\n` is in the dumps of MySQL and PostgreSQL: by itself the reader would make it a plain n."""


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
    # `map`, which goes on after its end: lines are given back there too.
    lines = map(_cleared(delimiter, mapping.escape), feed)
    reader = csv.reader(lines, delimiter=delimiter, escapechar=mapping.escape, skipinitialspace=delimiter != " ", strict=True)
    width, lead, surplus = len(columns), lead_of(mapping, delimiter), _surplus(columns)
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
            if cells[0].strip() == columns[0] and named(cells) == columns:
                yield Entry(number, lead + raw, reason="the header line once more, and no row", columns=columns)
            else:
                yield Entry(number, lead + raw, _row(columns, cells, surplus), columns=columns)
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
    text = _cleared(delimiter, mapping.escape)(raw)
    closed = re.sub(rf'"[ \t]+(?={re.escape(delimiter)}|[\r\n]*$)', '"', text) if delimiter not in " \t" else text
    cells = _cells(closed, mapping, delimiter, skip=True) if closed != text else []
    if len(cells) != len(columns):
        cells = _cells(text, mapping, delimiter, skip=False)
    row = _row(columns, cells, _surplus(columns)) if len(cells) == len(columns) else None
    return Entry(number, lead_of(mapping, delimiter) + raw, row, reason="" if row else reason, columns=columns)


def _cells(text: str, mapping: Mapping, delimiter: str, *, skip: bool) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter, escapechar=mapping.escape, skipinitialspace=skip, strict=True), [])
    except csv.Error:
        return []


def _cleared(delimiter: str, escape: str | None) -> Callable[[str], str]:
    r"""A function from a line to what is read of it: without a byte order mark, with `\N` and `\n` as the databases mean them."""
    if escape is None:
        return lambda line: line[1:] if line[:1] == _MARK else line
    sign, end = re.escape(escape), re.escape(delimiter)
    # A whole cell `\N`, or a sign behind an escape; of two escapes the first takes the second away from what follows.
    marked = re.compile(rf'(?:^|(?<={end}))(?P<quote>"?){sign}N(?P=quote)(?=[{end}\r\n]|$)|{sign}(?P<letter>.)', re.DOTALL)

    def meant(found: re.Match[str]) -> str:
        if found["letter"] is None:
            return f"{found['quote']}{escape}{escape}N{found['quote']}"
        return escape + _LETTERS.get(found["letter"], found["letter"]) if escape == "\\" else found[0]

    def cleared(line: str) -> str:
        text = line.removeprefix(_MARK)
        return marked.sub(meant, text) if escape in text else text

    return cleared


def _surplus(columns: tuple[str, ...]) -> list[tuple[int, str]]:
    """Where a name stands that stands again further on, and what its cell is called instead."""
    return [(place, f"{name} ({place + 1})") for place, name in enumerate(columns) if name in columns[place + 1 :]]


def _row(columns: tuple[str, ...], cells: Sequence[str], surplus: list[tuple[int, str]]) -> dict[str, object]:
    """The cells by name. Of a name that stands twice the last has it; two rows that differ in the others stay apart."""
    row: dict[str, object] = dict(zip(columns, cells, strict=True))
    for place, name in surplus:
        if cells[place] and cells[place] != row[columns[place]]:
            row[name] = cells[place]
    return row


def _reason(error: csv.Error) -> str:
    return TOO_LONG if "field limit" in str(error) else f"not separated values: {error}"
