"""Loading: files of a source → graph. Idempotent and streaming: read, gather, write, count, one transaction a batch.

A load that was killed is run again: what its batches have written counts as repeated, and the graph ends as if nothing had happened.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from app.graph.connection import GraphError
from loaders.batches import Context, Draft, draft, write_batch
from loaders.closing import abandon, closed, worker
from loaders.collecting import seldom
from loaders.declarations import awaken_declared, declare
from loaders.facts import FORMS
from loaders.outcomes import Outcome
from loaders.parsing import ahead, chunks_of, reject_id
from loaders.readers import Damaged, read_file
from loaders.reading.origins import kept, origins
from loaders.rows import RowReader
from loaders.vocabulary import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from app.graph import Graph, Work
    from loaders.mapping import Mapping
    from loaders.parsing import Chunk
    from loaders.readers import Entry
    from loaders.reading.origins import Origin

__all__ = ["BATCH", "Accepted", "Clock", "Damaged", "Loading", "Progress", "load", "utc_now"]

T = TypeVar("T")

BATCH = 6_000
"""Rows in a transaction: larger ones save little and hold more memory."""

Clock = Callable[[], datetime]
Progress = Callable[[int], None]
"""Told after each batch how many rows have been read."""

Accepted = Callable[["Work", list[int]], None]
"""Told the lines of the accepted rows of a batch, in the transaction that writes them."""


def utc_now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


def load(  # noqa: PLR0913 - the last three are for tests and terminals
    graph: Graph,
    mapping: Mapping,
    files: Sequence[str | Path],
    *,
    key: bytes,
    clock: Clock = utc_now,
    batch: int = BATCH,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Loads files by a mapping and returns one outcome a source, by name.

    A file may also be a folder, a pattern, `-` for standard input, or an address. `key` is the HMAC key of namespaces that keep no values.
    Raises BadInput for a file that is not there or does not fit its mapping, and Damaged, once all others are loaded, for one that ends early.
    """
    reader = RowReader(mapping, secret=key, names=known(graph))
    found = origins(files, mapping)
    with seldom(), ExitStack() as stack:
        if not _is_versioned(mapping):
            found = stack.enter_context(kept(found))
        content = None if _is_versioned(mapping) else _content(found)
        context = Context(mapping, clock(), revive=content is not None and content != _last_content(graph, mapping))
        loading = Loading(graph, reader, context, content)
        for each in found:
            loading.run(each.name, read_file(mapping, each), batch=batch, progress=progress)
    loading.done()
    awaken_declared(graph, mapping)
    if loading.damages:
        raise Damaged.several(loading.damages, loading.outcomes())
    return loading.outcomes()


class Loading:
    """One call of `load`: its loads by file and source, and their counts."""

    def __init__(self, graph: Graph, reader: RowReader, context: Context, content: str | None = None) -> None:
        self._graph, self._reader, self._context, self._content = graph, reader, context, content
        self._loads: dict[tuple[str, str], tuple[str, Outcome]] = {}
        self.damages: list[str] = []
        """What is wrong with files that could not be read to their end."""
        self._damaged: set[str] = set()

    @property
    def graph(self) -> Graph:
        """The graph that it writes to."""
        return self._graph

    def ids(self, file: str) -> tuple[list[str], list[str]]:
        """The loads of a file, and those of all others."""
        mine = [identity for (name, _), (identity, _) in self._loads.items() if name == file]
        return mine, [identity for identity, _ in self._loads.values() if identity not in mine]

    @closed
    def run(
        self,
        file: str,
        entries: Iterable[Entry],
        *,
        batch: int = BATCH,
        progress: Progress | None = None,
        accepted: Accepted | None = None,
    ) -> None:
        """Loads the rows of one file; those before a damage, if it has one."""
        self._begin(file, self._reader.fallback, only_if_fixed=True)
        read = 0
        try:
            for chunk, made in ahead(lambda: self._drafted(chunks_of(entries, self._reader, batch))):
                self._write(file, chunk, made, accepted)
                read += len(chunk)
                if progress:
                    progress(read)
        except Damaged as error:
            self._close_damaged(file, error, read)

    def done(self) -> None:
        """Marks every load of the call as done, but those of damaged files."""
        ids = [identity for identity, _ in self._loads.values() if identity not in self._damaged]
        self._graph.transact(lambda work: work.run("load/load_done", ids=ids))

    def outcomes(self) -> list[Outcome]:
        """The counts of the whole call, one outcome a source, by name."""
        found: dict[str, Outcome] = {}
        for (_, source), (_, outcome) in sorted(self._loads.items()):
            found.setdefault(source, Outcome(source, notes=self._reader.names.notes(source))).add(outcome)
        return [found[source] for source in sorted(found)]

    def _close_damaged(self, file: str, error: Damaged, read: int) -> None:
        ids = [identity for (name, _), (identity, _) in self._loads.items() if name == file]
        self.damages.append(str(Damaged(error.reason, read=read)))
        self._damaged.update(ids)
        self._graph.transact(lambda work: work.run("load/load_damaged", ids=ids, reason=error.reason))

    def _drafted(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Draft]]:
        for chunk in chunks:
            yield chunk, draft(chunk.facts, self._context)

    def _write(self, file: str, chunk: Chunk, made: Draft, accepted: Accepted | None) -> None:
        for source in {*(each.source for each in chunk.facts), *(each.source for each in chunk.rejected)}:
            self._begin(file, source)

        def action(work: Work) -> list[Outcome]:
            # What a batch finds must still hold when it writes, also while another load is under way.
            work.run("load/take_turns")
            outcomes = write_batch(work, chunk.facts, made, self._context) if chunk.facts else []
            found = self._count(chunk, outcomes)
            self._keep_rejected(work, file, chunk)
            # Each batch, not each load: a revision names one state of the evidence, also while a load is under way.
            if any(each.new or each.changed for each in found):
                work.run("graph/revise")
            if accepted:
                accepted(work, chunk.lines)
            work.run("load/load_count", loads=[self._total(file, each) for each in found])
            return found

        for each in _again(lambda: self._graph.transact(action)):
            self._loads[file, each.source][1].add(each)

    def _count(self, chunk: Chunk, outcomes: list[str]) -> list[Outcome]:
        found: dict[str, Outcome] = {}
        for facts, outcome in zip(chunk.facts, outcomes, strict=True):
            counts = found.setdefault(facts.source, Outcome(facts.source))
            counts.read += 1
            for aside in facts.asides:
                counts.put_aside(aside.field, aside.raw, aside.reason)
            setattr(counts, outcome, getattr(counts, outcome) + 1)
        for rejected in chunk.rejected:
            counts = found.setdefault(rejected.source, Outcome(rejected.source))
            counts.read += 1
            counts.rejected += 1
        return list(found.values())

    def _total(self, file: str, more: Outcome) -> dict[str, object]:
        identity, so_far = self._loads[file, more.source]
        total = Outcome(more.source)
        total.add(so_far)
        total.add(more)
        return {"id": identity, **total.counts()}

    def _keep_rejected(self, work: Work, file: str, chunk: Chunk) -> None:
        if not chunk.rejected:
            return
        mapping = self._context.mapping
        rows = [
            {
                "id": reject_id(each, mapping.name),
                "source": each.source,
                "mapping": mapping.name,
                "path": str(mapping.path.resolve()),
                "file": file,
                "line": each.line,
                "raw": each.raw,
                "reason": each.reason,
                "columns": list(each.columns) or None,
                "broken": each.broken,
            }
            for each in chunk.rejected
        ]
        work.run("load/rejects_keep", rows=rows, at=self._context.now)

    def _begin(self, file: str, source: str, *, only_if_fixed: bool = False) -> None:
        mapping = self._context.mapping
        if (file, source) in self._loads or (only_if_fixed and mapping.source.name.value is None):
            return
        identity = uuid.uuid4().hex
        load = {"id": identity, "source": source, "mapping": mapping.name, "file": file, "content": self._content, "forms": FORMS, **worker()}
        spec = mapping.source

        def action(work: Work) -> None:
            abandon(work, source)
            work.run("load/sources_ensure", name=source, kind=spec.kind, owner=spec.owner, freshness=spec.freshness)
            work.run("load/load_begin", load=load, at=self._context.now)
            declare(work, mapping)

        _again(lambda: self._graph.transact(action))
        self._loads[file, source] = (identity, Outcome(source))


def _again(action: Callable[[], T]) -> T:
    # Two loads at once may both find that an identifier is new; the second to write it is refused, and on its next try finds it.
    for _ in range(2):
        try:
            return action()
        except GraphError:
            continue
    return action()


def _is_versioned(mapping: Mapping) -> bool:
    """Whether versions tell a repeated load from a value that came back; where nothing else does, the content of the files must."""
    return (not mapping.record or mapping.record.version is not None) and (not mapping.touchpoint or mapping.touchpoint.version is not None)


def _content(files: Sequence[Origin]) -> str:
    """The hash of all files of a call."""
    found = hashlib.sha256()
    for each in files:
        if each.path:
            with each.path.open("rb") as stream:
                found.update(hashlib.file_digest(stream, "sha256").digest())
    return found.hexdigest()


def _last_content(graph: Graph, mapping: Mapping) -> str | None:
    found = graph.read("load/load_last", mapping=mapping.name)
    return found[0]["content"] if found else None
