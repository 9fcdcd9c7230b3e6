"""Evidence as values: members, the links between them, what keeps them apart, and what humans ruled; the input of the pure admission function."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import floor, log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.identity.policy import Policy

_PROVEN = 900
"""The strength of a link over a shared value: above every resemblance of the same priority."""

_CERTAIN = 100
"""The band of a score that is 1.00 to the hundredth."""

_NINE = log2(10)
"""Bits that make odds ten times as good: one more nine of a probability."""


class Standing(StrEnum):
    """Why an identifier does not join."""

    JUNK = "junk"
    GENERIC = "generic"
    SHARED = "shared"
    EVIDENCE = "evidence"
    UNKNOWN = "unknown"
    WAITING = "waiting"
    """Its first event time is later than the instant of the run."""


@dataclass(frozen=True, slots=True)
class Member:
    """A record, an identifier or a use of one.

    `key` names it for ever; `node` is its number in this run; `namespace` is None for a record; `name` is a record's normalised name;
    `value` is what a unique namespace compares; `twin` marks a hash whose plain value is known (it is no second value); `kind` is a record's
    (person, organisation); `at` is the last event time in microseconds, None if none is known. `scope` is within what a value is one of its kind: the
    source that gives the number, the country that issued it; None where the namespace is one numbering for all.
    """

    key: str
    node: int
    namespace: str | None = None
    value: str | None = None
    name: str | None = None
    twin: bool = False
    kind: str | None = None
    at: int | None = None
    scope: str | None = None

    @property
    def is_record(self) -> bool:
        """Whether this is a record rather than a value."""
        return self.namespace is None


@dataclass(frozen=True, slots=True)
class Link:
    """One piece of evidence between two members, by their numbers.

    `relation` is STATES, SEEN_WITH, ALIAS, or RESEMBLES: two records alike, with the `score` that says how sure (0 to 1) and its `weight` in bits.
    """

    a: int
    b: int
    relation: str
    score: float | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """Two records whose traits contradict: they are never in one group. `because` names the traits."""

    a: int
    b: int
    because: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a human judged of two members, by number: the same person, or different ones.

    `left` and `right` are the members that stood with `a` and with `b` when it was judged, themselves included. Rulings that are given together
    do not contradict each other.
    """

    id: str
    same: bool
    a: int
    b: int
    left: frozenset[int]
    right: frozenset[int]


def priority(link: Link, members: dict[int, Member], policy: Policy) -> int:
    """How strong a claim a link is that is no alias: that of the weaker of the values at its ends; that of resemblance between two records."""
    ends = (members[link.a].namespace, members[link.b].namespace)
    found = [policy.namespaces[name].priority for name in ends if name is not None]
    return min(found, default=policy.resemblance or 0)


def strength(link: Link, members: dict[int, Member], policy: Policy) -> tuple[int, int]:
    """The class of a link, comparable: its priority, then for a resemblance the band of its score: hundredths, and past .99 nines."""
    return priority(link, members, policy), _PROVEN if link.score is None else _band(link.score, link.weight)


def doubtful(strength: tuple[int, int]) -> bool:
    """Whether a class is of resemblances that are not certain: below 1.00 to the hundredth."""
    return strength[1] < _CERTAIN


def _band(score: float, weight: float | None) -> int:
    band = round(score * _CERTAIN)
    return band if band < _CERTAIN or weight is None else min(band + floor(weight / _NINE), _PROVEN - 1)


def neighbours(links: Sequence[Link]) -> dict[int, set[int]]:
    """Every member's neighbours over all links."""
    found: dict[int, set[int]] = {}
    for link in links:
        found.setdefault(link.a, set()).add(link.b)
        found.setdefault(link.b, set()).add(link.a)
    return found
