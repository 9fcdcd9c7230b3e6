"""Evidence as values: members and the links between them, the input of the pure admission function."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.identity.policy import Policy


class Standing(StrEnum):
    """Why an identifier does not join."""

    JUNK = "junk"
    GENERIC = "generic"
    SHARED = "shared"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Member:
    """A record, an identifier or a use of one.

    `key` names it for ever; `node` is its number in this run; `namespace` is None for a record; `name` is a record's normalised name;
    `value` is what a unique namespace compares; `twin` marks a hash whose plain value is known (it is no second value).
    """

    key: str
    node: int
    namespace: str | None = None
    value: str | None = None
    name: str | None = None
    twin: bool = False

    @property
    def is_record(self) -> bool:
        """Whether this is a record rather than a value."""
        return self.namespace is None


@dataclass(frozen=True, slots=True)
class Link:
    """One piece of evidence between two members, by their numbers; `relation` is STATES, SEEN_WITH or ALIAS."""

    a: int
    b: int
    relation: str


def priority(link: Link, members: dict[int, Member], policy: Policy) -> int:
    """How strong a claim a link is that is no alias: that of the weaker of the values at its ends."""
    ends = (members[link.a].namespace, members[link.b].namespace)
    return min(policy.namespaces[name].priority for name in ends if name is not None)


def neighbours(links: Sequence[Link]) -> dict[int, set[int]]:
    """Every member's neighbours over all links."""
    found: dict[int, set[int]] = {}
    for link in links:
        found.setdefault(link.a, set()).add(link.b)
        found.setdefault(link.b, set()).add(link.a)
    return found
