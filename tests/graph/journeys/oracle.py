"""The same analyses in plain Python, the slow and obvious way."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.journeys.answers import Filter
    from tests.graph.journeys.worlds import Event

Ways = list[list["Event"]]


def passing(owned: dict[str, list[Event]], filters: Filter) -> Ways:
    """What each person did that passes the filters, in order."""
    params = filters.params()
    since, until = int(str(params["since"])), int(str(params["until"]))
    return [
        [
            event
            for event in events
            if since <= event.at < until
            and (filters.types is None or event.type in filters.types)
            and (filters.channels is None or event.channel in filters.channels)
        ]
        for events in owned.values()
    ]


def transitions(ways: Ways) -> Counter[tuple[str, str]]:
    """How often one type follows another."""
    return Counter((a.type, b.type) for way in ways for a, b in pairwise(way))


def paths(ways: Ways, steps: int, *, collapse: bool) -> Counter[tuple[str, ...]]:
    """How many take each path."""
    types = [[event.type for event in way] for way in ways if way]
    if collapse:
        types = [[kind for kind, _ in groupby(way)] for way in types]
    return Counter(tuple(way[:steps]) for way in types)
