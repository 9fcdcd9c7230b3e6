"""Issued ids: which group keeps which person's id, decided by what the persons were before.

Every person has an anchor, the member with the smallest (first event time, key). The group that holds a person's anchor inherits its id; a group
that inherits several keeps the one whose anchor is smallest, and the others redirect to it; a group that inherits none gets a new id.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Age = tuple[bool, int, str, bool]
"""Orders members: those with an event time first, by time, then by key, identifiers before records."""


@dataclass(slots=True)
class Issued:
    """The id of every group, and the ids that are no longer in use with their successor (None where nothing is left)."""

    ids: list[str] = field(default_factory=list)
    redirects: dict[str, str | None] = field(default_factory=dict)


def new_id() -> str:
    """A new person id: 64 random bits, nothing of the person in it."""
    return f"P-{uuid.uuid4().hex[:16]}"


def issue(groups: Sequence[Sequence[int]], person: dict[int, str], age: dict[int, Age], *, fresh: Callable[[], str] = new_id) -> Issued:
    """Gives every group of members its id. `person` is the present membership of members, in groups or not."""
    anchors: dict[str, int] = {}
    for member, held in person.items():
        if held not in anchors or age[member] < age[anchors[held]]:
            anchors[held] = member
    group_of = {member: index for index, group in enumerate(groups) for member in group}
    inherits: dict[int, list[str]] = {}
    issued = Issued()
    for held, anchor in anchors.items():
        index = group_of.get(anchor)
        if index is None:
            index = _next_best(held, person, age, group_of)
        if index is None:
            issued.redirects[held] = None
        else:
            inherits.setdefault(index, []).append(held)
    for index in range(len(groups)):
        claims = sorted(inherits.get(index, []), key=lambda held: age[anchors[held]])
        issued.ids.append(claims[0] if claims else fresh())
        issued.redirects.update(dict.fromkeys(claims[1:], issued.ids[index]))
    return issued


def _next_best(held: str, person: dict[int, str], age: dict[int, Age], group_of: dict[int, int]) -> int | None:
    """The group of the oldest member that still joins something, when the anchor no longer does."""
    left: Iterable[int] = (member for member, id_ in person.items() if id_ == held and member in group_of)
    oldest = min(left, key=lambda member: age[member], default=None)
    return None if oldest is None else group_of[oldest]
