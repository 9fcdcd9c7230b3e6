"""Statements that commit piece by piece: what they read is never what their own pieces write beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from app.graph.statements import Mode, Statement, all_statements, statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Graph

_WRITES = re.compile(r"\b(SET|DELETE|CREATE|MERGE)\b")
PIECES = [each for each in all_statements() if each.mode is Mode.AUTO and "TRANSACTIONS OF" in each.text and _WRITES.search(each.text)]

SAFE = {
    "graph/scopes_derive": "reads keys and names of sources, writes a property and a label of the node itself; one that has it is passed over",
    "identity/bulk_create": "collects all components, which Graph Data Science has in memory, before it makes the first person",
    "identity/bulk_refuse": "collects the links (evidence) before it writes verdicts; those that have one already are passed over",
    "identity/bulk_withdrawn": "collects the verdicts before it deletes the first; a deleted one is not met again",
    "identity/golden_due": "reads labels, writes a label",
    "identity/review_clear": "collects the items before it deletes the first; a deleted one is not met again",
    "identity/scoring_crowded": "collects the identifiers before it marks the first; one that is marked right is passed over",
    "identity/scoring_crowded_all": "counts links, writes a property that nothing of it reads of another",
    "identity/scoring_touch_all": "reads labels, writes a label",
    "identity/settle_all": "reads labels, takes them away; run again until it meets none",
    "identity/standing_barred": "reads what it is marked with, writes a property of the same node",
    "identity/standing_clear": "collects the identifiers before it writes the first property",
    "identity/standing_waiting": "reads links from other records, writes a property of the node itself",
    "identity/touch_all": "reads labels, writes a label",
    "identity/touch_due": "reads times, writes a label",
    "journeys/stale_all": "reads labels, writes a label",
    "ledger/adopt": "reads labels, writes a label",
    "runtime/wipe": "deletes what it meets; nothing is met twice",
}
"""Why each is safe, and why it may be begun again after it was cut off: nothing that one of its pieces has committed does it do twice."""

RELATIONSHIPS = {"identity/bulk_create", "identity/bulk_refuse", "identity/bulk_withdrawn", "identity/review_clear", "runtime/wipe"}
"""Those that write relationships have read to the end before the first is written, which `collect` or the planner's Eager sees to."""


def test_every_statement_in_pieces_has_its_reason() -> None:
    """A new one is looked at: it reads to the end first, or what it writes is nothing that it reads; else Python reads, and writes by batches."""
    assert {each.name for each in PIECES} == SAFE.keys()


@pytest.mark.parametrize("statement", PIECES, ids=lambda each: each.name)
def test_only_those_that_have_read_all_write_relationships(statement: Statement) -> None:
    """Nobody puts a relationship beside one that the same statement still reads."""
    inner = statement.text[statement.text.index("CALL (") :]
    writes = bool(re.search(r"(CREATE|MERGE)\s*\([^)]*\)-\[|\bDELETE\b", inner))
    assert writes == (statement.name in RELATIONSHIPS)


@pytest.mark.parametrize("name", sorted(RELATIONSHIPS - {"runtime/wipe"}))
def test_what_writes_relationships_has_read_to_the_end(name: str, graph_with_schema: Graph) -> None:
    """Between what it reads and its first piece the plan has an operator that takes every row before it gives one."""
    found = statement(name)
    with graph_with_schema.driver.session() as session:
        plan = session.run(f"EXPLAIN {found.text}", dict.fromkeys(field.name for field in found.params)).consume().plan
    assert plan is not None
    (pieces,) = [each for each in _operators(plan) if each["operatorType"].startswith("Transaction")]
    assert any(name.startswith(("Eager", "Sort")) for name in _way(pieces["children"][0]))


def _operators(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for each in plan.get("children", ()):
        yield from _operators(each)


def _way(plan: dict[str, Any]) -> Iterator[str]:
    """The operators down to the first that takes rows from the graph."""
    while not re.search(r"Expand|Scan|Seek", plan["operatorType"]):
        yield plan["operatorType"]
        if not plan.get("children"):
            return
        plan = plan["children"][0]
