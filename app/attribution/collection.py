"""Collecting: the ways that stored journeys took, with whose they are. Every report and every list of persons begins here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.attribution.lives import Life, Mark, Part, left_out, lives, ways
from app.journeys.answers import revision
from app.journeys.unrated import Unrated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.attribution.question import Question
    from app.attribution.ways import Way
    from app.graph import Graph, Row
    from app.journeys.conversions import Conversions

STATEMENT = "attribution/journeys"
CHANNELS = "attribution/channels"


@dataclass(slots=True)
class Collection:
    """Ways, and for each the life it is of and the mark it led to (None: to nothing). `persons` have at least one way; what is `unrated` has none."""

    revision: int
    params: Mapping[str, object]
    ways: list[Way] = field(default_factory=list)
    whose: list[Life] = field(default_factory=list)
    marks: list[Mark | None] = field(default_factory=list)
    unrated: Unrated = field(default_factory=Unrated)
    persons: int = 0

    def add(self, found: Iterable[Life], question: Question) -> None:
        """Adds the ways of all lives of one person."""
        before = len(self.ways)
        for life in found:
            for left in left_out(life, question):
                self.unrated.outcome(left.currency or "", left.at, left.value, refund=left.refund)
            for way, mark in ways(life, question, self.persons):
                self.ways.append(way)
                self.whose.append(life)
                self.marks.append(mark)
        self.persons += len(self.ways) > before


def collect(graph: Graph, question: Question, conversions: Conversions) -> Collection:
    """The ways that answer a question, of persons in the order of their ids. Raises BadInput for journeys of an earlier version."""
    params: Row = window(question)
    found = Collection(revision(graph), params)
    refunds = refunds_of(conversions)
    for row in graph.stream(STATEMENT, **params):
        parts = [Part(*part) for part in row["parts"]]
        found.add(lives(row["person"], parts, question.unit, refunds, anonymous=row["anonymous"]), question)
    return found


def window(question: Question) -> Row:
    """The parameters of the statement that reads journeys: who did nothing in that time, or is left out, can have no way."""
    return {"from": question.since, "until": question.until, **question.filters.who()}


def channels_known(graph: Graph) -> list[str]:
    """Every channel that touchpoints have."""
    return [name for row in graph.read(CHANNELS) for name in row["channels"]]


def refunds_of(conversions: Conversions) -> dict[str, frozenset[str]]:
    """The types that take back, by conversion."""
    return {each.name: each.refunds for each in conversions.declared}


def led(found: Collection) -> Iterator[tuple[Way, Life, Mark]]:
    """Only the ways that led to something."""
    for way, life, mark in zip(found.ways, found.whose, found.marks, strict=True):
        if mark is not None:
            yield way, life, mark
