"""Packing: gzip and Zstandard are recognised by what a file begins with, not by its name."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from app.errors import BadInput

if TYPE_CHECKING:
    from typing import IO

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BROKEN = (EOFError, gzip.BadGzipFile, zlib.error, zstd.ZstdError)
"""What a damaged packed file raises while it is read."""

_GZIP, _ZSTD, _ZIP, _PARQUET = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"PAR1"
_ARCHIVES = {"csv", "tsv", "jsonl", "json"}


def unpacked(stream: BinaryIO, form: str, name: str) -> BinaryIO:
    """The stream, unpacked if it is packed. Raises BadInput for an archive of files, and for Parquet where text is wanted."""
    reader = stream if hasattr(stream, "peek") else io.BufferedReader(cast("io.RawIOBase", stream))
    head = reader.peek(len(_ZSTD))[: len(_ZSTD)]
    if head.startswith(_GZIP):
        return cast("BinaryIO", gzip.open(cast("IO[bytes]", reader)))
    if head == _ZSTD:
        return cast("BinaryIO", zstd.open(cast("IO[bytes]", reader)))
    if form in _ARCHIVES and head == _ZIP:
        raise BadInput(f"{name} is a zip archive or a workbook; unpack it, or say `format: xlsx` in the mapping.")
    if form in _ARCHIVES and head == _PARQUET:
        raise BadInput(f"{name} is Parquet; say `format: parquet` in the mapping.")
    return reader


def is_packed(head: bytes) -> bool:
    """Whether a file that begins so is packed."""
    return head.startswith((_GZIP, _ZSTD))
