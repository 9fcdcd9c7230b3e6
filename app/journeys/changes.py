"""What differs between a person's journeys as they should be and as they are stored. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from app.journeys.documents import MICROSECONDS
from app.journeys.pages import place
from app.journeys.unrated import Unrated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Row
    from app.journeys.steps import Step

Pair = tuple[str, str]


@dataclass(slots=True)
class Change:
    """All that a batch must write. Links are given by element ids where made, and by touchpoint ids where cut."""

    written: list[Row] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    linked: list[tuple[str, str, float]] = field(default_factory=list)
    unlinked: list[Pair] = field(default_factory=list)
    moved: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    unrated: Unrated = field(default_factory=Unrated)

    @property
    def any(self) -> bool:
        """Whether a part or a link is other than it is stored."""
        return bool(self.written or self.deleted or self.linked or self.unlinked)


def compare(person: str, steps: Sequence[Step], parts: list[Row], stored: list[Row], change: Change, *, counts: bool = True) -> None:
    """Adds to `change` what makes `stored` into `parts`, which were made of `steps`. Who does not count in figures lies on no page."""
    page = {"page": place(person, steps[0].at, steps[-1].at)} if steps and counts else {}
    before = {part["id"]: part for part in stored}
    for part in parts:
        part.update(page)
        if counts:
            change.unrated.part(part)
        if before.get(part["id"]) != part:
            change.written.append({"person": person, "id": part["id"], "properties": part})
    gone = before.keys() - {part["id"] for part in parts}
    change.deleted.extend(sorted(gone))
    if gone or (change.written and change.written[-1]["person"] == person):
        change.pages.update(part["page"] for part in (*stored, *parts) if "page" in part)
        _relink(steps, _pairs(parts), _pairs(stored), change)
        change.moved |= {id_ for part in parts for id_ in part["touchpoints"]} ^ {id_ for part in stored for id_ in part["touchpoints"]}


def _relink(steps: Sequence[Step], now: set[Pair], before: set[Pair], change: Change) -> None:
    known = {step.id: step for step in steps}
    change.unlinked.extend(sorted(before - now))
    for a, b in sorted(now - before):
        first, second = known[a], known[b]
        change.linked.append((first.node, second.node, (second.at - first.at) / MICROSECONDS))


def _pairs(parts: list[Row]) -> set[Pair]:
    """Consecutive touchpoints within a journey, over its parts."""
    whole: dict[int, list[str]] = {}
    for part in sorted(parts, key=lambda each: (each["number"], each["part"])):
        whole.setdefault(part["number"], []).extend(part["touchpoints"])
    return {pair for ids in whole.values() for pair in pairwise(ids)}
