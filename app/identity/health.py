"""Health: figures that tell whether persons are as large as persons are, and flags where a limit is passed.

Reading them walks over all persons: seconds at a million identifiers, so ask once a page, not once a request.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.identity.groups import Groups
from app.limits import SHIPPED, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.graph import Graph, Row

LEAST, SUSPECTS = 4, 20
"""A value is suspected from so many links on; so many are shown."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A figure past its limit, and what to do about it."""

    figure: str
    value: float
    limit: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Health:
    """The figures: `totals` of the whole, `sizes` and `refused` as the statements give them, `candidate` the largest candidate component."""

    totals: Row
    sizes: list[Row]
    refused: list[Row]
    queue: list[Row]
    candidate: int
    single: float
    suspects: list[Row] = field(default_factory=list)
    """Identifiers that may be nobody's, with the reason."""
    flags: list[Flag] = field(default_factory=list)


def health(graph: Graph, limits: Limits = SHIPPED) -> Health:
    """The figures now, with the flags they raise."""
    totals = graph.read("identity/health_totals")[0]
    candidate = max(largest_candidate(graph.stream("identity/health_candidates")), totals["largest"] or 0)
    single = totals["single"] / totals["joined"] if totals["joined"] else 0.0
    refused = graph.read("identity/health_refused")
    sizes = graph.read("identity/health_sizes")
    flags = raised(totals, candidate, single, limits)
    suspects = graph.read("identity/health_suspects", least=LEAST, limit=SUSPECTS)
    return Health(totals, sizes, refused, graph.read("identity/review_count"), candidate, round(single, 4), suspects, flags)


def largest_candidate(rows: Iterable[Row]) -> int:
    """The members of the largest set of persons that only rules keep apart; 0 without any. Pure."""
    numbers: dict[str, int] = {}
    sizes: dict[int, int] = {}
    groups = Groups()
    for row in rows:
        for person, size in ((row["a"], row["sizeA"]), (row["b"], row["sizeB"])):
            if person not in numbers:
                numbers[person] = len(numbers)
                sizes[numbers[person]] = size
                groups.add(numbers[person], {})
        groups.join(numbers[row["a"]], numbers[row["b"]])
    return max((sum(sizes[each] for each in group) for group in groups.sets()), default=0)


def raised(totals: Row, candidate: int, single: float, limits: Limits) -> list[Flag]:
    """The flags that these figures raise. Pure."""
    looked = [
        Flag("largest", totals["largest"] or 0, limits.oversize, f"{totals['largestId']} is larger than persons are; look at its weakest place."),
        Flag("candidate", candidate, limits.candidate, "Rules alone keep very many members apart; look for a value that everybody shares."),
        Flag("single", single, limits.single, "Nearly all persons hang on single links; more evidence would make them sure."),
        Flag("queue", totals["queue"], limits.queue, "The queue is longer than a steward reads; begin at its head."),
        Flag("pending", totals["pending"], limits.pending, "Judgements wait for a second account to agree."),
    ]
    return [flag for flag in looked if flag.value > flag.limit]
