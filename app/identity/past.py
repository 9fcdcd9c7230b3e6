"""What the members of persons that part, or that an undone judgement was about, were before: so that undoing gives back the ids that stood before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.identity.claims import Again
from app.identity.issue import NO_PAST, Past, parted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.graph import Graph
    from app.identity.closure import Closure


def read(graph: Graph, closure: Closure, groups: Sequence[Sequence[int]], person: Mapping[int, str]) -> Past:
    """The past of the members of a closure; of no interest, and not read, unless a person parts or a judgement was undone."""
    again = {member: Again(**row["again"]) for member, row in closure.rows.items() if row["again"]}
    parting = parted(groups, person)
    if not (parting or again):
        return NO_PAST
    nodes = {closure.nodes[member]: member for member, id_ in person.items() if again or id_ in parting}
    rows = graph.read("identity/past", nodes=list(nodes))
    was = {nodes[row["node"]]: row["was"] for row in rows if row["was"]}
    ids = sorted({id_ for found in was.values() for id_ in found})
    successors = {row["id"]: row["successor"] for row in graph.read("identity/successors", ids=ids)} if ids else {}
    origin = {nodes[row["node"]]: row["origin"] for row in rows if row["origin"]}
    return Past({nodes[row["node"]]: row["since"] for row in rows}, was, successors, origin, again)
