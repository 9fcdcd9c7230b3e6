"""Where it goes hard: after which touchpoints persons stop, repeat, come back, wait too long or run into trouble."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.answers import ALL, Answer, Filter, Unit, file_of, revision
from app.journeys.counted import Counted

if TYPE_CHECKING:
    from app.graph import Graph, Row

STATEMENT = "journeys/friction"
WEEK = 7 * 86_400 * 1_000_000
TROUBLES = ("complaint", "error", "support_ticket")
"""What is trouble unless said otherwise."""


class Sign(StrEnum):
    """What is seen of a type: done at all, as the last, twice in a row, again after another, long before the next, right before trouble."""

    DID = "did"
    STOPPED = "stopped"
    REPEATED = "repeated"
    RETURNED = "returned"
    WAITED = "waited"
    TROUBLED = "troubled"


@dataclass(frozen=True, slots=True)
class Hardship:
    """One type, and how many show each sign at it."""

    type: str
    counts: dict[Sign, int]


@dataclass(frozen=True, slots=True)
class Hard:
    """What is too long to wait (microseconds), and which types are trouble."""

    wait: int = WEEK
    troubles: tuple[str, ...] = TROUBLES

    def params(self) -> Row:
        """As parameters of the statement. Raises BadInput for a wait of nothing."""
        if self.wait <= 0:
            raise BadInput("The wait is empty; say how long is too long.")
        return {"wait": self.wait, "troubles": list(self.troubles)}


def friction(graph: Graph, hard: Hard, filters: Filter = ALL, *, unit: Unit = Unit.PERSONS) -> Answer[Hardship]:
    """Every type, the most frequent first. Raises BadInput for a wait of nothing or filters that nothing can pass."""
    params = _params(hard, filters, unit) | {"type": None, "sign": None}
    at = revision(graph)
    found: dict[str, dict[Sign, int]] = {}
    for row in graph.read(STATEMENT, **params):
        found.setdefault(row["type"], dict.fromkeys(Sign, 0))[Sign(row["sign"])] = row["count"]
    rows = sorted((Hardship(kind, counts) for kind, counts in found.items()), key=lambda each: (-each.counts[Sign.DID], each.type))
    return Answer(rows, unit, at, file_of(STATEMENT), params)


def showing(graph: Graph, hard: Hard, which: tuple[str, Sign], filters: Filter = ALL, *, unit: Unit = Unit.PERSONS) -> Counted:
    """Exactly the persons who show a sign at a type."""
    params = _params(hard, filters, unit) | {"type": which[0], "sign": which[1].value}
    at = revision(graph)
    persons = Counter(person for row in graph.read(STATEMENT, **params) for person in row["persons"])
    return Counted.of(persons, unit, at, file_of(STATEMENT), params)


def _params(hard: Hard, filters: Filter, unit: Unit) -> Row:
    return {**filters.params(), "journeys": unit is Unit.JOURNEYS, **hard.params()}
