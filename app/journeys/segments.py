"""Segments: which persons an analysis is about, by traits of their golden records and the stage they are in now. What they did is not cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.names import parts, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.graph import Graph
    from app.journeys.answers import Filter


def segments(written: Iterable[str]) -> list[tuple[str, str]]:
    """Traits and values from texts like `country:DE`. Raises BadInput for one that has no colon, trait or value."""
    found = []
    for each in written:
        first, *rest = parts(each, ":")
        trait, value = read(first), read(":".join(rest))
        if not trait or not value:
            raise BadInput(f"A segment is a trait and its value with a colon between, like country:DE, not {each!r}.")
        found.append((trait, value))
    return found


def check(graph: Graph, filters: Filter, stages: Sequence[str]) -> None:
    """Raises BadInput for a trait that no golden record has, or a stage that is none of `stages`; both name those there are."""
    if unknown := sorted(set(filters.standing or ()) - set(stages)):
        raise BadInput(f"No stage is called {', '.join(unknown)}; there are {', '.join(stages)}.")
    if filters.segments:
        known: Sequence[str] = graph.read("journeys/traits")[0]["traits"]
        if unknown := sorted({trait for trait, _ in filters.segments} - set(known)):
            raise BadInput(f"No person has a trait {', '.join(unknown)}; there are {', '.join(known)}.")
