"""The persons behind a figure: exactly those that were counted, in pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.journeys.answers import Answer, Filter, Unit, file_of, revision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.graph import Graph, Row


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


def on_path(graph: Graph, path: Sequence[str], filters: Filter, *, unit: Unit, steps: int, collapse: bool) -> Counted:
    """Those whom a path of `paths` counts, with the same steps and collapse."""
    return _asked(graph, "journeys/paths_persons", filters, unit, {"path": list(path), "steps": steps, "collapse": collapse})


def in_transition(graph: Graph, origin: str, target: str, filters: Filter, *, unit: Unit) -> Counted:
    """Those whose transitions from one type to another are counted, as often as they made it."""
    return _asked(graph, "journeys/transitions_persons", filters, unit, {"from": origin, "to": target})


def in_cell(graph: Graph, cell: tuple[int, str | None], filters: Filter, *, unit: Unit, collapse: bool) -> Counted:
    """Those whom a cell of the step matrix counts: the number of the step (from 1), and its type or None."""
    return _asked(graph, "journeys/matrix_persons", filters, unit, {"step": cell[0], "kind": cell[1], "collapse": collapse})


def _asked(graph: Graph, name: str, filters: Filter, unit: Unit, more: Row) -> Counted:
    params = {**filters.params(), "journeys": unit is Unit.JOURNEYS, **more}
    at = revision(graph)
    return Counted.of({row["person"]: row["times"] for row in graph.read(name, **params)}, unit, at, file_of(name), params)
