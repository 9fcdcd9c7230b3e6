"""Sheets: the rows of a workbook (xlsx, xlsb, xls, ods), with the dates and numbers that its cells are. One sheet is held in memory."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, BinaryIO

from app.errors import BadInput
from loaders.reading.headers import check_columns, named, used_names
from loaders.reading.typed import typed_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.mapping import Mapping
    from loaders.reading.entries import Entry

Cell = int | float | str | bool | time | date | datetime | timedelta

_DIGITS = 10**15
"""A spreadsheet keeps fifteen digits of a number; of a greater one the rest is lost."""


def read_sheet(mapping: Mapping, stream: BinaryIO, name: str) -> Iterator[Entry]:
    """Every row below the header. Raises BadInput for a file that is no workbook, lacks the sheet, or lacks columns."""
    rows = enumerate(_cells(mapping.sheet, stream, name), 1)
    columns = mapping.columns
    if not columns:
        columns = next((named(map(str, cells)) for _, cells in rows if any(each != "" for each in cells)), ())
        while columns and not columns[-1]:
            columns = columns[:-1]
    if not columns:
        raise BadInput(f"{name} is empty: it has not even a header line; check the file and the `sheet`.")
    check_columns(mapping, columns, name)
    used = used_names(mapping)
    for line, cells in rows:
        if any(each != "" for each in cells):
            row = {column: _plain(each) for column, each in zip(columns, cells, strict=False) if column}
            yield typed_entry(line, row, used, mapping.encoding)


def _cells(sheet: str | None, stream: BinaryIO, name: str) -> Iterator[list[Cell]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(stream)
        if sheet is not None and sheet not in book.sheet_names:
            raise BadInput(f"There is no sheet {sheet!r} in {name}; it has {', '.join(book.sheet_names)}.")
        found = book.get_sheet_by_name(sheet) if sheet is not None else book.get_sheet_by_index(0)
    except (CalamineError, OSError) as error:
        raise BadInput(f"{name} is no workbook ({error}); check the mapping's format, or get a whole file.") from None
    yield from found.iter_rows()


def _plain(cell: Cell) -> object:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell) if abs(cell) < _DIGITS else f"{cell:.14E}"
    if isinstance(cell, time | timedelta):
        return str(cell)
    return None if cell == "" else cell
