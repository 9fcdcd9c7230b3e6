"""Who is behind a figure: the persons, or journeys, whose conversions and refunds a report counts. One way of counting serves both."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from app.attribution import collection, question
from app.attribution.collection import collect, led
from app.journeys.answers import Answer, file_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.attribution.collection import Collection
    from app.attribution.lives import Mark
    from app.attribution.question import Question
    from app.attribution.ways import Way
    from app.graph import Graph
    from app.journeys.conversions import Conversions


@dataclass(frozen=True, slots=True)
class Behind:
    """A person, or one of their journeys by number, with what is counted of them."""

    person: str
    journey: int | None
    conversions: int
    refunds: int
    value: float
    channels: list[str]


@dataclass(frozen=True, slots=True)
class Listing(Answer[Behind]):
    """Some of them, in the order of ids; `total` is how many there are, `next` where the rest begins."""

    total: int = 0
    next: int | None = None


def listing(graph: Graph, asked: Question, conversions: Conversions, *, through: str | None = None, limit: int = 100, cursor: int = 0) -> Listing:
    """Whose ways a report counts; with `through` only those on whose way that channel is. Raises BadInput like the report."""
    question.check(asked, conversions, collection.channels_known(graph), [] if through is None else [through])
    return listed(collect(graph, asked, conversions), asked, through=through, limit=limit, cursor=cursor)


def listed(found: Collection, asked: Question, *, through: str | None = None, limit: int = 100, cursor: int = 0) -> Listing:
    """The same, from ways that are collected already."""
    counted: dict[tuple[str, int | None], list[tuple[Way, Mark]]] = {}
    for way, life, mark in led(found):
        counted.setdefault((life.person, life.journey), []).append((way, mark))
    every = [_behind(*key, led_to) for key, led_to in counted.items()]
    rows = [each for each in every if through is None or through in each.channels]
    return Listing(
        rows[cursor : cursor + limit],
        asked.unit,
        found.revision,
        file_of(collection.STATEMENT),
        found.params,
        total=len(rows),
        next=cursor + limit if cursor + limit < len(rows) else None,
    )


def _behind(person: str, journey: int | None, counted: Sequence[tuple[Way, Mark]]) -> Behind:
    refunds = sum(mark.refund for _, mark in counted)
    channels = dict.fromkeys(channel for way, _ in counted for channel in way.channels)
    return Behind(person, journey, len(counted) - refunds, refunds, fsum(mark.value for _, mark in counted), list(channels))
