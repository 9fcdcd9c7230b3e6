"""Origins: where the bytes of a load are. A file, all files of a folder or a pattern, standard input (`-`), or an address such as https:// or s3://."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from app.errors import BadInput
from loaders.reading.entries import Damaged
from loaders.reading.lines import blocks
from loaders.reading.packing import is_packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from loaders.mapping import Mapping

STANDARD_INPUT = "-"

_ENDINGS = {
    "csv": (".csv", ".txt"),
    "tsv": (".tsv", ".tab", ".txt"),
    "jsonl": (".jsonl", ".ndjson", ".json"),
    "json": (".json",),
    "parquet": (".parquet", ".pq"),
    "xlsx": (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
}
_PACKED = (".gz", ".zst", ".zstd")
_AT_RANDOM = frozenset({"parquet", "xlsx"})
"""Formats that are read from their end, which a stream cannot give."""

_EXTRAS = {"http": "http", "https": "http", "s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs", "abfs": "abfs", "az": "abfs"}


@dataclass(frozen=True, slots=True)
class Origin:
    """One file to read, by its address. `kept`: a copy of it on this machine; `cut`: why that copy is not all of it."""

    address: str
    kept: Path | None = None
    cut: str = ""

    @property
    def name(self) -> str:
        """Its short name, as it stands on `Load` nodes."""
        return "stdin" if self.address == STANDARD_INPUT else PurePosixPath(self.address.partition("?")[0]).name or self.address

    @property
    def path(self) -> Path | None:
        """Where it lies on this machine; None for what comes from elsewhere."""
        return self.kept or (None if self.address == STANDARD_INPUT or _is_remote(self.address) else Path(self.address))

    @contextmanager
    def open(self, form: str) -> Iterator[BinaryIO]:
        """Its bytes, unpacked; of a format that is read from its end, in a file that can be. Raises BadInput where it cannot be opened."""
        with self.raw() as stream:
            if form in _AT_RANDOM and (self.path is None or is_packed(_head(stream))):
                with tempfile.TemporaryFile() as copy:
                    shutil.copyfileobj(unpacked(stream, form, self.address), copy)
                    copy.seek(0)
                    yield cast("BinaryIO", copy)
            else:
                yield stream if form in _AT_RANDOM else unpacked(stream, form, self.address)

    @contextmanager
    def raw(self) -> Iterator[BinaryIO]:
        """Its bytes as they are. Raises Damaged where it cannot be opened."""
        path = self.path
        if self.cut and path and not path.stat().st_size:
            raise Damaged(self.cut, read=0)
        try:
            if path:
                stream: Any = path.open("rb")
            else:
                stream = sys.stdin.buffer if self.address == STANDARD_INPUT else _remote(self.address)
        except FileNotFoundError:
            raise Damaged(f"There is no file {self.address}", read=0) from None
        except OSError as error:
            raise Damaged(f"{self.address} cannot be opened ({error})", read=0) from None
        try:
            yield stream
        finally:
            if stream is not sys.stdin.buffer:
                stream.close()


def origins(places: Sequence[str | Path], mapping: Mapping) -> list[Origin]:
    """Every file that some places name, in their order; those of a folder or pattern by name. Raises BadInput where one names none."""
    return [found for place in places for found in _named(str(place), mapping)]


@contextmanager
def kept(found: Sequence[Origin]) -> Iterator[list[Origin]]:
    """The same files, those from elsewhere as copies on this machine for as long as this is open."""
    with tempfile.TemporaryDirectory() as folder:
        yield [each if each.path else _copy(each, Path(folder, str(number))) for number, each in enumerate(found)]


def _copy(origin: Origin, path: Path) -> Origin:
    cut = ""
    with path.open("wb") as copy:
        try:
            with origin.raw() as stream:
                copy.writelines(blocks(stream))
        except Damaged as error:
            cut = error.reason
        except OSError as error:
            cut = f"{origin.address} cannot be read to its end ({error})"
    return Origin(origin.address, path, cut)


def _named(place: str, mapping: Mapping) -> list[Origin]:
    if place == STANDARD_INPUT:
        return [Origin(place)]
    if _is_remote(place):
        return _remotes(place, mapping)
    path = Path(place)
    if path.is_dir():
        found = sorted(each for each in path.iterdir() if each.is_file() and _fits(each.name, mapping))
    elif not path.exists() and any(sign in place for sign in "*?["):
        anchor = Path(path.anchor)
        found = sorted(each for each in anchor.glob(str(path.relative_to(path.anchor))) if each.is_file())
    elif path.exists():
        found = [path]
    else:
        raise BadInput(f"There is no file {place}; check the path.")
    if not found:
        raise BadInput(f"No file of {place} fits `format: {mapping.format}`; name one, or a pattern such as 'exports/*.{mapping.format}'.")
    return [Origin(str(each)) for each in found]


def _fits(name: str, mapping: Mapping) -> bool:
    plain = name.lower()
    for ending in _PACKED:
        plain = plain.removesuffix(ending)
    return plain.endswith(_ENDINGS[mapping.format]) and not name.startswith((".", "~$"))


def _is_remote(place: str) -> bool:
    return "://" in place


def _remotes(place: str, mapping: Mapping) -> list[Origin]:
    scheme = place.partition("://")[0]
    if scheme in ("http", "https"):
        return [Origin(place)]
    try:
        system, path = _filesystem(place)
        if "*" in path:
            found = [each for each in system.glob(path) if system.isfile(each)]
        elif system.isdir(path):
            found = [each for each in system.ls(path, detail=False) if system.isfile(each) and _fits(PurePosixPath(each).name, mapping)]
        else:
            return [Origin(place)]
    except OSError as error:
        raise BadInput(f"{place} cannot be listed ({error}); check the address and your access to it.") from None
    if not found:
        raise BadInput(f"No file of {place} fits `format: {mapping.format}`; check the address.")
    return [Origin(str(system.unstrip_protocol(each))) for each in sorted(found)]


def _remote(address: str) -> Any:
    system, path = _filesystem(address)
    if address.startswith(("http://", "https://")):
        # From its beginning to its end: not every server can give parts.
        return _opened(lambda: system.open(path, "rb", block_size=0))
    return _opened(lambda: system.open(path, "rb"))


def _opened(opening: Callable[[], Any]) -> Any:
    try:
        return io.BufferedReader(_Arriving(opening()))
    except Exception as error:  # each file system has errors of its own
        raise OSError(str(error.__cause__ or error) or type(error).__name__) from error


class _Arriving(io.RawIOBase):
    """What arrives from elsewhere; whatever goes wrong with it is an OSError."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        try:
            found = self._stream.read(len(into))
        except OSError:
            raise
        except Exception as error:  # each file system has errors of its own
            raise OSError(f"{type(error).__name__}: {error}") from error
        into[: len(found)] = found
        return len(found)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _filesystem(address: str) -> tuple[Any, str]:
    extra = _EXTRAS.get(address.partition("://")[0])
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(address)
    except ImportError:
        package = f"fsspec[{extra}]" if extra else "fsspec"
        raise BadInput(f"Reading {address} needs a package that is not installed: pip install '{package}'.") from None
    except ValueError as error:
        raise BadInput(f"{address} is no address that can be read ({error}); use https://, s3:// or the like.") from None
    return system, path


def _head(stream: BinaryIO) -> bytes:
    peek = getattr(stream, "peek", None)
    return peek(4)[:4] if peek else b""


