"""What a graph says to a file of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules import check, compare

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

_WORLD = """
CREATE (:TouchpointType {name: 'purchase'}), (:TouchpointType {name: 'page_view'}), (:Channel {name: 'web'})
WITH * UNWIND $rows AS row
CREATE (t:Touchpoint {id: row[0], type: row[1], at: datetime(row[2]), value: row[3]})
SET t.currency = row[4]
"""
ROWS = [
    ["1", "purchase", "2025-03-01", 5.0, "EUR"],
    ["2", "purchase", "2019-12-31", 5.0, "USD"],
    ["3", "purchase", "2025-03-01", 5.0, "USD"],
    ["4", "purchase", "2025-03-01", 5.0, None],
    ["5", "purchase", "2025-03-01", 0.0, "XTS"],
    ["6", "page_view", "2025-03-01", 5.0, "JPY"],
]
CONVERSIONS = "currency: EUR\nrates: {USD: {2020-01-01: 0.9}}\nconversions: {purchase: {types: [purchase, purchse]}}\n"


def said(graph: Graph, path: Path, text: str) -> list[str]:
    """To a file with this text."""
    path.write_text(text, encoding="utf-8")
    return list(compare(graph, check(path)))


def test_names_and_rates_that_are_missing(graph: Graph, tmp_path: Path) -> None:
    """Types with those near them, currencies from their first value on, and values without one; nothing of what is worth nothing."""
    graph.driver.execute_query(_WORLD, rows=ROWS)
    graph.driver.execute_query("CREATE (:Spend {id: 's', cost: 5.0, currency: 'SEK', from: date('2025-01-01'), to: date('2025-01-02')})")
    assert said(graph, tmp_path / "conversions.yaml", CONVERSIONS) == [
        "No touchpoint has the type purchse; near it: purchase.",
        "SEK has no rate from its first value on, so reports leave out some of its 1; add it under `rates`.",
        "USD has no rate from its first value on, so reports leave out some of its 2; add it under `rates`.",
        "1 values have no currency, so they count in EUR; if that is wrong, name theirs in the mapping, e.g. currency: {value: CHF}.",
    ]
    assert said(graph, tmp_path / "stages.yaml", "stages: [a]\nrules: [{stage: a, types: [page_view], channels: [wep]}]") == [
        "No touchpoint came by wep; near it: web."
    ]
