"""Ledger and evidence together give back the persons and their ids: compared with those in the graph, or made again when they were lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.ledger.book import sets
from app.ledger.replay import Partition, read_lines, replay

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.graph import Graph, Row
    from app.ledger.book import Book

_AT_ONCE = 2_000
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Restored:
    """How many persons and retired ids were made again."""

    persons: int = 0
    redirects: int = 0


def recorded(graph: Graph, *, entry: int | None = None) -> Partition:
    """Who belonged to whom after an entry, by keyed hashes; without one, now, the changes of a run that has not ended included."""
    found = ((number, each) for number, each in sets(graph) if entry is None or (number is not None and number <= entry))
    return replay((each.number, read_lines(each.content)) for _, each in found)


def restore(graph: Graph, book: Book, due: Row) -> Restored:
    """Makes the persons that the ledger has and the graph has not, with their ids and members, and the retired ids, when all persons are lost.

    `due` is what the book says to be. A restoration that is killed goes on when it is called again. Golden records, verdicts and journeys are then
    derived as for any other change.
    """
    if not due["lost"]:
        return Restored()
    graph.write("ledger/restore_begin")
    found = recorded(graph)
    persons: dict[str, list[Row]] = {}
    for row in graph.stream("ledger/members"):
        name = book.member(row["key"], record=row["record"])
        if row["person"] is None and name in found.person:
            member = {"node": row["node"], "since": found.since[name], "was": found.was.get(name), "origin": found.origin.get(name)}
            persons.setdefault(found.person[name], []).append(member)
    rows = [{"person": person, "members": members} for person, members in persons.items()]
    redirects = [{"id": id_, "to": found.current(id_)} for id_ in found.redirects]
    for some in _chunks(rows):
        graph.write("ledger/restore_persons", rows=some)
    for some in _chunks(redirects):
        graph.write("ledger/restore_redirects", rows=some)
    graph.write("ledger/restore_end")
    return Restored(len(rows), len(redirects))


def differences(graph: Graph, book: Book) -> Iterator[str]:
    """A sentence for every kind of difference between the persons that the ledger rebuilds and those in the graph."""
    found = recorded(graph)
    persons = dict(found.person)
    for row in graph.stream("ledger/members"):
        expected = persons.pop(book.member(row["key"], record=row["record"]), None)
        if expected != row["person"]:
            yield f"A member of {row['person'] or 'nobody'} belongs to {expected or 'nobody'} in the ledger."
    if persons:
        ids = sorted(set(persons.values()))
        yield f"{len(persons)} members in the ledger are no longer in the graph, of {', '.join(ids[:_SHOWN])}{' …' if len(ids) > _SHOWN else ''}."
    redirects = set(found.redirects)
    for row in graph.stream("ledger/redirects"):
        redirects.discard(row["id"])
        if found.current(row["id"]) != row["successor"]:
            yield f"{row['id']} answers with {row['successor'] or 'nobody'}, and with {found.current(row['id']) or 'nobody'} in the ledger."
    yield from (f"{id_} was retired in the ledger and is not known as such in the graph." for id_ in sorted(redirects))


def _chunks(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]
