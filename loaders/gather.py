"""Gathering: the evidence of a batch, each link once. Pure, and free of order: counts add up, times widen."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.facts import Identifier, RecordFacts, TouchpointFacts

Pair = tuple[str, str]
"""Keys of two identifiers, the smaller one first."""


@dataclass(slots=True)
class Span:
    """The event times of an identifier within a batch; None where none is known."""

    identifier: Identifier
    first: int | None = None
    last: int | None = None

    def widen(self, at: int | None) -> None:
        """Makes room for one more event time."""
        if at is None:
            return
        if self.first is None or at < self.first:
            self.first = at
        if self.last is None or at > self.last:
            self.last = at


@dataclass(slots=True)
class Meeting:
    """How often, first and last two identifiers were seen with each other."""

    count: int
    first: int
    last: int


@dataclass(slots=True)
class Evidence:
    """What a batch shows: identifiers with their event times, and which were seen together, by source."""

    spans: dict[str, Span] = field(default_factory=dict)
    meetings: dict[tuple[str, str, str], Meeting] = field(default_factory=dict)

    def meet(self, identifier: Identifier, at: int | None) -> None:
        """An identifier was met."""
        span = self.spans.get(identifier.key)
        if span is None:
            span = self.spans[identifier.key] = Span(identifier)
        span.widen(at)

    def add_touchpoints(self, found: Iterable[TouchpointFacts]) -> None:
        """New touchpoints: those who acted were seen with each other."""
        for each in found:
            for identifier, _ in each.carried:
                self.meet(identifier, each.at)
            if len(each.carried) > 1:
                for one, other in actor_pairs(each):
                    self._seen(one, other, each)

    def add_records(self, found: Iterable[RecordFacts]) -> None:
        """New records with the identifiers they state."""
        for each in found:
            for identifier in each.identifiers:
                self.meet(identifier, each.at)

    def mention(self, identifiers: Iterable[Identifier]) -> None:
        """Identifiers that exist, whatever still speaks of them: those of superseded versions."""
        for each in identifiers:
            self.meet(each, None)

    def _seen(self, one: str, other: str, touchpoint: TouchpointFacts) -> None:
        at, key = touchpoint.at, (one, other, touchpoint.source)
        meeting = self.meetings.get(key)
        if meeting is None:
            self.meetings[key] = Meeting(1, at, at)
            return
        meeting.count += 1
        meeting.first, meeting.last = min(meeting.first, at), max(meeting.last, at)


def actor_pairs(touchpoint: TouchpointFacts) -> Iterable[Pair]:
    """Every two identifiers that a touchpoint carried as actors."""
    actors = sorted(identifier.key for identifier, role in touchpoint.carried if role == "actor")
    return combinations(actors, 2)


def pairs_of(keys: Iterable[str]) -> Iterable[Pair]:
    """Every two of some keys."""
    return combinations(sorted(set(keys)), 2)
