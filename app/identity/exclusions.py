"""Exclusions: who is no customer, derived from judgements on members, so that deriving again gives the same.

An excluded person keeps its members, its golden record and its journeys; figures and the queue leave it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.graph import Graph


def derive(graph: Graph) -> int:
    """Brings `excluded` and the label `Excluded` up to date; returns how many changed. Runs after golden records, which write persons anew."""
    cleared = graph.write("identity/excluded_clear")[0]["cleared"]
    return int(cleared + graph.write("identity/excluded_set")[0]["excluded"])
