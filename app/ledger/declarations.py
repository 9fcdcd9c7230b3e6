"""Declarations: namespaces that are not shipped. A mapping that uses one says what it is like, or a command does; the graph keeps that.

A declaration is made once, for all sources, and has an entry in the ledger: a namespace is one numbering, whoever writes it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.errors import BadInput, Conflict
from app.kinds import KINDS
from app.ledger.book import AUTHOR, Book

if TYPE_CHECKING:
    from app.graph import Graph, Work

_AT_ONCE = 10_000
_BOOK = Book()


@dataclass(frozen=True, slots=True)
class Declared:
    """A namespace, the kind it is like (a word of `KINDS`), and where that was said: a mapping and its line, or a command."""

    name: str
    like: str
    where: str
    author: str = AUTHOR
    reason: str = ""


def declared(graph: Graph) -> dict[str, Declared]:
    """All declared namespaces, by name; one that is like a kind that nobody knows here is as if it were not declared, and `unify` tells it so."""
    return {row["name"]: Declared(**row) for row in graph.read("ledger/declared") if row["like"] in KINDS}


def named(name: str, like: str) -> None:
    """Raises BadInput for a name that no namespace can have, or a word that is no kind."""
    if not name.isidentifier() or not name.islower():
        raise BadInput(f"{name!r} cannot name a namespace; use lower-case letters, digits and _.")
    if like not in KINDS:
        raise BadInput(f"{like!r} is no kind of namespace; use one of {', '.join(KINDS)}.")


def declare(work: Work, given: Declared, book: Book = _BOOK) -> bool:
    """Declares a namespace within the caller's transaction, and says whether it is new. Raises Conflict when it was declared to be like another."""
    row = work.run("ledger/declare", **asdict(given), at=datetime.now(UTC))[0]
    if row["like"] != given.like:
        raise Conflict(clash(given, row["like"], row["where"]))
    if row["made"]:
        book.append(work, "namespace", [{"namespace": given.name, "like": given.like}], subject=f"namespace {given.name}")
    return bool(row["made"])


def awaken(graph: Graph, name: str) -> int:
    """Lets identifiers of a namespace be judged by the next run that no policy knew until now; returns how many."""
    total = 0
    while found := graph.transact(lambda work: _awaken(work, name)):
        total += found
    return total


def clash(given: Declared, like: str, where: str) -> str:
    """The sentence for a namespace that two places declare in two ways."""
    return (
        f"{given.where} says that the namespace {given.name!r} is like a {given.like}, and {where} that it is like a {like}: "
        "one name is one numbering for all sources; write the same in both places, or take another name."
    )


def _awaken(work: Work, name: str) -> int:
    work.run("load/take_turns")
    return int(work.run("ledger/declared_awaken", namespace=name, most=_AT_ONCE)[0]["found"])
