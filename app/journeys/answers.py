"""What every analysis over all persons takes and gives: filters in, an answer that names its unit, revision and Cypher file out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from app.errors import BadInput
from app.graph import statement
from app.journeys.pages import SHELVES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.graph import Graph, Row

T = TypeVar("T")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
_BEGINNING, _END = -(2**60), 2**60
SHARES = [list(range(0, SHELVES, 2)), list(range(1, SHELVES, 2))]
"""The shelves of pages, parted into two equal shares: as many as Throughline's smallest machine has cores."""


class Unit(StrEnum):
    """What is counted: persons over all that they did, or each of their journeys."""

    PERSONS = "persons"
    JOURNEYS = "journeys"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which touchpoints count: from `since` to before `until` (aware), of these types, in these channels; None keeps all.

    And of which persons: those whose golden record has all `segments` (traits and values), and who are in a stage of `standing` now; None keeps all.
    """

    since: dt.datetime | None = None
    until: dt.datetime | None = None
    types: Sequence[str] | None = None
    channels: Sequence[str] | None = None
    segments: Sequence[tuple[str, str]] = ()
    standing: Sequence[str] | None = None

    @property
    def narrowed(self) -> bool:
        """Whether some persons are left out with all that they did."""
        return bool(self.segments) or self.standing is not None

    def params(self) -> dict[str, object]:
        """As parameters of the statements. Raises BadInput for an empty window or empty lists."""
        since = _BEGINNING if self.since is None else micros(self.since)
        until = _END if self.until is None else micros(self.until)
        if since >= until:
            raise BadInput("The window is empty; `since` must lie before `until`.")
        if (self.types is not None and not self.types) or (self.channels is not None and not self.channels):
            raise BadInput("A list of types or channels is empty, so nothing could pass; leave it out to keep all.")
        return {
            "since": since,
            "until": until,
            "types": None if self.types is None else list(self.types),
            "channels": None if self.channels is None else list(self.channels),
            **self.who(),
        }

    def who(self) -> dict[str, object]:
        """Only which persons, as parameters of the statements."""
        return {"segments": [list(each) for each in self.segments], "standing": None if self.standing is None else list(self.standing)}


ALL = Filter()
"""Every touchpoint."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """Rows with what they count, the revision of the graph they were counted at, and the statement with its parameters."""

    rows: list[T]
    unit: Unit
    revision: int
    file: str
    params: Mapping[str, object] = field(default_factory=dict)


def micros(at: dt.datetime) -> int:
    """A moment in epoch microseconds. Raises BadInput when it has no time zone."""
    if at.tzinfo is None:
        raise BadInput(f"{at.isoformat()} has no time zone; add one, e.g. {at.isoformat()}Z.")
    return (at - _EPOCH) // _MICROSECOND


def revision(graph: Graph) -> int:
    """The revision of the graph."""
    return int(graph.read("journeys/revision")[0]["revision"])


def compiled(graph: Graph, filters: Filter, unit: Unit) -> Row:
    """Filters as a regular expression over the texts of pages, with the revision of the graph: a row of filter.cypher.

    Raises BadInput for filters by person: texts do not tell who they are of.
    """
    if filters.narrowed:
        raise BadInput("This question is about everybody; leave the filters by segment and stage out.")
    params = {name: value for name, value in filters.params().items() if name not in filters.who()}
    return graph.read("journeys/filter", **params, journeys=unit is Unit.JOURNEYS)[0]


def file_of(name: str) -> str:
    """The path of a statement that a reader can open."""
    return statement(name).file
