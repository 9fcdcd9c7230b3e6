"""Writes rows of a layout as CSV, TSV, JSON Lines or Parquet: empty cells are empty, left out, or null."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Protocol

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from seeds.layouts import Kind, Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from seeds.spill import Row

ENDINGS = {"csv": "csv", "tsv": "tsv", "jsonl": "jsonl", "parquet": "parquet"}
_READ: dict[Kind, Callable[[str], str | int | float]] = {Kind.TEXT: str, Kind.INTEGER: int, Kind.NUMBER: float}
_ARROW = {Kind.TEXT: pa.string(), Kind.INTEGER: pa.int64(), Kind.NUMBER: pa.float64()}


class Writer(Protocol):
    """Takes rows in the order of the layout's columns."""

    def write(self, rows: Sequence[Row]) -> None:
        """Appends rows."""

    def close(self) -> None:
        """Completes the file."""


def writer(layout: Layout, folder: Path, form: str) -> Writer:
    """A writer of `layout` in `folder`, which is made where it is missing; `form` is csv, tsv, jsonl or parquet."""
    path = folder / f"{layout.stem}.{ENDINGS[form]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    if form == "parquet":
        return _Parquet(layout, path)
    return _Json(layout, path) if form == "jsonl" else _Delimited(layout, path, "\t" if form == "tsv" else ",")


class _Delimited:
    def __init__(self, layout: Layout, path: Path, delimiter: str) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file, delimiter=delimiter, lineterminator="\n")
        self._csv.writerow([name for name, _ in layout.columns])

    def write(self, rows: Sequence[Row]) -> None:
        self._csv.writerows(rows)

    def close(self) -> None:
        self._file.close()


class _Json:
    def __init__(self, layout: Layout, path: Path) -> None:
        self._file = path.open("wb")
        self._cells = tuple((*_nested(name), _READ[kind]) for name, kind in layout.columns)

    def write(self, rows: Sequence[Row]) -> None:
        self._file.writelines(orjson.dumps(self._object(row), option=orjson.OPT_APPEND_NEWLINE) for row in rows)

    def _object(self, row: Row) -> dict[str, object]:
        found: dict[str, object] = {}
        inner: dict[str, dict[str, object]] = {}
        for (outer, name, read), cell in zip(self._cells, row, strict=True):
            if not cell:
                continue
            if not outer:
                found[name] = read(cell)
            elif outer in inner:
                inner[outer][name] = read(cell)
            else:
                found[outer] = inner[outer] = {name: read(cell)}
        return found

    def close(self) -> None:
        self._file.close()


def _nested(name: str) -> tuple[str, str]:
    outer, _, inner = name.rpartition(".")
    return outer, inner


class _Parquet:
    def __init__(self, layout: Layout, path: Path) -> None:
        self._kinds = [kind for _, kind in layout.columns]
        self._schema = pa.schema([(name, _ARROW[kind]) for name, kind in layout.columns])
        self._parquet = pq.ParquetWriter(path, self._schema)

    def write(self, rows: Sequence[Row]) -> None:
        columns = [
            pa.array([_READ[kind](cell) if cell else None for cell in cells], _ARROW[kind])
            for kind, cells in zip(self._kinds, zip(*rows, strict=True), strict=True)
        ]
        self._parquet.write_table(pa.Table.from_arrays(columns, schema=self._schema))

    def close(self) -> None:
        self._parquet.close()
