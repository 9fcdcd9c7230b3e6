"""Funnels in plain Python, by trying every attempt: a search over choices of touchpoints, nothing remembered between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.journeys.attempts import Design, Order
from app.journeys.funnels import Attempt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.graph.journeys.worlds import Event


class Try(NamedTuple):
    """One attempt: which touchpoint stands for which step (by place)."""

    hits: dict[int, Event]

    @property
    def start(self) -> int:
        """When it began."""
        return min(event.at for event in self.hits.values())

    @property
    def end(self) -> int:
        """When it came to its last step."""
        return max(event.at for event in self.hits.values())


def tries(way: list[Event], design: Design) -> list[Try]:
    """Every attempt of one person, those that stop early included."""
    if design.order is Order.ANY:
        found = list(_anyhow(way, design))
        firsts = [event.at for event in way if any(event.type in step.types for step in design.steps)]
        if design.attempt is Attempt.FIRST and firsts:
            found = list(_anyhow(way, design, since=firsts[0]))
        return found
    starts = [event for event in way if event.type in design.steps[0].types]
    if design.attempt is Attempt.FIRST:
        starts = starts[:1]
    return [attempt for start in starts for attempt in _onward(way, design, {0: start})]


def before(a: Event, b: Event) -> bool:
    """Whether a comes before b: at equal times only if the sequence says so."""
    return (a.at, a.sequence) < (b.at, b.sequence)


def _onward(way: list[Event], design: Design, hits: dict[int, Event]) -> Iterator[Try]:
    yield Try(dict(hits))
    last = max(hits)
    for place in range(last + 1, len(design.steps)):
        for event in way:
            if event.type in design.steps[place].types and _follows(way, design, hits, place, event):
                yield from _onward(way, design, {**hits, place: event})
        if not design.steps[place].optional:
            return


def _follows(way: list[Event], design: Design, hits: dict[int, Event], place: int, event: Event) -> bool:
    last = max(hits)
    previous, step = hits[last], design.steps[place]
    between = [each for each in way if before(previous, each) and before(each, event)]
    return (
        before(previous, event)
        and (design.window is None or event.at - hits[0].at <= design.window)
        and (step.within is None or event.at - previous.at <= step.within)
        and not (design.order is Order.STRICT and between)
        and not any(each.type in bar.types for bar in design.bars if bar.start - 1 <= last < (bar.end or len(design.steps)) - 1 for each in between)
    )


def _anyhow(way: list[Event], design: Design, since: int | None = None) -> Iterator[Try]:
    """In any order: for every step the touchpoints done so far up to each moment, or from `since` on."""
    barred = [event.at for event in way for bar in design.bars if event.type in bar.types]
    for place in range(len(design.steps)):
        needs = [before for before in range(place) if not design.steps[before].optional] + [place]
        for chosen in _choices(way, design, needs):
            start = min(event.at for event in chosen) if since is None else since
            end = max(event.at for event in chosen)
            if (design.window is None or end - start <= design.window) and not any(start < at < end for at in barred):
                yield Try(dict(zip(needs, chosen, strict=True)))


def _choices(way: list[Event], design: Design, needs: list[int]) -> Iterator[list[Event]]:
    if not needs:
        yield []
        return
    for event in way:
        if event.type in design.steps[needs[0]].types:
            for rest in _choices(way, design, needs[1:]):
                yield [event, *rest]
