"""Parquet: row groups → rows, some thousands at a time. A value that Python cannot hold costs its row, a broken row group itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from app.errors import BadInput
from loaders.columns import spelled
from loaders.reading.entries import TOO_LONG, Damaged, Entry, longest
from loaders.reading.headers import check_columns, named, used_names
from loaders.reading.typed import UNREAD, typed_entry
from loaders.values import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.mapping import Mapping

_ROWS_AT_ONCE = 5_000


def read_parquet(mapping: Mapping, stream: BinaryIO, name: str) -> Iterator[Entry]:
    """Every row of a file. Raises BadInput where it is no Parquet or lacks columns, and Damaged after the last row that can be read."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(stream)
    except (pa.ArrowException, OSError) as error:
        raise BadInput(f"{name} is no Parquet file ({error}); check the mapping's format, or get a whole file.") from None
    columns = named(file.schema_arrow.names)
    check_columns(mapping, columns, name)
    used = used_names(mapping)
    plain = not any(_holds_bytes(each.type) for each in file.schema_arrow)
    line, broken = 0, []
    for group in range(file.num_row_groups):
        try:
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, row_groups=[group]):
                for row, whole in _rows(batch.rename_columns(list(columns))):
                    line += 1
                    yield _plain(line, row) if plain and whole else typed_entry(line, row, used, mapping.encoding)
        except (pa.ArrowException, OSError) as error:
            broken.append(f"row group {group + 1} of {file.num_row_groups}: {error}")
    if broken:
        raise Damaged(f"{name} is damaged ({'; '.join(broken)[:500]})")


def _plain(line: int, row: dict[str, object]) -> Entry:
    raw = spelled(row)
    long = len(raw) >= LONGEST and longest(row) >= LONGEST
    return Entry(line, raw, None if long else row, TOO_LONG if long else "")


def _rows(batch: Any) -> Iterator[tuple[dict[str, object], bool]]:
    """The rows of a batch, and whether all their values could be read."""
    try:
        rows = batch.to_pylist()
    except (OverflowError, ValueError):
        for place in range(batch.num_rows):
            yield {name: _value(batch.column(name)[place]) for name in batch.schema.names}, False
        return
    for row in rows:
        yield row, True


def _value(scalar: Any) -> object:
    try:
        return scalar.as_py()
    except (OverflowError, ValueError) as error:
        return {UNREAD: f"{scalar.type} beyond the calendar ({error})"}


def _holds_bytes(kind: Any) -> bool:
    from pyarrow import types

    if types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind) or types.is_binary_view(kind):
        return True
    if types.is_dictionary(kind) or types.is_run_end_encoded(kind):
        return _holds_bytes(kind.value_type)
    return any(_holds_bytes(kind.field(place).type) for place in range(kind.num_fields))
