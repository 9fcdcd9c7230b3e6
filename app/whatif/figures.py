"""Figures: how journeys, conversions and their value move, from the journeys of those whose journeys change. Pure.

Everybody else's stay as they are, so the differences are those of the whole graph. Who is no customer counts in no figure.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.journeys.unrated import Unrated, total

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.graph import Row


@dataclass(slots=True)
class Figures:
    """Sums over some persons.

    `persons` have a journey; `stages` are their journeys by present stage, `types` their steps by type, `credits` conversions and refunds by name,
    `worth` what those are worth together. `value` is in the reporting currency; refunds count in values, not among conversions.
    """

    persons: int = 0
    journeys: int = 0
    steps: int = 0
    conversions: int = 0
    value: float = 0.0
    stages: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    credits: Counter[str] = field(default_factory=Counter)
    worth: Counter[str] = field(default_factory=Counter)

    def add(self, parts: Iterable[Row]) -> None:
        """Adds the journeys of one person, given part by part."""
        counted = _in_order(part for part in parts if "page" in part)
        self.persons += bool(counted)
        last: dict[int, str] = {}
        for part in counted:
            last[part["number"]] = part["stage"]
            self.steps += len(part["steps"])
            self.types.update(part["steps"])
            self.conversions += part["conversions"]
            self.value += part.get("value") or 0.0
            for name, value in zip(part.get("creditName") or (), part.get("creditValue") or (), strict=True):
                self.credits[name] += 1
                self.worth[name] += value
        self.journeys += len(last)
        self.stages.update(last.values())


@dataclass(slots=True)
class Moved:
    """Figures before and after of those whose journeys are not the same; `watch` is what a derivation of journeys tells, person by person."""

    before: Figures = field(default_factory=Figures)
    after: Figures = field(default_factory=Figures)
    unrated: Unrated = field(default_factory=Unrated)

    def watch(self, _: str, before: list[Row], after: list[Row]) -> None:
        """Adds a person that the derivation has looked at."""
        self.unrated.add(total(part for part in after if "page" in part))
        if _in_order(before) != _in_order(after):
            self.before.add(before)
            self.after.add(after)


def _in_order(parts: Iterable[Row]) -> list[Row]:
    return sorted(parts, key=lambda part: (part["number"], part["part"]))
