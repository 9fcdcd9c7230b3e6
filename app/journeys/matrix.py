"""The step matrix: what persons do first, second, third …, and how many have stopped by then."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.answers import ALL, Answer, Filter, Unit
from app.journeys.asked import ask
from app.journeys.narrowed import ways

if TYPE_CHECKING:
    from app.graph import Graph
    from app.journeys.flows import Flows

STATEMENT, FEW = "journeys/matrix", "journeys/matrix_postings"
MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class Cell:
    """So many have a touchpoint of `type` as their step of this number (from 1); with type None they have none any more."""

    step: int
    type: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Matrix(Answer[Cell]):
    """The cells; those of each step sum to `total`."""

    total: int = 0


def matrix(graph: Graph, filters: Filter = ALL, *, unit: Unit = Unit.PERSONS, steps: int = 10, collapse: bool = False) -> Matrix:
    """The cells of the first `steps` steps, of touchpoints that pass the filters; with `collapse` a type repeated in a row is one step.

    Raises BadInput for filters that nothing can pass, and for fewer steps than one or more than 50.
    """
    if not 1 <= steps <= MOST_STEPS:
        raise BadInput(f"A step matrix has 1 to {MOST_STEPS} steps, not {steps}.")
    if filters.narrowed:
        return _walked(*ways(graph, filters, unit, steps=steps, collapse=collapse), steps)
    how = {"steps": steps, "collapse": collapse}
    made = ask(graph, filters, unit, (FEW, STATEMENT), how)
    found = [Cell(row["step"], row["type"], row["count"]) for row in made.rows if row["count"]]
    total = sum(each.count for each in found if each.step == 1)
    return Matrix(found, unit, made.revision, made.file, made.params, total=total)


def _walked(found: Flows, counts: Counter[tuple[str, ...]], steps: int) -> Matrix:
    cells: Counter[tuple[int, str | None]] = Counter()
    for way, count in counts.items():
        for place in range(steps):
            cells[place + 1, way[place] if place < len(way) else None] += count
    ordered = sorted(cells.items(), key=lambda cell: (cell[0][0], -cell[1], cell[0][1] is None, cell[0][1] or ""))
    rows = [Cell(step, kind, count) for (step, kind), count in ordered]
    return Matrix(rows, found.unit, found.revision, found.file, found.params, total=found.total)
