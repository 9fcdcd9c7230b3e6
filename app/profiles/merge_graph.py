"""The merge graph of one person: members, the links that made them one, those that were refused, what stewards said of them, each with why."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import NotFound
from app.graph import Graph, Row, statement
from app.profiles.person import MadeBy

STATEMENT = "profiles/merge_graph"
MEMBERS_SHOWN = 1_000
"""Members that are told, records first; `members` says how many there are. A picture of hundreds is drawn in groups."""


@dataclass(frozen=True, slots=True)
class MergeGraph:
    """Nodes and links (`verdict` admitted, refused or judged); a node whose `person` is another, or nobody, was kept apart."""

    id: str
    asked: str
    members: int
    nodes: list[Row]
    links: list[Row]
    revision: int
    made_by: MadeBy


def merge_graph(graph: Graph, asked: str) -> MergeGraph:
    """The merge graph of the person who has, or once had, the id `asked`. Raises NotFound."""
    params = {"id": asked, "limit": MEMBERS_SHOWN}
    rows = graph.read(STATEMENT, **params)
    if not rows:
        raise NotFound(f"No person was ever issued the id {asked!r}; look one up by an identifier instead.")
    row = rows[0]
    return MergeGraph(
        id=row["id"],
        asked=asked,
        members=row["members"],
        nodes=sorted(row["nodes"], key=lambda node: (node["kind"], node["id"])),
        links=sorted(row["links"], key=lambda link: (link["verdict"], link["from"], link["to"])),
        revision=row["revision"],
        made_by=MadeBy(statement(STATEMENT).file, params),
    )
