"""Ways from one touchpoint to another: which are taken, with what conversions, value and duration, and where they part at each step.

A way begins with the first touchpoint named `start` and ends with the first later one named `end`; without either it begins or ends
where the person does. Those who come from `start` to `end` are therefore those whom an ordered funnel of the two counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.answers import ALL, Answer, Filter, Unit, file_of, revision
from app.journeys.counted import Counted
from app.journeys.names import among
from app.journeys.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from app.graph import Graph, Row

STATEMENT, PERSONS = "journeys/flows", "journeys/flows_persons"
MOST_STEPS = 50
GOES_ON = "…"
"""The last step of a way that is longer than was asked for."""
_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Group:
    """Touchpoints whose type fits one of the patterns go by this name. In patterns `*` is any text and `?` any character; see `names.py`."""

    name: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What makes a way: where it begins and ends, what its steps are called, and which are passed over (patterns of names)."""

    start: str | None = None
    end: str | None = None
    groups: tuple[Group, ...] = ()
    excluded: tuple[str, ...] = ()
    collapse: bool = False
    unroll: bool = False
    steps: int = 10

    def params(self, types: Sequence[str]) -> Row:
        """As parameters of the statements, for these known types. Raises BadInput for what makes no sense."""
        if not 1 <= self.steps <= MOST_STEPS:
            raise BadInput(f"Ways have 1 to {MOST_STEPS} steps, not {self.steps}.")
        named = self._named(types)
        excluded = sorted(among(self.excluded, {named.get(kind, kind) for kind in types}, many="*", one="?"))
        for end in (self.start, self.end):
            if end in excluded:
                raise BadInput(f"Ways cannot begin or end with {end!r}, which is excluded; leave it out of one of them.")
        return {
            "named": named,
            "excluded": excluded,
            "start": self.start,
            "end": self.end,
            "collapse": self.collapse,
            "unroll": self.unroll,
            "steps": self.steps,
        }

    def _named(self, types: Sequence[str]) -> dict[str, str]:
        """Types that go by another name: that of the first group one of whose patterns they fit."""
        found: dict[str, str] = {}
        for group in reversed(self.groups):
            found |= dict.fromkeys(among(group.patterns, types, many="*", one="?"), group.name)
        return {kind: name for kind, name in found.items() if kind != name}


@dataclass(frozen=True, slots=True)
class Passing:
    """Of all ways those with one of the names `here` at a step (from 1), and where given one of the names `next` right after it."""

    step: int
    here: Sequence[str]
    next: Sequence[str] | None = None

    def params(self) -> Row:
        """As parameters of the statement."""
        return {"place": self.step - 1, "here": list(self.here), "next": None if self.next is None else list(self.next)}


_ANY: Row = {"place": None, "here": None, "next": None}


@dataclass(frozen=True, slots=True)
class Flow:
    """So many took this way, `converted` of them converted on it; `value` is None where a rate is missing, `duration` from first to last step."""

    path: tuple[str, ...]
    count: int
    converted: int
    value: float | None
    duration: Spread


@dataclass(frozen=True, slots=True)
class Flows(Answer[Flow]):
    """Every way, the most frequent first; their counts sum to `total`."""

    @property
    def total(self) -> int:
        """How many take any."""
        return sum(each.count for each in self.rows)

    def at(self, step: int, kinds: int) -> tuple[list[tuple[str, int]], int, int]:
        """At a step (from 1) the most frequent names with their counts, how many do others, and how many have ended: together `total`."""
        names: Counter[str] = Counter()
        for each in self.rows:
            if len(each.path) >= step:
                names[each.path[step - 1]] += each.count
        shown = sorted(names.items(), key=lambda item: (-item[1], item[0]))[:kinds]
        there = sum(names.values())
        return shown, there - sum(count for _, count in shown), self.total - there

    def links(self, step: int, kinds: int) -> list[tuple[str | None, str | None, int]]:
        """From the names of a step to those of the next, with None for others; ways that end are in no link."""
        here, there = ({name for name, _ in self.at(place, kinds)[0]} for place in (step, step + 1))
        found: Counter[tuple[str | None, str | None]] = Counter()
        for each in self.rows:
            if len(each.path) > step:
                a, b = each.path[step - 1], each.path[step]
                found[a if a in here else None, b if b in there else None] += each.count
        return [(a, b, count) for (a, b), count in sorted(found.items(), key=lambda item: (-item[1], str(item[0])))]


def flows(graph: Graph, course: Course, filters: Filter = ALL, *, refunds: Collection[str], unit: Unit = Unit.PERSONS) -> Flows:
    """All ways under the filters; `refunds` are the types that take value back, so that they convert nobody.

    Raises BadInput for filters that nothing can pass and a course that makes no sense.
    """
    params = {**_params(graph, course, filters, unit), "refunds": sorted(refunds)}
    at = revision(graph)
    return Flows([_flow(row) for row in graph.read(STATEMENT, **params)], unit, at, file_of(STATEMENT), params)


def worth(ways: Iterable[Flow]) -> float | None:
    """What ways are worth together; None where that of one of them cannot be told."""
    values = [each.value for each in ways]
    known = [value for value in values if value is not None]
    return round(sum(known), 6) if len(known) == len(values) else None


def on_way(
    graph: Graph,
    course: Course,
    which: Sequence[str] | Passing | None,
    filters: Filter = ALL,
    *,
    unit: Unit = Unit.PERSONS,
) -> Counted:
    """Exactly the persons whom a way of `flows` counts, or all ways that pass somewhere, or with None all. Raises BadInput as that does."""
    passing = which if isinstance(which, Passing) else None
    path = None if which is None or isinstance(which, Passing) else list(which)
    params = {**_params(graph, course, filters, unit), "path": path, **(passing.params() if passing else _ANY)}
    at = revision(graph)
    return Counted.of({row["person"]: row["times"] for row in graph.read(PERSONS, **params)}, unit, at, file_of(PERSONS), params)


def _params(graph: Graph, course: Course, filters: Filter, unit: Unit) -> Row:
    types = graph.read("journeys/kinds")[0]["types"]
    return {**filters.params(), "journeys": unit is Unit.JOURNEYS, **course.params(types)}


def _flow(row: Row) -> Flow:
    ranks = [each / _MICROSECONDS for each in row["durations"]]
    return Flow(tuple(row["path"]), row["count"], row["converted"], row["value"], Spread(row["count"], *ranks))
