"""What comes before a cancellation, or anything else, more often among those who have it than among those who have not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.answers import ALL, Answer, Filter, Unit, file_of, revision
from app.journeys.contrast import Table, corrected
from app.journeys.counted import Counted
from app.journeys.shares import chance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row

STATEMENT = "journeys/precursors"


@dataclass(frozen=True, slots=True)
class Precursor:
    """A type that comes before; `probability` is corrected for the number of types, and the interval holds for all of them at once."""

    type: str
    table: Table
    odds_ratio: float
    interval: tuple[float, float]
    probability: float


@dataclass(frozen=True, slots=True)
class Precursors(Answer[Precursor]):
    """The types, the least likely to be chance first; `left` persons have what was asked about, `stayed` have not."""

    left: int = 0
    stayed: int = 0


def precursors(graph: Graph, of: Sequence[str], filters: Filter = ALL, *, within: int | None = None) -> Precursors:
    """Every type before the first touchpoint of one of the types `of`, at most `within` microseconds; of who has none, before the latest.

    Raises BadInput for no types, a window of nothing, or filters that nothing can pass.
    """
    params = _params(of, filters, within) | {"type": None, "left": None}
    at = revision(graph)
    counts = {(row["type"], row["left"]): row["count"] for row in graph.read(STATEMENT, **params)}
    left, stayed = counts.get((None, True), 0), counts.get((None, False), 0)
    types = sorted({kind for kind, _ in counts if kind is not None})
    tables = [Table(counts.get((kind, True), 0), left, counts.get((kind, False), 0), stayed) for kind in types]
    chances = corrected([chance((table.some_with, table.some), (table.others_with, table.others)) for table in tables])
    rows = [
        Precursor(kind, table, table.odds_ratio(), table.interval(len(types)), probability)
        for kind, table, probability in zip(types, tables, chances, strict=True)
    ]
    rows.sort(key=lambda row: (row.probability, -row.odds_ratio, row.type))
    return Precursors(rows, Unit.PERSONS, at, file_of(STATEMENT), params, left=left, stayed=stayed)


def preceded(graph: Graph, of: Sequence[str], which: tuple[str, bool], filters: Filter = ALL, *, within: int | None = None) -> Counted:
    """Exactly the persons of one cell: the type before, and whether among those who have what was asked about."""
    params = _params(of, filters, within) | {"type": which[0], "left": which[1]}
    at = revision(graph)
    persons = Counter(person for row in graph.read(STATEMENT, **params) for person in row["persons"])
    return Counted.of(persons, Unit.PERSONS, at, file_of(STATEMENT), params)


def _params(of: Sequence[str], filters: Filter, within: int | None) -> Row:
    if not of or not all(of):
        raise BadInput("Name the type that is asked about, e.g. policy_cancelled.")
    if within is not None and within <= 0:
        raise BadInput("The time before it is empty; make it longer, or leave it out.")
    return {**filters.params(), "of": list(of), "within": within}
