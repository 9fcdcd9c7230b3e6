"""Persons: the partition that admission found, written with issued ids; only what changed hands is touched.

Groups that exchange members, together with their verdicts, are written in one transaction, so that readers see them wholly old or wholly new.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.identity import past, verdicts
from app.identity.admission import admit
from app.identity.groups import parts
from app.identity.issue import issue
from app.ledger.book import Book

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.graph import Graph, Row, Work
    from app.identity.admission import Admission
    from app.identity.closure import Closure
    from app.identity.issue import Age, Issued
    from app.identity.policy import Policy

_AT_ONCE = 10_000
"""Members in one transaction, unless a single family of persons is larger."""


@dataclass(slots=True)
class Changed:
    """What one settlement changed: persons new, written again, retired; verdicts written or taken back; values generic now."""

    new: int = 0
    changed: int = 0
    retired: int = 0
    verdicts: int = 0
    generic: int = 0

    def add(self, other: Changed) -> None:
        """Adds up."""
        self.new += other.new
        self.changed += other.changed
        self.retired += other.retired
        self.verdicts += other.verdicts
        self.generic += other.generic

    @property
    def any(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.new or self.changed or self.retired or self.verdicts)


_NONE: Mapping[str, int] = MappingProxyType({})
_BOOK = Book()


def settle(
    graph: Graph, closure: Closure, policy: Policy, book: Book = _BOOK, *, border: Mapping[str, int] = _NONE, beyond: Iterable[str] = ()
) -> Changed:
    """Decides a closure and writes verdicts, memberships and ids, then marks its members as dealt with. `book` keeps what changed hands.

    `border` are generic values around it, with how many of their users are inside; `beyond` are changed generic values that stay as they are.
    """
    admission = admit(closure.members, closure.links, policy, apart=closure.apart, rulings=closure.rulings)
    person = {index: row["person"] for index, row in closure.rows.items() if row["person"]}
    issued = _issued(graph, closure, admission.groups, person)
    change = verdicts.change(closure, admission)
    total = Changed(verdicts=change.size, generic=len(admission.generic))
    plan = _plan(closure, admission.groups, issued, person)
    for batch in _batches(plan):
        with graph.work() as work:
            lines = _lines(batch, closure, person, book)
            number = book.write(work, lines) if lines else 0
            total.add(_write(work, batch, closure, set(person.values()), number))
    with graph.work() as work:  # by itself: whoever writes the ledger holds the state, which loads and judgements take last
        verdicts.write(work, change)
        _write_generic(work, closure, admission)
        if never := closure.never():
            total.verdicts += work.run("identity/refuse_barred", nodes=never, until=policy.until)[0]["refused"]
            total.verdicts += work.run("identity/refuse_withdrawn", nodes=never)[0]["withdrawn"]
        if border:
            work.run("identity/generic_spend", rows=[{"node": node, "near": near} for node, near in border.items()])
        left = sorted(set(beyond).difference(closure.keys(closure.rows)))
        if left:
            total.verdicts += work.run("identity/refuse_generic", nodes=left)[0]["changed"]
        work.run("identity/settle", nodes=[*closure.keys(closure.rows), *left])
    return total


@dataclass(slots=True)
class _Move:
    """One write: a group with an id and its newcomers, members released, or an id retired or given another successor."""

    persons: set[str]
    group: Row | None = None
    release: str | None = None
    retire: Row | None = None
    repoint: Row | None = None
    revive: bool = False
    moved: Sequence[int] = ()
    forgets: Sequence[int] = ()

    @property
    def size(self) -> int:
        return len(self.group["members"]) if self.group else 1


def _issued(graph: Graph, closure: Closure, groups: Sequence[Sequence[int]], person: Mapping[int, str]) -> Issued:
    """Who is who. Members that waited, and whose person nobody is since, have it as if they had never waited."""
    placed = {member for group in groups for member in group}
    held = {index: row["held"] for index, row in closure.rows.items() if row["held"] and not row["person"] and index in placed}
    issued = issue(groups, {**person, **held}, _ages(closure), past=past.read(graph, closure, groups, person))
    issued.revived |= set(held.values()).intersection(issued.ids) - set(person.values())
    return issued


def _ages(closure: Closure) -> dict[int, Age]:
    """By first event time, then key; a record and an identifier may share a key, and then the identifier is the older."""
    return {i: (row["first"] is None, row["first"] or 0, row["key"], row["namespace"] is None) for i, row in closure.rows.items()}


def _plan(closure: Closure, groups: Sequence[Sequence[int]], issued: Issued, person: dict[int, str]) -> list[_Move]:
    sizes = Counter(person.values())
    moves: list[_Move] = []
    placed: set[int] = set()
    for group, id_ in zip(groups, issued.ids, strict=True):
        placed.update(group)
        newcomers = [member for member in group if person.get(member) != id_]
        if newcomers or sizes[id_] != len(group):
            row = {"person": id_, "size": len(group), "members": closure.keys(newcomers)}
            forgets = issued.forgotten.get(id_, ())
            involved = {id_, *(person[each] for each in (*group, *forgets) if each in person)}
            moves.append(_Move(involved, group=row, revive=id_ in issued.revived, moved=newcomers, forgets=forgets))
    moves += [_Move({held}, release=closure.nodes[each], moved=(each,)) for each, held in person.items() if each not in placed]
    for held, successor in issued.redirects.items():
        row = {"person": held, "to": successor}
        involved = {held, *([successor] if successor else [])}
        moves.append(_Move(involved, retire=row) if held in sizes else _Move(involved, repoint=row))
    return moves


def _lines(batch: Sequence[_Move], closure: Closure, person: dict[int, str], book: Book) -> list[Row]:
    """What a batch does, as the ledger says it: who gained whom, who lost whom, which id answers with which."""
    lost: dict[str, list[int]] = {}
    lines: list[Row] = []
    for move in batch:
        if move.group and move.moved:
            line: Row = {"person": move.group["person"], "gained": _hashes(move.moved, closure, book)}
            lines.append(line | {"forgotten": _hashes(move.forgets, closure, book)} if move.forgets else line)
        for member in move.moved:
            if member in person:
                lost.setdefault(person[member], []).append(member)
        if change := move.retire or move.repoint:
            lines.append({"retired": change["person"], "to": change["to"]})
    return lines + [{"person": held, "lost": _hashes(members, closure, book)} for held, members in lost.items()]


def _hashes(members: Sequence[int], closure: Closure, book: Book) -> list[str]:
    rows = (closure.rows[member] for member in members)
    return sorted(book.member(row["key"], record=row["namespace"] is None) for row in rows)


def _batches(moves: Sequence[_Move]) -> list[list[_Move]]:
    """Moves that share a person stay together; small families share a transaction."""
    numbers: dict[str, int] = {}
    edges = []
    for index, move in enumerate(moves):
        held = [numbers.setdefault(each, len(numbers)) for each in sorted(move.persons)]
        edges += [(index, held[0], other) for other in held]
    batches: list[list[_Move]] = [[]]
    room = _AT_ONCE
    for family in parts(edges):
        members = [moves[index] for index in dict.fromkeys(family)]
        size = sum(move.size for move in members)
        if size > room and batches[-1]:
            batches.append([])
            room = _AT_ONCE
        batches[-1] += members
        room -= size
    return [batch for batch in batches if batch]


def _write(work: Work, batch: Sequence[_Move], closure: Closure, before: set[str], number: int) -> Changed:
    groups = [move.group for move in batch if move.group]
    released = [move.release for move in batch if move.release]
    retired = [move.retire for move in batch if move.retire]
    revived = [move.group["person"] for move in batch if move.group and move.revive]
    repointed = [move.repoint for move in batch if move.repoint]
    forgetting = [
        {"person": move.group["person"], "nodes": [closure.nodes[each] for each in move.forgets]} for move in batch if move.group and move.forgets
    ]
    if released:
        work.run("identity/members_release", nodes=released)
    if revived:
        work.run("identity/redirects_revive", ids=revived)
    if groups:
        work.run("identity/persons_write", rows=groups, retired=[row["person"] for row in retired], number=number)
    if forgetting:
        work.run("identity/members_forget", rows=forgetting)
    if retired:
        work.run("identity/redirects_write", rows=retired)
    if repointed:
        work.run("identity/redirects_repoint", rows=repointed)
    new = sum(group["person"] not in before for group in groups)
    return Changed(new=new, changed=len(groups) - new, retired=len(retired))


def _write_generic(work: Work, closure: Closure, admission: Admission) -> None:
    """Notes which values are generic and which no longer are. A use that is generic leaves its identifier as it is."""
    rows = [
        {"node": row["node"], "users": admission.generic.get(index), "spare": admission.spare.get(index)}
        for index, row in closure.rows.items()
        if row["key"] == row["value"] and (index in admission.generic or row["standing"] == "generic")
    ]
    if rows:
        work.run("identity/generic_write", rows=rows)
