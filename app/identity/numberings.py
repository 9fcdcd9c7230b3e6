"""Numberings: a namespace that two sources use as if it were one numbering, though each gives its own numbers.

Such a clash is not in the data but in the mappings, so it is told as such: in the queue, by `unify`, by `doctor`, and where somebody asks why two
members are apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.identity.policy import Rule
from app.kinds import kind_of

if TYPE_CHECKING:
    from app.graph import Graph, Row
    from app.identity.policy import Policy

LEAST = 3
"""Clashes between values of two sources that are no accident."""

_MOST = 5_000
_FEW = 20_000
"""Records that are looked at in a tenth of a second or two, after each run."""
_RISK = 0.95


def derive(graph: Graph, policy: Policy, *, full: bool) -> list[str]:
    """Finds them among what is contested now, keeps them in the queue, and returns a sentence for each.

    After a run over the whole graph, and while there are few records, it looks at all records too; else what was found before stays in the queue.
    """
    unique = policy.named(Rule.UNIQUE)
    found = graph.read("identity/numberings", unique=unique, most=_MOST, least=LEAST)
    thorough = full or graph.read("identity/records_count")[0]["records"] <= _FEW
    if thorough:
        known = {_item(row)["id"] for row in found}
        found += [row for row in graph.read("identity/numberings_parted", unique=unique, least=LEAST) if _item(row)["id"] not in known]
    if found or told(graph):
        graph.write("identity/numberings_write", rows=[_item(row) for row in found], anew=thorough)
    return [sentence(row) for row in found]


def told(graph: Graph) -> list[Row]:
    """What was found at the last run: namespace and sentence of each."""
    return graph.read("identity/numberings_told")


def sentence(row: Row) -> str:
    """What is so and what to do, of a row of `identity/numberings`. Pure."""
    space = row["namespace"]
    counts = f"{row['one']} {row['values']:,} values, {row['other']} {row['others']:,}; {row['clashes']:,} clashes"
    return (
        f"Two sources use `{space}` as if it were one numbering ({counts}): "
        f"give each a namespace of its own in its mapping (`namespace: …, like: {kind_of(space)}`)."
    )


def _item(row: Row) -> Row:
    return {
        "id": f"numbering|{row['namespace']}|{row['one']}|{row['other']}",
        "namespace": row["namespace"],
        "reason": sentence(row),
        "risk": _RISK,
        "a": f"identifier/{row['a']}",
        "b": f"identifier/{row['b']}",
    }
