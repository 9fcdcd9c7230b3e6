"""Issued ids: which group keeps which person's id, decided by what the persons were before.

Every person has an anchor, the member with the smallest (first event time, key). On a merge the id whose anchor is smallest stays, and the others
redirect to it. When a person parts, what stood before comes first: the part that holds all of what the person was, before it last grew, keeps its id;
a part that holds all of what a retired person was gets that id back. In both, the founders speak for a person, members that never had another id,
so that merges can be undone in another order than they were made. Only then the anchor decides: the part that holds it keeps the id, and the others
get new ones. A retired id answers with the person who holds its anchor.

When a judgement is taken back, whoever stood before it has its id of then again (see `claims`), before ids that came to the group only after the
judgement; one that was there before keeps it, as on any merge.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.identity.claims import claims

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from app.identity.claims import Again, Claim

Age = tuple[bool, int, str, bool]
"""Orders members: those with an event time first, by time, then by key, identifiers before records."""


@dataclass(slots=True)
class Issued:
    """The id of every group, and the ids that are not in use with their successor (None where nothing is left), where that is new.

    `revived` are those of `ids` that were retired before; `forgotten` are, for each of these, those of its last
    members that do not have it again: they no longer speak for it.
    """

    ids: list[str] = field(default_factory=list)
    redirects: dict[str, str | None] = field(default_factory=dict)
    revived: set[str] = field(default_factory=set)
    forgotten: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Past:
    """What members were before.

    `since` says when each came to its person (0: with its first members), `was` which retired ids it was among the last members of,
    `successors` which person each of those ids answers with now, `origin` the first retired id it had, also when that is in use again. `again` is
    what it was before a judgement that has been undone since the last run.
    """

    since: Mapping[int, int] = field(default_factory=dict)
    was: Mapping[int, Sequence[str]] = field(default_factory=dict)
    successors: Mapping[str, str | None] = field(default_factory=dict)
    origin: Mapping[int, str] = field(default_factory=dict)
    again: Mapping[int, Again] = field(default_factory=dict)


NO_PAST = Past()


def new_id() -> str:
    """A new person id: 64 random bits, nothing of the person in it."""
    return f"P-{uuid.uuid4().hex[:16]}"


def issue(
    groups: Sequence[Sequence[int]], person: dict[int, str], age: dict[int, Age], *, past: Past = NO_PAST, fresh: Callable[[], str] = new_id
) -> Issued:
    """Gives every group of members its id. `person` is the present membership of members, in groups or not.

    `past` is only needed when a person parts (see `parted`), and when a judgement was undone.
    """
    group_of = {member: index for index, group in enumerate(groups) for member in group}
    held = _held(person)
    lost = _retired(past, set(held))
    anchors = {id_: min(members, key=lambda member: age[member]) for id_, members in held.items()}
    heirs = {id_: _heir(_founders(id_, members, past), age, past, group_of) for id_, members in held.items()}
    claimed = claims(past.again, groups, held)
    heirs |= {id_: claim.group for id_, claim in claimed.items() if id_ in held}
    first = {id_ for id_, claim in claimed.items() if (id_ in held or id_ in lost) and _first(id_, claim, held, heirs, past)}
    for id_ in first - set(held):
        anchors[id_], heirs[id_] = min(claimed[id_].members, key=lambda member: age[member]), claimed[id_].group
    keeps: dict[int, str] = {}
    merged: dict[str, int] = {}
    for id_ in sorted(anchors, key=lambda each: (each not in first, age[anchors[each]])):
        index = heirs[id_]
        if index is not None and keeps.setdefault(index, id_) != id_ and id_ in held:
            merged[id_] = group_of.get(anchors[id_], index)
    # A person that parts while its heir merges into an older one: the part with its anchor may still have the id.
    for id_, index in list(merged.items()):
        if keeps.setdefault(index, id_) == id_:
            del merged[id_]
    kept = set(keeps.values())
    back = _back({id_: _founders(id_, lost[id_], past) for id_ in lost if id_ not in kept}, age, group_of, set(keeps))
    ids = [keeps.get(index) or back.get(index) or fresh() for index in range(len(groups))]
    redirects: dict[str, str | None] = {id_: None for id_, index in heirs.items() if index is None}
    revived = {id_: index for index, id_ in (keeps | back).items() if id_ in lost}
    issued = Issued(ids, redirects | {id_: ids[index] for id_, index in merged.items()}, set(revived))
    issued.forgotten = {id_: [member for member in lost[id_] if group_of.get(member) != index] for id_, index in revived.items()}
    _point_again(issued, lost, age, past, group_of)
    return issued


def parted(groups: Sequence[Sequence[int]], person: Mapping[int, str]) -> set[str]:
    """The persons whose members are no longer all in one group."""
    group_of = {member: index for index, group in enumerate(groups) for member in group}
    places: defaultdict[str, set[int | None]] = defaultdict(set)
    for member, id_ in person.items():
        places[id_].add(group_of.get(member))
    return {id_ for id_, found in places.items() if len(found) > 1}


def _held(person: Mapping[int, str]) -> dict[str, list[int]]:
    held: defaultdict[str, list[int]] = defaultdict(list)
    for member, id_ in person.items():
        held[id_].append(member)
    return dict(held)


def _heir(members: Sequence[int], age: dict[int, Age], past: Past, group_of: Mapping[int, int]) -> int | None:
    """The group that keeps an id: the one that has all of what the person was, now or before it last grew; else the one with its anchor.

    Of members that join nothing any more the next best decide.
    """
    left = [member for member in members if member in group_of]
    if not left:
        return None
    for before in sorted({past.since.get(member, 0) for member in members}, reverse=True):
        stood = {group_of[member] for member in left if past.since.get(member, 0) <= before}
        if len(stood) == 1:
            return stood.pop()
    return group_of[min(left, key=lambda member: age[member])]


def _first(id_: str, claim: Claim, held: Mapping[str, Sequence[int]], heirs: Mapping[str, int | None], past: Past) -> bool:
    """Whether a claim comes before all ids in use that come to its group: nobody had them, as they are now, when the judgement was made."""
    others = (members for other, members in held.items() if other != id_ and heirs[other] == claim.group)
    return all(past.since.get(member, 0) > claim.sets for members in others for member in members)


def _founders(id_: str, members: Sequence[int], past: Past) -> Sequence[int]:
    """Of members of an id those who never had another before: it was issued for them, or they had none when they came. All, if none is left."""
    return [member for member in members if past.origin.get(member, id_) == id_] or members


def _retired(past: Past, held: Collection[str]) -> dict[str, list[int]]:
    """The last members of the retired ids that answer with a person at hand, and so have their anchor at hand."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for member, ids in past.was.items():
        for id_ in ids:
            if past.successors.get(id_) in held:
                found[id_].append(member)
    return dict(found)


def _back(lost: Mapping[str, Sequence[int]], age: dict[int, Age], group_of: Mapping[int, int], taken: Collection[int]) -> dict[int, str]:
    """The retired ids that groups without an id get back.

    Of several the one all of whose founders are in the group, then, as on a merge, the oldest.
    """
    offers: defaultdict[int, list[tuple[bool, Age, int, str]]] = defaultdict(list)
    for id_, members in lost.items():
        left = [member for member in members if member in group_of]
        if left:
            anchor = min(left, key=lambda member: age[member])
            scattered = len({group_of[member] for member in left}) > 1
            offers[group_of[anchor]].append((scattered, age[anchor], -len(members), id_))
    return {index: min(found)[-1] for index, found in offers.items() if index not in taken}


def _point_again(issued: Issued, lost: Mapping[str, Sequence[int]], age: dict[int, Age], past: Past, group_of: Mapping[int, int]) -> None:
    """Retired ids whose anchor is now elsewhere than their successor answer with who holds it.

    They may answer by way of one another, so that when one changes all of them are said again.
    """
    holders: dict[str, str] = {}
    moved = bool(issued.revived)
    for id_, members in lost.items():
        left = [member for member in members if member in group_of]
        if id_ not in issued.revived and left:
            holders[id_] = issued.ids[group_of[min(left, key=lambda member: age[member])]]
            successor = past.successors[id_]
            moved |= holders[id_] != issued.redirects.get(successor or "", successor)
    if moved:
        issued.redirects.update(holders)
