"""Readers: a file of a source → rows, one at a time. CSV, TSV, JSON Lines and Parquet, each also gzipped; memory does not grow with the file."""

from __future__ import annotations

import csv
import gzip
import shutil
import sys
import tempfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, BinaryIO, cast

import orjson

from app.errors import BadInput
from loaders.lines import Feed
from loaders.values import LONGEST, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.mapping import Mapping

_ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a file as it came, or why it cannot even be taken apart (then `row` is None)."""

    line: int
    raw: str
    row: Row | None = None
    reason: str = ""
    columns: tuple[str, ...] = ()
    broken: bytes | None = None


def read_file(mapping: Mapping, path: Path) -> Iterator[Entry]:
    """Every row of a file. Raises BadInput when the file is missing, damaged, or has not the columns of the mapping."""
    try:
        with _opened(path) as stream:
            yield from read_stream(mapping, stream, str(path))
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}; check the path.") from None
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BadInput(f"{path} is damaged ({error}); rows before the damage are loaded, get a whole file and load again.") from None


def read_stream(mapping: Mapping, stream: BinaryIO, name: str) -> Iterator[Entry]:
    """Every row of an open file; `name` is for messages."""
    if mapping.format == "parquet":
        yield from _parquet(mapping, stream, name)
    elif mapping.format == "jsonl":
        yield from _jsonl(Feed(stream, mapping.encoding))
    else:
        feed = Feed(stream, mapping.encoding)
        yield from separated(feed, mapping, _header(feed, mapping, name))


def separated(feed: Feed, mapping: Mapping, columns: tuple[str, ...]) -> Iterator[Entry]:
    """The rows of separated lines with these columns."""
    csv.field_size_limit(LONGEST - 1)
    reader = csv.reader(feed, delimiter=mapping.delimiter, strict=True)
    width = len(columns)
    while True:
        feed.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield _refused(feed, columns, _csv_reason(error))
            continue
        if feed.broken:
            yield from _broken(feed, columns)
        if len(cells) == width:
            number, raw = feed.taken[0]
            if len(feed.taken) > 1:
                raw = "".join(text for _, text in feed.taken)
            yield Entry(number, raw, dict(zip(columns, cells, strict=True)), columns=columns)
        elif cells:
            yield _refused(feed, columns, f"{len(cells)} columns instead of {width}")
    yield from _broken(feed, columns)


def read_object(line: int, text: str) -> Entry:
    """One line of JSON as an entry."""
    try:
        row = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        return Entry(line, text, reason=f"no JSON: {error}")
    if not isinstance(row, dict):
        return Entry(line, text, reason="no JSON object: a line must be {…}")
    if len(text) >= LONGEST and _longest(row) >= LONGEST:
        return Entry(line, text, reason=f"a field of {LONGEST:,} characters or more")
    return Entry(line, text, row)


def _jsonl(feed: Feed) -> Iterator[Entry]:
    for text in feed:
        number = feed.taken[0][0]
        feed.taken.clear()
        yield from _broken(feed, ())
        if text.strip():
            yield read_object(number, text.rstrip("\r\n"))
    yield from _broken(feed, ())


def _parquet(mapping: Mapping, stream: BinaryIO, name: str) -> Iterator[Entry]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(stream)
    except (pa.ArrowInvalid, OSError) as error:
        raise BadInput(f"{name} is no Parquet file ({error}); check the mapping's format.") from None
    _check_columns(mapping, tuple(file.schema_arrow.names), name)
    line = 0
    for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
        for row in batch.to_pylist():
            line += 1
            raw = orjson.dumps(row, default=str).decode()
            long = len(raw) >= LONGEST and _longest(row) >= LONGEST
            yield Entry(line, raw, None if long else row, f"a field of {LONGEST:,} characters or more" if long else "")


def _header(feed: Feed, mapping: Mapping, name: str) -> tuple[str, ...]:
    columns = mapping.columns
    if not columns:
        columns = tuple(each.strip() for each in next(csv.reader(feed, delimiter=mapping.delimiter), []))
        if feed.broken:
            raise BadInput(f"The first line of {name} is not {mapping.encoding}; give the mapping the file's `encoding`.")
    if not columns:
        raise BadInput(f"{name} is empty: it has not even a header line; check the file.")
    _check_columns(mapping, columns, name)
    return columns


def _check_columns(mapping: Mapping, columns: tuple[str, ...], name: str) -> None:
    for wanted in mapping.used_columns():
        if wanted not in columns and wanted.split(".")[0] not in columns:
            raise BadInput(f"{mapping.path}: there is no column {wanted!r} in {name}; it has {', '.join(columns)[:500]}.")
        if columns.count(wanted) > 1:
            raise BadInput(f"{name} has two columns {wanted!r}; name them apart, with `columns` in the mapping if need be.")


def _refused(feed: Feed, columns: tuple[str, ...], reason: str) -> Entry:
    # A quote that is never closed swallows the rows below; only the line it stands on is to blame.
    feed.give_back()
    number, raw = feed.taken[0]
    return Entry(number, raw, reason=reason, columns=columns)


def _broken(feed: Feed, columns: tuple[str, ...]) -> Iterator[Entry]:
    for number, raw, reason in feed.broken:
        yield Entry(number, raw.decode(errors="backslashreplace"), reason=reason, columns=columns, broken=raw)
    feed.broken.clear()


def _csv_reason(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a field of {LONGEST:,} characters or more"
    return f"not separated values: {error}"


def _longest(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return max(map(_longest, value.values()), default=0)
    return max(map(_longest, value), default=0) if isinstance(value, list) else 0


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if str(path) == "-":
        yield sys.stdin.buffer
    elif path.suffix != ".gz":
        with path.open("rb") as stream:
            yield stream
    elif ".parquet" in path.suffixes:
        # Parquet is read from its end, which a gzip stream cannot give.
        with gzip.open(path) as packed, tempfile.TemporaryFile() as unpacked:
            shutil.copyfileobj(cast("IO[bytes]", packed), unpacked)
            unpacked.seek(0)
            yield cast("BinaryIO", unpacked)
    else:
        with gzip.open(path) as packed:
            yield cast("BinaryIO", packed)
