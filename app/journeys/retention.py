"""Who comes back: the retention triangle of cohorts by when they began."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.answers import ALL, Answer, Filter, Unit, file_of, revision
from app.journeys.counted import Counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row

STATEMENT = "journeys/retention"
PERIODS = ("day", "week", "month")
MOST_AFTER = 100_000
"""Periods after a beginning at most: more days than anybody lives."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those who began in the period of day `first`; `counts` by periods after it: the first is all, the others came back in that one."""

    first: str
    counts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Triangle:
    """What begins (types, None any), what is a return, and the length of a period."""

    begins: Sequence[str] | None = None
    returns: Sequence[str] | None = None
    period: str = "month"

    def params(self) -> Row:
        """As parameters of the statement. Raises BadInput for a period that is none, or an empty list."""
        if self.period not in PERIODS:
            raise BadInput(f"A period is a {', '.join(PERIODS)}, not {self.period!r}.")
        if (self.begins is not None and not self.begins) or (self.returns is not None and not self.returns):
            raise BadInput("A list of types is empty, so nobody could begin or return; leave it out for any type.")
        lists = {"begins": self.begins, "returns": self.returns}
        return {"period": self.period, **{name: None if each is None else list(each) for name, each in lists.items()}}


def retention(graph: Graph, triangle: Triangle, filters: Filter = ALL) -> Answer[Cohort]:
    """Every cohort, the oldest first. Counted in persons. Raises BadInput for filters that nothing can pass."""
    params: Row = {**filters.params(), **triangle.params(), "cohort": None, "after": None}
    at = revision(graph)
    found: dict[str, dict[int, int]] = {}
    for row in graph.read(STATEMENT, **params):
        found.setdefault(row["cohort"], {})[row["after"]] = row["count"]
    return Answer([Cohort(first, counts) for first, counts in found.items()], Unit.PERSONS, at, file_of(STATEMENT), params)


def returned(graph: Graph, triangle: Triangle, cohort: str, after: int, filters: Filter = ALL) -> Counted:
    """Exactly the persons of one cell of the triangle."""
    params: Row = {**filters.params(), **triangle.params(), "cohort": cohort, "after": after}
    at = revision(graph)
    persons = Counter(person for row in graph.read(STATEMENT, **params) for person in row["persons"])
    return Counted.of(persons, Unit.PERSONS, at, file_of(STATEMENT), params)
