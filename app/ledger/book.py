"""The book: how the chain is kept in the graph. Whoever changes something writes it here in the same transaction.

A run writes change sets as it goes, one in each of its transactions, and seals them into one entry at its end. A run that is killed leaves them
unsealed, and the next run seals them with its own.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

import orjson

from app.ledger.chain import NOTHING, ChangeSet, Entry, Head, digest_of, digest_of_all, faults, hash_of, member_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.graph import Graph, Row, Work

AUTHOR = "throughline"
"""Who does what nobody in particular asked for."""

_AT_ONCE = 5_000
_EVERY = 2**62


@dataclass(frozen=True, slots=True)
class Book:
    """The ledger of an installation: `secret` keys the hashes that stand for members."""

    secret: bytes = b""
    author: str = AUTHOR

    def member(self, key: str, *, record: bool) -> str:
        """What the ledger calls a record (by id), an identifier or a use (by key)."""
        return member_hash(self.secret, key, record=record)

    def write(self, work: Work, lines: Iterable[Row]) -> int:
        """Keeps what the caller's transaction does, to be sealed later; returns the number of the change set. See `replay` for the lines."""
        number: int = work.run("ledger/set_turn")[0]["number"]
        work.run("ledger/set_write", kept=_kept(number, self.noted(lines)))
        return number

    def noted(self, lines: Iterable[Row]) -> Iterable[Row]:
        """The lines that a change set keeps, of those that a caller gives."""
        return lines

    def record(self, graph: Graph, due: Row) -> int:
        """Keeps the persons that were made inside the database, some thousand in a transaction; returns how many. `due` is what `due` says.

        They are read while the ones before are hashed and written.
        """
        adopted = graph.write("ledger/adopt")[0]["marked"] if due["first"] else 0
        if not adopted and not due["unrecorded"]:
            return 0
        total, unrecorded = 0, graph.stream("ledger/unrecorded")
        while found := list(islice(unrecorded, _AT_ONCE)):
            lines = [{"person": row["person"], "gained": sorted(map(self._member, row["members"]))} for row in found]
            with graph.work() as work:
                self.write(work, lines)
                work.run("ledger/recorded", nodes=[row["node"] for row in found])
            total += len(found)
        if adopted:
            with graph.work() as work:
                self.write(work, [{"retired": row["id"], "to": row["successor"]} for row in work.run("ledger/redirects")])
        return total

    def _member(self, named: str) -> str:
        kind, _, key = named.partition(" ")
        return self.member(key, record=kind == "record")

    def append(self, work: Work, kind: str, lines: Sequence[Row], *, subject: str | None = None) -> Head:
        """One entry for what the caller's transaction does: a judgement, an undo, a version of a policy or a model.

        The graph has a new revision by it. `lines` name members by their hashes only, and no trait.
        """
        turn = work.run("ledger/turn")[0]
        own = _kept(turn["set"], self.noted(lines))
        return self._enter(work, turn, kind, [own], subject, own=own)

    def seal(self, work: Work, kind: str = "run", *, subject: str | None = None) -> Head | None:
        """One entry for all that was kept and not sealed; None when nothing was."""
        found = work.run("ledger/seal_turn")
        return self._enter(work, found[0], kind, found[0]["pending"], subject) if found else None

    def _enter(self, work: Work, turn: Row, kind: str, pending: Sequence[Row], subject: str | None, *, own: Row | None = None) -> Head:
        # A clock that was set back must not put an entry before its predecessor.
        at = max(datetime.now(UTC), turn["at"] or datetime.min.replace(tzinfo=UTC))
        digest = digest_of_all(row["digest"] for row in pending)
        entry = Entry(turn["number"], kind, at, self.author, subject, len(pending), digest, turn["previous"] or NOTHING)
        entry = replace(entry, hash=hash_of(entry))
        work.run("ledger/entry_write", entry=asdict(entry), sets=[row["number"] for row in pending], own=own)
        return Head(entry.number, entry.hash)


def _kept(number: int, lines: Iterable[Row]) -> Row:
    """A change set as the graph keeps it."""
    content = b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines).decode()
    at = datetime.now(UTC)
    return {"number": number, "at": at, "content": content, "digest": digest_of(number, at, content)}


def due(graph: Graph) -> Row:
    """What the ledger owes the graph, or the graph the ledger: a row of `ledger/due`, for `Book.record` and for `rebuild.restore`."""
    return graph.read("ledger/due")[0]


def head(graph: Graph) -> Head:
    """Number and hash of the last entry, to be published; the number is also the length."""
    found = graph.read("ledger/head")[0]
    return Head(found["number"], found["hash"])


def entries(graph: Graph, *, before: int | None = None, limit: int = _EVERY) -> list[Entry]:
    """Entries, the newest first."""
    return [Entry(**row) for row in graph.read("ledger/entries", before=_EVERY if before is None else before, limit=limit)]


def sets(graph: Graph) -> Iterator[tuple[int | None, ChangeSet]]:
    """Every change set with the number of its entry, in order."""
    for row in graph.stream("ledger/sets"):
        yield row["entry"], ChangeSet(row["number"], row["at"], row["content"], row["digest"])


def verify(graph: Graph, *, published: Sequence[Head] = ()) -> Iterator[str]:
    """A sentence for everything in the ledger that is not as it was written, against itself and heads published earlier."""
    found = graph.read("ledger/head")[0]
    yield from faults(reversed(entries(graph)), sets(graph), heads=[Head(found["kept"], found["keptHash"]), *published])
