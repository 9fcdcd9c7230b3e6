"""Readers: a file of a source → rows, one at a time, whatever its format, packing and encoding. Memory does not grow with the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from loaders.reading.arrays import read_array
from loaders.reading.entries import Damaged, Entry
from loaders.reading.headers import delimiter_of, used_names
from loaders.reading.lines import Feed
from loaders.reading.objects import read_lines, read_object
from loaders.reading.origins import Origin
from loaders.reading.packing import BROKEN
from loaders.reading.parquet import read_parquet
from loaders.reading.separated import read_separated, rows_of
from loaders.reading.shaping import shaped
from loaders.reading.sheets import read_sheet
from loaders.reading.typed import respelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.mapping import Mapping


def read_file(mapping: Mapping, place: Path | Origin) -> Iterator[Entry]:
    """Every row of a file.

    Raises BadInput where it is missing or has not the columns of the mapping, and Damaged, after the last row before the damage, where it cannot be
    read to its end.
    """
    origin = place if isinstance(place, Origin) else Origin(str(place))
    return shaped(_whole(mapping, origin), mapping)


def read_stream(mapping: Mapping, stream: BinaryIO, name: str) -> Iterator[Entry]:
    """Every row of an open file, unpacked, as it stands there; `name` is for messages."""
    if mapping.format == "parquet":
        return read_parquet(mapping, stream, name)
    if mapping.format == "xlsx":
        return read_sheet(mapping, stream, name)
    if mapping.format == "json":
        return read_array(stream, mapping.encoding, mapping.rows, name)
    feed = Feed.of_bytes(stream, mapping.encoding)
    return read_lines(feed) if mapping.format == "jsonl" else read_separated(feed, mapping, name)


def read_again(mapping: Mapping, raw: str, broken: bytes | None, columns: tuple[str, ...]) -> list[Entry]:
    """The rows of a text that was rejected, by the present mapping: one, if nothing is wrong with it."""
    if broken is not None:
        try:
            raw = broken.decode(mapping.encoding)
        except UnicodeDecodeError as error:
            return [Entry(0, raw, reason=f"broken encoding: byte {error.start + 1} is no {mapping.encoding}", columns=columns, broken=broken)]
    return list(shaped(_rows_again(mapping, raw, columns), mapping))


def _rows_again(mapping: Mapping, raw: str, columns: tuple[str, ...]) -> Iterator[Entry]:
    if mapping.format in ("csv", "tsv"):
        feed = Feed.of_text(raw)
        delimiter = delimiter_of(feed, mapping, "a rejected row")
        yield from rows_of(feed, mapping, mapping.columns or columns, delimiter)
        return
    typed = mapping.format in ("parquet", "xlsx")
    for text in raw.split("\n") if mapping.group else [raw.replace("\n", " ")]:
        if text.strip():
            yield respelled(0, text, used_names(mapping), mapping.encoding) if typed else read_object(0, text)


def _whole(mapping: Mapping, origin: Origin) -> Iterator[Entry]:
    try:
        with origin.open(mapping.format) as stream:
            yield from read_stream(mapping, stream, origin.address)
        if origin.cut:
            raise Damaged(origin.cut)
    except BROKEN as error:
        raise Damaged(f"{origin.address} is damaged ({error})") from None
    except OSError as error:
        raise Damaged(f"{origin.address} cannot be read to its end ({error})") from None


__all__ = ["Damaged", "Entry", "read_again", "read_file", "read_stream"]
