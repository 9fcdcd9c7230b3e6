"""Judgements: what people say of members, as an append-only log with an algebra. Pure.

Nothing is ever edited: a later word on the same members outranks an earlier one, an undoing is an entry of its own, and what stands is a function
of the log. *Same* joins the two members that were judged; *different* keeps everybody who stood with one from everybody who stood with the other.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Verdict(StrEnum):
    """What can be said; `undo` is said of an earlier entry."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    NOT_A_CUSTOMER = "not_a_customer"
    UNDO = "undo"


class State(StrEnum):
    """What became of an entry. Only what stands acts."""

    PENDING = "pending"
    STANDS = "stands"
    UNDONE = "undone"
    SUPERSEDED = "superseded"


class Kind(StrEnum):
    """What is no customer."""

    BOT = "bot"
    TEST = "test"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log.

    `pair` are the members that were judged (one of them for `not_a_customer`, none for `undo`), `left` and `right` all that stood with
    them; `target` is the entry that an `undo` undoes; `waits` until a second account agrees.
    """

    id: str
    number: int
    verdict: Verdict
    pair: tuple[str, ...] = ()
    left: frozenset[str] = field(default=frozenset())
    right: frozenset[str] = field(default=frozenset())
    kind: Kind | None = None
    target: str | None = None
    waits: bool = False
    author: str = ""

    @property
    def about(self) -> frozenset[str]:
        """What an entry is about: a later one about the same outranks it."""
        return frozenset(self.pair)


def states(log: Iterable[Entry]) -> dict[str, State]:
    """What became of every entry: undone from the last to the first, then by pair the last word that does not wait."""
    entries = sorted(log, key=lambda entry: entry.number)
    undone: set[str] = set()
    for entry in reversed(entries):
        if entry.target is not None and entry.id not in undone:
            undone.add(entry.target)
    found: dict[str, State] = {}
    spoken: set[frozenset[str]] = set()
    for entry in reversed(entries):
        if entry.id in undone:
            found[entry.id] = State.UNDONE
        elif entry.verdict is Verdict.UNDO:
            found[entry.id] = State.STANDS
        elif entry.about in spoken:
            found[entry.id] = State.SUPERSEDED
        elif entry.waits:
            found[entry.id] = State.PENDING
        else:
            spoken.add(entry.about)
            found[entry.id] = State.STANDS
    return found


def contradiction(standing: Iterable[Entry]) -> list[Entry] | None:
    """The shortest chain that contradicts itself: a *different* last, before it the *same* that connect its two sides; None if there is none."""
    entries = sorted(standing, key=lambda entry: entry.number)
    joins: dict[str, list[tuple[str, Entry]]] = {}
    for entry in entries:
        if entry.verdict is Verdict.SAME:
            a, b = entry.pair
            joins.setdefault(a, []).append((b, entry))
            joins.setdefault(b, []).append((a, entry))
    chains = [_chain(joins, entry) for entry in entries if entry.verdict is Verdict.DIFFERENT]
    return min((chain for chain in chains if chain), key=len, default=None)


def _chain(joins: dict[str, list[tuple[str, Entry]]], entry: Entry) -> list[Entry] | None:
    """The fewest *same* that lead from one side of a *different* to the other, and the *different*."""
    left, right = entry.left | {entry.pair[0]}, entry.right | {entry.pair[1]}
    came: dict[str, list[Entry]] = {each: [] for each in sorted(left & joins.keys())}
    queue = deque(came)
    while queue:
        member = queue.popleft()
        if member in right:
            return [*came[member], entry]
        for other, link in joins[member]:
            if other not in came:
                came[other] = [*came[member], link]
                queue.append(other)
    return None


def told(chain: Sequence[Entry]) -> str:
    """A chain in words: `a = b (J-1, ada); a ≠ b (J-2, bob)`."""
    signs = {Verdict.SAME: "=", Verdict.DIFFERENT: "≠"}
    return "; ".join(f"{entry.pair[0]} {signs[entry.verdict]} {entry.pair[1]} ({entry.id}, {entry.author})" for entry in chain)
