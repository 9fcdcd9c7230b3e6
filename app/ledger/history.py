"""History: what the service would have said at a moment. Only the lines that name what is asked for are read.

The ledger names members by keyed hashes; who they are is known of those that are still in the graph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import NotFound
from app.ledger.replay import Line, read_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from app.graph import Graph
    from app.ledger.book import Book

Change = tuple[int, list[Line]]

_NAMED = 200
"""Members that are looked for all over the ledger, when they are no longer where they were."""


@dataclass(slots=True)
class Then:
    """One id at a moment: whether it had been issued, its members (hashes), and its successor if it was retired."""

    issued: bool = False
    retired: bool = False
    successor: str | None = None
    members: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Person:
    """A person at a moment: the id that answered, how many members it had, and those that are still known, by key."""

    id: str
    members: int
    records: list[str]
    identifiers: list[str]


def entry_at(graph: Graph, at: datetime) -> int:
    """The number of the last entry at a moment; 0 when nothing was known yet."""
    number: int = graph.read("ledger/entry_at", at=at)[0]["number"]
    return number


def person_at(graph: Graph, book: Book, asked: str, at: datetime) -> Person:
    """The person that an id answered with. Raises NotFound when it had not been issued by then, or nobody was left of it."""
    id_, seen = asked, set[str]()
    while id_ not in seen:
        seen.add(id_)
        then = follow(id_, changes(graph, [id_], at))
        if not then.issued:
            raise NotFound(f"No person had been issued the id {id_!r} by {at:%Y-%m-%dT%H:%M:%SZ}; ask for a later moment.")
        if not then.retired:
            records, identifiers = _keys(graph, book, id_, then.members)
            return Person(id_, len(then.members), records, identifiers)
        if then.successor is None:
            break
        id_ = then.successor
    raise NotFound(f"Nobody was left of {asked!r} at {at:%Y-%m-%dT%H:%M:%SZ}; ask for an earlier moment.")


def owners_at(graph: Graph, names: Collection[str], at: datetime | None) -> dict[str, str]:
    """The person of every member, by hash, that belonged to one."""
    wanted = set(names)
    found: dict[str, str] = {}
    for _, lines in changes(graph, sorted(wanted), at) if wanted else ():
        for line in lines:
            if "gained" in line:
                found |= dict.fromkeys(wanted & _names(line["gained"]), str(line["person"]))
        for line in lines:
            if "lost" in line:
                for name in wanted & _names(line["lost"]):
                    if found.get(name) == line["person"]:
                        del found[name]
    return found


def changes(graph: Graph, names: Sequence[str], at: datetime | None) -> list[Change]:
    """The lines that name persons or members, by change set, in order."""
    return [(row["number"], list(read_lines(row["lines"]))) for row in graph.read("ledger/lines", names=list(names), until=at)]


def follow(id_: str, found: Iterable[Change]) -> Then:
    """One id through the lines that name it. Pure."""
    then = Then()
    for _, lines in found:
        for line in lines:
            if line.get("retired") == id_:
                successor = line["to"]
                then = Then(issued=True, retired=True, successor=None if successor is None else str(successor))
            elif line.get("person") == id_ and "gained" in line:
                then = Then(issued=True, members=then.members | _names(line["gained"]))
            elif line.get("person") == id_ and "lost" in line:
                then.members -= _names(line["lost"])
    return then


def _keys(graph: Graph, book: Book, id_: str, members: Collection[str]) -> tuple[list[str], list[str]]:
    """Records and identifiers by key: those that the id answers with now, then others that have gone elsewhere."""
    found = _known(graph, book, [id_], members)
    if left := sorted(set(members) - set(found))[:_NAMED]:
        found |= _known(graph, book, sorted(set(owners_at(graph, left, None).values())), left)
    return (sorted(key for record, key in found.values() if record), sorted(key for record, key in found.values() if not record))


def _known(graph: Graph, book: Book, ids: Sequence[str], members: Collection[str]) -> dict[str, tuple[bool, str]]:
    wanted = set(members)
    rows = graph.read("ledger/members_of", ids=list(ids))
    named = {book.member(row["key"], record=row["record"]): (bool(row["record"]), str(row["key"])) for row in rows}
    return {name: found for name, found in named.items() if name in wanted}


def _names(value: object) -> set[str]:
    return {str(each) for each in value} if isinstance(value, list) else set()
