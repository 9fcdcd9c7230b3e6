"""The persons behind a figure: exactly those that were counted, in pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.journeys.answers import Answer, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Person:
    """A person, and how often it was counted: 1, or its journeys, or its transitions."""

    id: str
    times: int


@dataclass(frozen=True, slots=True)
class Counted(Answer[Person]):
    """Persons by id; the sum of their `times` is the figure they stand behind."""

    @classmethod
    def of(cls, times: Mapping[str, int], unit: Unit, at: int, file: str, params: Mapping[str, object]) -> Counted:
        """From how often each person was counted."""
        return cls([Person(person, count) for person, count in sorted(times.items())], unit, at, file, params)

    @property
    def total(self) -> int:
        """The figure."""
        return sum(each.times for each in self.rows)


def changed(now: Counted, *, revision: int | None, count: int | None) -> str | None:
    """What is to be said when a figure was made at another revision than its persons are listed at; None when nothing."""
    if revision is None or revision == now.revision:
        return None
    then = "" if count is None else f" Then {count} were counted, now {now.total}."
    return f"The graph has moved from revision {revision} to {now.revision} since the figure was made; these are the persons of now.{then}"
