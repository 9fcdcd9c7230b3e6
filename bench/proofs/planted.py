"""Planted: of a hundred false merges that the policy must admit, eighty stand in the first tenth of the queue."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from app.identity.review import queue
from bench.proofs import crowded
from bench.proofs.canonical import asked
from bench.proofs.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Graph

_EVERY = 1_000_000


def prove(graph: Graph, *, small: bool) -> Iterator[Line]:
    """A generated world with forged links; a planted merge is found where an item of the queue is a bridge of its person between the two."""
    forged = 4 if small else 100
    with tempfile.TemporaryDirectory(prefix="throughline-proofs-") as home:
        found = crowded.tell(graph, Path(home), small=small, forged=forged)
    merged = asked(graph, "joined", pairs=[list(pair) for pair in found.forged])
    yield Line("planted: forged links that the policy admitted", len(found.forged), len(merged), least=forged * 9 // 10)
    items = queue(graph, limit=_EVERY)
    places: dict[str, int] = {}
    for place, item in enumerate(items):
        if item["kind"] == "bridge":
            places.setdefault(item["persons"][0]["id"], place)
    tenth = len(items) // 10
    head = sum(places.get(row["person"], _EVERY) < tenth for row in merged)
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in Counter(item["kind"] for item in items).most_common())
    listed = sum(row["person"] in places for row in merged)
    note = f"the queue has {len(items):,} items ({kinds}); {listed} planted are in it, the last at place {_last(places, merged):,}"
    yield Line("planted: false merges in the first tenth of the queue", len(merged), head, least=-(-forged * 8 // 10), note=note)


def _last(places: dict[str, int], merged: list[dict[str, str]]) -> int:
    return max((places[row["person"]] + 1 for row in merged if row["person"] in places), default=0)
