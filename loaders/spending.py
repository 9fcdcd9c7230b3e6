"""Spend in the graph: what a campaign cost in a period. The last load wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.elections import CHANGED, NEW, REPEATED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Work
    from loaders.facts import SpendFacts


def write_spend(work: Work, found: Sequence[SpendFacts]) -> list[str]:
    """Writes spend in its order and returns the outcome of each row."""
    held = {each["id"]: each["hash"] for each in work.run("load/spend_known", ids=list({each.id for each in found}))}
    outcomes, rows = [], {}
    for each in found:
        before = held.get(each.id)
        outcomes.append(NEW if before is None else REPEATED if before == each.hash else CHANGED)
        if before != each.hash:
            held[each.id] = each.hash
            rows[each.id] = _row(each)
    if rows:
        work.run("load/spend_write", rows=list(rows.values()))
    return outcomes


def _row(found: SpendFacts) -> dict[str, object]:
    return {
        "id": found.id,
        "source": found.source,
        "campaign": found.campaign,
        "channel": found.channel,
        "from": found.start,
        "to": found.end,
        "cost": found.cost,
        "currency": found.currency,
        "hash": found.hash,
    }
