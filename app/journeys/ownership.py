"""Who owns a touchpoint: of its actors that belong to persons, those of the highest namespace priority decide. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Claim(NamedTuple):
    """An actor identifier of a touchpoint, by its namespace, and the person it belongs to."""

    namespace: str
    person: str


def owner(claims: Iterable[Claim], priorities: Mapping[str, int]) -> str | None:
    """The person who owns a touchpoint, or None when two have equal right. A namespace without a priority has the least.

    There must be a claim; a touchpoint without one is unowned, which is not for this function to say.
    """
    best, found = None, set[str]()
    for claim in claims:
        priority = priorities.get(claim.namespace, 0)
        if best is None or priority > best:
            best, found = priority, {claim.person}
        elif priority == best:
            found.add(claim.person)
    return found.pop() if len(found) == 1 else None
