"""Lines of an export: rows of plain values, read from the graph in their final order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.graph import Graph, Row

_BOOKKEEPING = frozenset({"id", "members", "name", "kind", "anonymous", "search", "excluded"})


def members(graph: Graph) -> Iterator[Row]:
    """`source, record, person`: one line for every current record and every touchpoint.

    The person of a touchpoint is its owner, else `contested:<id>` or `unowned:<id>`. Memory: the owner of every touchpoint.
    """
    yield from graph.stream("exports/records")
    owners = {id_: row["person"] for row in graph.stream("exports/owners") for id_ in row["touchpoints"]}
    for row in graph.stream("exports/touchpoints"):
        owner = owners.get(row["id"]) or f"{'contested' if row['contested'] else 'unowned'}:{row['id']}"
        yield {"source": row["source"], "record": row["record"], "person": owner}


def persons(graph: Graph) -> Iterator[Row]:
    """`person, name, kind, anonymous, excluded, traits, records, identifiers`: one line for every person, by its first member.

    `excluded` marks who is judged to be no customer (bot, test, staff): a file without them could not be told from one that lost them.
    """
    for row in graph.stream("exports/persons"):
        traits = {key: value for key, value in sorted(row["traits"].items()) if key not in _BOOKKEEPING}
        yield {**row, "traits": traits}


def journeys(graph: Graph) -> Iterator[Row]:
    """`person, number, part, stage, touchpoints, steps, stages, channels, at`: one line for every stored part, by its first touchpoint.

    Journeys are what figures are made of, so those of persons judged to be no customers are left out.
    """
    yield from graph.stream("exports/journeys")


KINDS: dict[str, Callable[[Graph], Iterator[Row]]] = {"members": members, "persons": persons, "journeys": journeys}
"""What can be exported."""
