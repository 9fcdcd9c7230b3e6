"""The schema: uniqueness constraints and indexes, one file each under `cypher/schema/`, applied as often as you like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.graph.statements import Mode, all_statements

if TYPE_CHECKING:
    from app.graph.connection import Graph


def apply(graph: Graph) -> int:
    """Creates what is missing of the schema, waits until it is usable, and returns how many statements there are.

    What is all there and usable is found so by one question: this runs before every load and every derivation.
    """
    found = [each for each in all_statements() if each.mode is Mode.SCHEMA]
    usable = {row["name"] for row in graph.read("graph/indexes") if row["usable"]}
    if not {each.name.partition("/")[2] for each in found} - {_TOKENS} <= usable:
        for each in found:
            graph.write(each.name)
        graph.write("graph/await_indexes")
    return len(found)


_TOKENS = "tokens"
"""Names of labels and types, which no index tells of: they are made first, and the database never forgets one."""
