"""Claims: which id a group had before a judgement that is taken back, and so has again. Pure.

A judgement keeps, of all that stood with the two it is about, which person each was of. Once it is undone these say so again. They are heard where
all that had an id then are in one group now, and nobody who has not changed would lose an id by it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Again:
    """What a member was before a judgement that has been undone: the id of its person, and how many change sets the ledger had then."""

    person: str
    sets: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A group, by its place, that had an id once; `sets` as in `Again`, `members` of the group that say so."""

    group: int
    sets: int
    members: tuple[int, ...]


def claims(again: Mapping[int, Again], groups: Sequence[Sequence[int]], held: Mapping[str, Collection[int]]) -> dict[str, Claim]:
    """The claim on each id, given what members were and the members of every id in use.

    There is none on an id whose person of then is in several groups now; none on one whose present person stays as it is; and none of a group that
    is a present person as it is, which keeps its id.
    """
    if not again:
        return {}
    group_of = {member: index for index, group in enumerate(groups) for member in group}
    size = {index: len(group) for index, group in enumerate(groups)}
    said: defaultdict[str, list[int]] = defaultdict(list)
    for member in sorted(again):
        if member in group_of:
            said[again[member].person].append(member)
    same = {id_: index for id_, members in held.items() if (index := _only(members, group_of)) is not None and size[index] == len(members)}
    kept = set(same.values())
    found: dict[str, Claim] = {}
    for id_, members in said.items():
        index = _only(members, group_of)
        if index is not None and id_ not in same and index not in kept:
            found[id_] = Claim(index, max(again[member].sets for member in members), tuple(members))
    return found


def _only(members: Collection[int], group_of: Mapping[int, int]) -> int | None:
    """The one group that holds all of these; None where there is none."""
    places = {group_of.get(member) for member in members}
    return places.pop() if len(places) == 1 else None
