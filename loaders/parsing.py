"""Parsing: entries of a file → chunks of facts and rejected rows, made one ahead of the database in a thread of its own.

The database works while the next chunk is parsed; at most one chunk waits, so memory stays bounded.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from typing import TYPE_CHECKING, TypeVar

from loaders.events import row_fingerprint
from loaders.facts import Rejected, RowFacts, fingerprint
from loaders.reading.entries import Damaged
from loaders.values import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from loaders.reading.entries import Entry
    from loaders.rows import RowReader
    from loaders.values import Row

Item = TypeVar("Item")

_WAITING = 1
_PATIENCE = 0.1


@dataclass(slots=True)
class Chunk:
    """Rows in their order: accepted ones as facts, the others as rejected; `lines` tells for each accepted row where it stood."""

    facts: list[RowFacts] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.facts) + len(self.rejected)


def chunks_of(entries: Iterable[Entry], reader: RowReader, size: int) -> Iterator[Chunk]:
    """The entries as chunks of `size` rows. Raises Damaged after the last row before a damage."""
    with closing(Occurrences()) as occurrences:
        chunk, damage = Chunk(), None
        try:
            for entry in entries:
                take(entry, reader, occurrences, chunk)
                if len(chunk) >= size:
                    yield chunk
                    chunk = Chunk()
        except Damaged as error:
            damage = error
        if len(chunk):
            yield chunk
        if damage:
            raise damage


def ahead(items: Callable[[], Iterator[Item]]) -> Iterator[Item]:
    """The items, made in a thread one ahead of their use. An error there is raised here; leaving early stops the thread."""
    waiting: Queue[Item | BaseException | None] = Queue(maxsize=_WAITING)
    stopped = threading.Event()

    def put(item: Item | BaseException | None) -> None:
        while not stopped.is_set():
            try:
                return waiting.put(item, timeout=_PATIENCE)
            except Full:
                continue
        return None

    def make() -> None:
        try:
            for each in items():
                put(each)
                if stopped.is_set():
                    return
            put(None)
        except BaseException as error:  # noqa: BLE001 - whatever it is belongs to the thread that asked
            put(error)

    thread = threading.Thread(target=make, name="parsing", daemon=True)
    thread.start()
    try:
        while (item := waiting.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stopped.set()
        _drain(waiting)
        thread.join()


class Occurrences:
    """Counts equal rows of one file, on disk: memory does not grow with the file."""

    def __init__(self) -> None:
        self._database: sqlite3.Connection | None = None

    def __call__(self, row: Row) -> str:
        """An id for the row that equal rows of the same file do not share."""
        found = row_fingerprint(row)
        return f"{found}-{self._count(bytes.fromhex(found))}"

    def close(self) -> None:
        """Forgets all rows."""
        if self._database:
            self._database.close()

    def _count(self, key: bytes) -> int:
        if self._database is None:
            # An empty name: a temporary file, which disappears when it is closed.
            self._database = sqlite3.connect("", isolation_level=None)
            self._database.execute("PRAGMA journal_mode = OFF")
            self._database.execute("CREATE TABLE rows (key BLOB PRIMARY KEY, n INTEGER) WITHOUT ROWID")
        sql = "INSERT INTO rows VALUES (?, 1) ON CONFLICT DO UPDATE SET n = n + 1 RETURNING n"
        return int(self._database.execute(sql, (key,)).fetchone()[0])


def reject_id(found: Rejected, mapping: str) -> str:
    """The same row rejected under the same mapping has the same id."""
    return fingerprint([found.source, mapping, found.raw])


def take(entry: Entry, reader: RowReader, occurrences: Occurrences, chunk: Chunk) -> None:
    """Reads one entry into a chunk: accepted, or rejected with its reason."""
    source, reason = reader.fallback, entry.reason
    if entry.row is not None:
        try:
            source = reader.source(entry.row)
            chunk.facts.append(reader.read(entry.row, source, occurrences))
            chunk.lines.append(entry.line)
        except Refused as error:
            reason = str(error)
        else:
            return
    chunk.rejected.append(Rejected(source, entry.line, entry.raw, reason, entry.columns, entry.broken))


def _drain(waiting: Queue[Item | BaseException | None]) -> None:
    try:
        while True:
            waiting.get_nowait()
    except Empty:
        return
