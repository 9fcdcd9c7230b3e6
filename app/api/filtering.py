"""From the parameters of a request to the filters of an analysis, and from its answer to what every analysis says."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, TypeVar

from app.api.serving import graph, stage_names
from app.api.unknown import unknown
from app.journeys.answers import Answer, Filter, Unit
from app.journeys.segments import check, segments

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

T = TypeVar("T")


class Query(TypedDict, total=False):
    """The validated parameters; which there are is the endpoint's schema's to say."""

    since: datetime
    until: datetime
    type: list[str]
    channel: list[str]
    segment: list[str]
    stage: list[str]
    unit: str
    steps: int
    collapse: bool
    cursor: str | None
    limit: int | None


def filters(query: Query) -> Filter:
    """Which touchpoints count, and whose. Raises BadInput for a segment or a stage that nobody can be of."""
    found = Filter(
        query.get("since"), query.get("until"), query.get("type"), query.get("channel"), segments(query.get("segment", [])), query.get("stage")
    )
    if found.narrowed:
        check(graph(), found, stage_names())
    return found


def unit(query: Query) -> Unit:
    """What is counted; persons unless asked otherwise."""
    return Unit(query.get("unit", Unit.PERSONS))


def made(found: Answer[T], query: Mapping[str, object]) -> dict[str, object]:
    """What every analysis says of itself: unit, revision, the Cypher file with its parameters, and the names asked for that nobody has.

    Raises BadInput where those are all that is asked: after the answer is made, since what else is wrong with the question is worth more to know.
    """
    return {
        "unknown": [each._asdict() for each in unknown(query)],
        "unit": found.unit,
        "revision": found.revision,
        "made_by": {"file": found.file, "params": found.params},
    }
