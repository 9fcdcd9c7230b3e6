"""A trial can run every statement: none of them insists on committing piece by piece."""

from __future__ import annotations

from app.graph.statements import all_statements


def test_every_statement_can_run_whole() -> None:
    """What commits piece by piece loses those words, and only those; all others are as they stand."""
    pieces = 0
    for each in all_statements():
        left = [line for line in each.whole.splitlines() if not line.startswith("//")]
        assert not any(word in line for line in left for word in (" TRANSACTIONS", "CONCURRENT")), each.file
        lost = len(each.text) - len(each.whole)
        assert (lost > 0) == ("TRANSACTIONS OF" in each.text), each.file
        pieces += lost > 0
    assert pieces > 10
