"""History: what the service would have said at a moment. Only the lines that name what is asked for are read.

The ledger names members by keyed hashes; who they are is known of those that are still in the graph.
"""

from __future__ import annotations

from collections import Counter
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

_SAMPLED = 5
"""Members of a line that are looked for elsewhere: they moved together."""

_NAMED = 200
"""Members that are looked for all over the ledger, when they are no longer where they were."""


@dataclass(slots=True)
class Then:
    """One id at a moment: whether it had been issued, its members (hashes), and its successor if it was retired."""

    issued: bool = False
    retired: bool = False
    successor: str | None = None
    members: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Turn:
    """What one entry did to a person: members that came and from whom (None: from nobody), that left and to whom, ids retired in its favour.

    `entry` is None while the run has not ended. `issued` says that the id had no members before, `retired` that it has none since.
    """

    entry: int | None
    at: datetime
    came: Counter[str | None] = field(default_factory=Counter)
    left: Counter[str | None] = field(default_factory=Counter)
    absorbed: list[str] = field(default_factory=list)
    issued: bool = False
    retired: bool = False


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


def turns(graph: Graph, id_: str) -> list[Turn]:
    """What became of a person, entry by entry, in order. Whence members came is known of all, as long as the ledger is."""
    rows = graph.read("ledger/lines", names=[id_], until=None)
    own = [(row, list(read_lines(row["lines"]))) for row in rows]
    # The lines of the same change sets that name the same members say where they were before, or went: a few of them tell it for all.
    moved = sorted({name for _, lines in own for name in _sample(lines, id_)})
    numbers = [row["number"] for row, _ in own]
    others = {row["number"]: list(read_lines(row["lines"])) for row in graph.read("ledger/lines_within", numbers=numbers, names=moved)}
    found: list[Turn] = []
    members: set[str] = set()
    for row, lines in own:
        if not found or found[-1].entry != row["entry"]:
            found.append(Turn(row["entry"], row["at"], issued=not members))
        members = _turned(found[-1], id_, lines, others.get(row["number"], []), members)
    return [turn for turn in found if turn.came or turn.left or turn.absorbed or turn.retired]


def _sample(lines: Iterable[Line], id_: str) -> set[str]:
    return {name for line in lines if line.get("person") == id_ for key in ("gained", "lost") for name in sorted(_names(line.get(key)))[:_SAMPLED]}


def _turned(turn: Turn, id_: str, lines: Sequence[Line], others: Sequence[Line], members: set[str]) -> set[str]:
    """Notes what the lines of one change set do to a person, and returns its members afterwards."""
    for line in lines:
        if line.get("person") == id_ and "gained" in line:
            fresh = _names(line["gained"]) - members
            turn.came[_other(id_, fresh, others, "lost")] += len(fresh)
            members = members | fresh
        if line.get("person") == id_ and "lost" in line:
            gone = _names(line["lost"]) & members
            turn.left[_other(id_, gone, others, "gained")] += len(gone)
            members = members - gone
        if line.get("to") == id_ and "retired" in line:
            turn.absorbed.append(str(line["retired"]))
        if line.get("retired") == id_:
            turn.retired = True
            turn.left[None if line["to"] is None else str(line["to"])] += len(members)
            members = set()
    return members


def _other(id_: str, names: Collection[str], others: Iterable[Line], key: str) -> str | None:
    """The other person that lost, or gained, one of these members in the same change set."""
    return next((str(line["person"]) for line in others if line.get("person") != id_ and _names(line.get(key)) & set(names)), None)


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
