"""Top paths over all persons: which sequences of touchpoint types are taken most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.answers import ALL, Answer, Filter, Unit
from app.journeys.asked import ask
from app.journeys.narrowed import ways

if TYPE_CHECKING:
    from collections import Counter

    from app.graph import Graph
    from app.journeys.flows import Flows

STATEMENT, FEW = "journeys/paths", "journeys/paths_postings"


@dataclass(frozen=True, slots=True)
class Path:
    """So many persons or journeys took these steps, in this order."""

    steps: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Paths(Answer[Path]):
    """The paths asked for. Shown, seen before and `others` together are `total`; `different` is the number of paths in all."""

    total: int = 0
    others: int = 0
    different: int = 0
    next: int | None = None


def paths(  # noqa: PLR0913 - each is a control of the page
    graph: Graph,
    filters: Filter = ALL,
    *,
    unit: Unit = Unit.PERSONS,
    steps: int = 10,
    collapse: bool = False,
    limit: int = 20,
    cursor: int = 0,
) -> Paths:
    """The most frequent paths, of touchpoints that pass the filters; equal counts by length, then in a fixed order.

    A path ends after `steps` steps. With `collapse` a type repeated in a row is one step. `cursor` is the `next` of the
    answer before. `others` counts those whose path is not on this page. Raises BadInput for a limit, steps or filters
    that leave nothing.
    """
    if steps < 1 or limit < 1 or cursor < 0:
        raise BadInput("Paths need at least one step and a limit of at least one, and a cursor from the answer before.")
    if filters.narrowed:
        return _walked(*ways(graph, filters, unit, steps=steps, collapse=collapse), limit, cursor)
    how = {"steps": steps, "collapse": collapse, "limit": limit, "skip": cursor}
    made = ask(graph, filters, unit, (FEW, STATEMENT), how)
    total, different = (made.rows[0]["total"], made.rows[0]["paths"]) if made.rows else (0, 0)
    found = [Path(tuple(row["path"]), row["count"]) for row in made.rows if row["count"]]
    return Paths(
        found,
        unit,
        made.revision,
        made.file,
        made.params,
        total=total,
        others=total - sum(each.count for each in found),
        different=different,
        next=cursor + limit if cursor + limit < different else None,
    )


def _walked(found: Flows, counts: Counter[tuple[str, ...]], limit: int, cursor: int) -> Paths:
    every = sorted((Path(way, count) for way, count in counts.items()), key=lambda each: (-each.count, len(each.steps), each.steps))
    shown = every[cursor : cursor + limit]
    return Paths(
        shown,
        found.unit,
        found.revision,
        found.file,
        found.params,
        total=found.total,
        others=found.total - sum(each.count for each in shown),
        different=len(every),
        next=cursor + limit if cursor + limit < len(every) else None,
    )
