"""Binding: stale pages gathered anew from the journeys that lie on them, some in each transaction."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.graph.failures import Failures, Subject
from app.journeys.pages import FORM, MOST_PAIRS, MOST_TYPES, Alphabet, Journey, Unreadable, page, patched
from app.journeys.postings import changes, entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row
    from app.graph.connection import Work
    from app.journeys.postings import Lists

_AT_ONCE = 50
_FEW = 100
"""Persons that are worth looking for on a page, rather than all that lie on it."""


@dataclass(slots=True)
class Touched:
    """What a run has changed: of these persons, on these pages and on no others. `stale` pages had changed before, in a way that nobody knows now.

    `full` says that pages do not tell all types, or types in a channel, apart.
    """

    persons: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    stale: set[str] = field(default_factory=set)
    full: bool = False

    def note(self, rows: list[Row]) -> None:
        """Pages as pages_touch.cypher gives them."""
        self.stale.update(row["id"] for row in rows if row["stale"] and row["id"] not in self.pages)
        self.pages.update(row["id"] for row in rows)


def bind(graph: Graph, touched: Touched | None = None, failures: Failures | None = None) -> int:
    """Gathers every stale page and deletes the empty ones; returns how many were stale. May be killed, and run again.

    Of pages that a few persons have `touched` only these are gathered anew. Pages in the form of an earlier version are all stale. One that cannot be
    gathered is left to `failures`, as it is.
    """
    touched, failures = touched or Touched(), failures or Failures(graph)
    few, changed = _few(touched)
    count, more, begun = 0, True, False
    while more:
        found = graph.read("journeys/pages_stale", limit=_AT_ONCE, form=FORM)[0]
        if found["former"] or (not begun and found["ids"] and _spare(graph, found)):
            begun = True
            graph.write("journeys/pages_renew")
            few = set()
            continue
        ids = found["ids"]
        gathering = _Gathering(graph, few, changed, touched)
        failures.one_by_one("pages", ids, gathering, lambda id_: Subject(page=id_))
        count += len(ids)
        more = len(ids) == _AT_ONCE
    return count


@dataclass(frozen=True, slots=True)
class _Gathering:
    """Gathers pages in one transaction: of those in `few` only the `changed` persons."""

    graph: Graph
    few: set[str]
    changed: list[str]
    touched: Touched

    def __call__(self, ids: Sequence[str]) -> None:
        with self.graph.work() as work:
            # Read here, for a transaction before may have let the alphabet grow.
            known = work.run("journeys/pages_stale", limit=0, form=FORM)[0]["known"]
            self.touched.full |= _gather(work, self.few, self.changed, {"ids": list(ids), "known": known}).full


def bind_few(work: Work, touched: Touched) -> int | None:
    """The same in the transaction that has changed the journeys; None where there is more to gather than is worth holding it for: then see `bind`."""
    if len(touched.persons) > _FEW:
        return None
    found = work.run("journeys/pages_stale", limit=_AT_ONCE, form=FORM)[0]
    ids = found["ids"]
    if found["former"] or len(ids) == _AT_ONCE or (ids and _full(found)):
        return None
    if ids:
        touched.full |= _gather(work, *_few(touched), found).full
    return len(ids)


def _full(found: Row) -> bool:
    known = found["known"] or {}
    return "types" in known and Alphabet.of(known).full


def _spare(graph: Graph, found: Row) -> bool:
    """Whether an alphabet that is full would not be, if it were begun anew: there are types in it that no journey has any longer."""
    if not _full(found):
        return False
    used = graph.read("journeys/alphabet_used")[0]
    return bool(used["types"] < MOST_TYPES and used["pairs"] < MOST_PAIRS)


def _few(touched: Touched) -> tuple[set[str], list[str]]:
    """The pages of which only some persons need be gathered anew, and those persons."""
    return (touched.pages - touched.stale, sorted(touched.persons)) if len(touched.persons) <= _FEW else (set(), [])


def _gather(work: Work, patching: set[str], changed: list[str], found: Row) -> Alphabet:
    """Gathers the pages of a row of `journeys/pages_stale`; returns the alphabet they are written in."""
    ids: list[str] = found["ids"]
    few = [each for each in ids if each in patching]
    alphabet = Alphabet.of(found["known"]) if found["known"] else Alphabet()
    rows: list[Row] = []
    moved: list[tuple[Lists, Lists]] = []
    done: set[str] = set()
    for read in work.run("journeys/pages_held", ids=few, persons=changed) if few else []:
        with suppress(Unreadable):
            held, row = read["held"], patched(read["held"], changed, _persons(read["parts"]), alphabet)
            done.add(read["page"])
            rows += [row] if row else []
            moved.append((entries(held, alphabet, changed), entries(row or {}, alphabet, changed)))
    left = [each for each in ids if each not in done]
    for read in work.run("journeys/pages_journeys", ids=left) if left else []:
        held, row = read["held"], page(read["page"], _persons(read["parts"]), alphabet, read["held"]) if read["parts"] else None
        rows += [row] if row else []
        moved.append((entries(held, alphabet), entries(row or {}, alphabet)))
    if alphabet.grown:
        work.run("journeys/alphabet_write", properties=alphabet.row())
    work.run("journeys/pages_write", rows=rows, postings=changes(moved))
    if gone := sorted(set(ids) - {row["id"] for row in rows}):
        work.run("journeys/pages_delete", ids=gone)
    return alphabet


def _persons(parts: list[list[object]]) -> list[tuple[str, list[Journey]]]:
    """Persons by id with their whole journeys, from parts as pages_journeys.cypher gives them."""
    persons: dict[str, dict[int, Journey]] = {}
    for person, number, _, steps, channels, at, sequences in sorted(parts, key=_order):
        whole = persons.setdefault(str(person), {}).setdefault(number, Journey([], [], [], []))  # type: ignore[arg-type] # rows are untyped
        for into, more in zip(whole, (steps, channels, at, sequences or [0] * len(at)), strict=True):  # type: ignore[arg-type] # the same
            into.extend(more)  # type: ignore[attr-defined] # rows are untyped
    return [(person, list(journeys.values())) for person, journeys in persons.items()]


def _order(part: list[object]) -> tuple[str, int, int]:
    return str(part[0]), int(str(part[1])), int(str(part[2]))
