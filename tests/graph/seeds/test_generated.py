"""A generated world is told apart as far as its files can tell: an oracle that knows no policy says how far."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seeds.generate import generate
from seeds.shape import Shape
from seeds.world import Order
from tests.graph.seeds.attainable import Files, partition
from tests.graph.seeds.stories import derive, manifest, rows, tell

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

SHAPE = replace(Shape(), tablet=0.1, recycled=0.05)
"""More shared tablets and recycled numbers than usual."""

_MEMBERS = """
MATCH (m)-[:BELONGS_TO]->(p:Person)
RETURN p.id AS person, CASE
  WHEN m:Record THEN m.id + ' record'
  WHEN m:Use THEN [(m)-[:OF]->(i) | i.key][0] + CASE WHEN m.from < datetime('2024') THEN ' before' ELSE ' after' END
  ELSE coalesce(m.twin, m.key) END AS member
"""


def test_persons_are_what_the_files_can_tell(graph: Graph, tmp_path: Path) -> None:
    """Loaded and unified, a world of 150 persons has exactly the groups that the oracle finds: no false merge, none missed."""
    generate(Order(tmp_path, seed=3, persons=120, form="jsonl"), SHAPE)
    counts = tell(graph, manifest(tmp_path), tmp_path)
    derive(graph)
    found: dict[str, set[str]] = {}
    for row in rows(graph, _MEMBERS):
        found.setdefault(row["person"], set()).add(row["member"])
    files = Files(tmp_path)
    assert files.passed_on
    assert {frozenset(group) for group in found.values()} == partition(files)
    assert sum(count["rejected"] + count["setAside"] for count in counts.values()) == 0


def test_dirt_is_told_apart(graph: Graph, tmp_path: Path) -> None:
    """Repeated rows are repeated, rows without time rejected, unreadable addresses set aside: as many as were made."""
    made = generate(Order(tmp_path, seed=3, persons=60), replace(SHAPE, dirt=0.2))
    counts = tell(graph, manifest(tmp_path), tmp_path)
    told = {name: sum(count[name] for count in counts.values()) for name in ("repeated", "rejected")}
    assert told == {"repeated": made["repeated"], "rejected": made["rejected"]}
    assert counts["crm/contacts.csv"]["setAside"] == made["set_aside"] > 0
