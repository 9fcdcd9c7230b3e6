"""How many persons, or journeys, were in each stage, and how many are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.journeys.answers import ALL, Answer, Filter, Unit, file_of, revision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph

STATEMENT = "profiles/stages"


@dataclass(frozen=True, slots=True)
class Stage:
    """So many were ever in this stage, and so many are in it by their latest touchpoint."""

    stage: str
    count: int
    current: int


@dataclass(frozen=True, slots=True)
class Stages(Answer[Stage]):
    """Every stage, in the order asked. The `current` of all of them sum to `total`."""

    total: int = 0


def stages(graph: Graph, names: Sequence[str], filters: Filter = ALL, *, unit: Unit = Unit.PERSONS) -> Stages:
    """The stages called `names`, over the touchpoints that pass the filters. Raises BadInput for filters nothing passes."""
    params = {**filters.params(), "journeys": unit is Unit.JOURNEYS, "stages": list(names)}
    at = revision(graph)
    rows = graph.read(STATEMENT, **params)
    found = [Stage(row["stage"], row["count"], row["current"]) for row in rows]
    return Stages(found, unit, at, file_of(STATEMENT), params, total=rows[0]["total"] if rows else 0)
