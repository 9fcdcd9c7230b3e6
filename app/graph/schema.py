"""The schema: uniqueness constraints and indexes, one file each under `cypher/schema/`, applied as often as you like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.graph.statements import Mode, all_statements

if TYPE_CHECKING:
    from app.graph.connection import Graph


def apply(graph: Graph) -> int:
    """Creates what is missing of the schema, drops what had another name, waits until all is usable, and returns how many statements there are.

    What is all there and usable is found so by one question: this runs before every load and every derivation. A graph that an earlier version made
    lacks something, and before it gets that what the earlier version did not keep is derived: so it is done again after a run that was killed.
    """
    found = [each for each in all_statements() if each.mode is Mode.SCHEMA]
    there = {row["name"]: row["usable"] for row in graph.read("graph/indexes")}
    names = {each.name.partition("/")[2] for each in found} - {_TOKENS}
    former = {name for name in names if name.startswith(_FORMER)}
    if former & {f"{_FORMER}{name}" for name in there} or not all(there.get(name) for name in names - former):
        graph.write("graph/scopes_derive", sourced=BY_SOURCE, national=BY_COUNTRY)
        for each in found:
            graph.write(each.name)
        graph.write("graph/await_indexes")
    return len(found)


BY_SOURCE = ["user"]
"""The shipped namespaces of numbers that each source gives by itself."""

BY_COUNTRY = ["licence", "loyalty", "national_id", "passport", "ssn", "tax_id"]
"""Those of numbers that a country may have given."""

_FORMER = "former_"
"""So begin the statements that drop an index by the name it had once. They come before the one that makes it anew."""

_TOKENS = "tokens"
"""Names of labels and types, which no index tells of: they are made first, and the database never forgets one."""
