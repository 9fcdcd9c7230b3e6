"""What changed between two periods: paths, transitions, stages and conversions of one beside those of the other, with what chance can do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.answers import ALL, Answer, Filter, Unit, file_of, micros, revision
from app.journeys.counted import Counted
from app.journeys.shares import chance, difference, discovered

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from app.graph import Graph, Row

STATEMENT = "journeys/periods"
Item = tuple[str, ...]


class Kind(StrEnum):
    """What is compared; `ALL` is who did anything in a period."""

    ALL = "all"
    PATH = "path"
    TRANSITION = "transition"
    STAGE = "stage"
    CONVERSION = "conversion"


COMPARED = (Kind.CONVERSION, Kind.STAGE, Kind.TRANSITION, Kind.PATH)


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment to before another, both aware."""

    since: dt.datetime
    until: dt.datetime

    def bounds(self) -> list[int]:
        """In epoch microseconds. Raises BadInput for a period of nothing."""
        found = [micros(self.since), micros(self.until)]
        if found[0] >= found[1]:
            raise BadInput("A period is empty; it must begin before it ends.")
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two periods, how paths are told apart, the declared conversions by name, and how many of each kind are compared."""

    period: Period
    other: Period
    conversions: Mapping[str, Sequence[str]]
    steps: int = 5
    collapse: bool = True
    limit: int = 20

    def params(self, filters: Filter) -> Row:
        """As parameters of the statement. Raises BadInput for periods that are empty or overlap, and for filters that nothing can pass."""
        first, second = self.period.bounds(), self.other.bounds()
        if first[0] < second[1] and second[0] < first[1]:
            raise BadInput("The periods overlap, so that what is in both would be compared with itself; part them.")
        kept = filters.params()
        return {
            "periods": [first, second],
            "types": kept["types"],
            "channels": kept["channels"],
            **filters.who(),
            "collapse": self.collapse,
            "steps": self.steps,
            "conversions": [{"name": name, "types": list(types)} for name, types in self.conversions.items()],
        }


@dataclass(frozen=True, slots=True)
class Change:
    """One item, by how many persons in the period and in the other; shares are of all who did anything in it.

    `difference` is the share less the other share, from `low` to `high` with 95 % probability, each interval by itself; `probability` is
    corrected for all that is compared (false discovery rate).
    """

    kind: Kind
    name: Item
    count: int
    other_count: int
    difference: float
    low: float
    high: float
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes(Answer[Change]):
    """What is least likely to be chance first. `total` and `other_total` persons did anything, `both` in both periods.

    Intervals and probabilities take the two for different persons; those in both mostly make them wider than they need be.
    """

    total: int
    other_total: int
    both: int


def changes(graph: Graph, comparison: Comparison, filters: Filter = ALL) -> Changes:
    """The items of each kind that most persons had in both periods together, up to the limit. Raises BadInput as `Comparison.params`."""
    params: Row = {**comparison.params(filters), "item": None, "period": None}
    at = revision(graph)
    counts: tuple[Counter[Item], Counter[Item]] = (Counter(), Counter())
    for row in graph.read(STATEMENT, **params):
        counts[row["period"]][tuple(row["item"])] = row["count"]
    totals = (counts[0]["all",], counts[1]["all",])
    together = counts[0] + counts[1]
    chosen = [item for kind in COMPARED for item in _most(together, kind, comparison.limit)]
    pairs = [((counts[0][item], totals[0]), (counts[1][item], totals[1])) for item in chosen]
    corrected = discovered([chance(*pair) for pair in pairs])
    rows = [
        Change(Kind(item[0]), item[1:], pair[0][0], pair[1][0], *difference(*pair), probability)
        for item, pair, probability in zip(chosen, pairs, corrected, strict=True)
    ]
    rows.sort(key=lambda row: (row.probability, -abs(row.difference), row.kind, row.name))
    return Changes(rows, Unit.PERSONS, at, file_of(STATEMENT), params, total=totals[0], other_total=totals[1], both=counts[0]["both",])


def having(graph: Graph, comparison: Comparison, which: tuple[Kind, Sequence[str], bool], filters: Filter = ALL) -> Counted:
    """Exactly the persons who have an item, given by kind and name, in the period, or with True in the other."""
    kind, name, other = which
    params: Row = {**comparison.params(filters), "item": [kind.value, *name], "period": int(other)}
    at = revision(graph)
    persons = Counter(person for row in graph.read(STATEMENT, **params) for person in row["persons"])
    return Counted.of(persons, Unit.PERSONS, at, file_of(STATEMENT), params)


def _most(together: Counter[Item], kind: Kind, limit: int) -> list[Item]:
    return sorted((item for item in together if item[0] == kind), key=lambda item: (-together[item], item))[:limit]
