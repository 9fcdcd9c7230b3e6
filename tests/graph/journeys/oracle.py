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


def funnel(ways: Ways, steps: list[str], window: int | None, *, first: bool) -> list[int]:
    """How many reach each step, by trying every attempt."""
    reached = [max((_reach(way, steps, window, start) for start in _starts(way, steps[0], first=first)), default=0) for way in ways]
    return [sum(1 for depth in reached if depth > place) for place in range(len(steps))]


def _starts(way: list[Event], kind: str, *, first: bool) -> list[int]:
    found = [event.at for event in way if event.type == kind]
    return found[:1] if first else found


def _reach(way: list[Event], steps: list[str], window: int | None, start: int) -> int:
    depth, now = 1, start
    for kind in steps[1:]:
        later = [event.at for event in way if event.type == kind and event.at > now and (window is None or event.at - start <= window)]
        if not later:
            break
        depth, now = depth + 1, min(later)
    return depth
