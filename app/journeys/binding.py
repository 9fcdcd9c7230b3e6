"""Binding: stale pages gathered anew from the journeys that lie on them, some in each transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.journeys.pages import Alphabet, Journey, page

if TYPE_CHECKING:
    from app.graph import Graph
    from app.graph.connection import Work

_AT_ONCE = 50


def bind(graph: Graph) -> int:
    """Gathers every stale page and deletes the empty ones; returns how many were stale. May be killed, and run again.

    Pages in the form of an earlier version, whose alphabet knew no pairs, are all stale.
    """
    known = graph.read("journeys/alphabet")
    if known and known[0]["pairTypes"] is None:
        graph.write("journeys/pages_renew")
    count, more = 0, True
    while more:
        rows = graph.read("journeys/pages_stale", limit=_AT_ONCE)
        if rows:
            with graph.work() as work:
                _gather(work, [row["id"] for row in rows])
        count += len(rows)
        more = len(rows) == _AT_ONCE
    return count


def _gather(work: Work, ids: list[str]) -> None:
    known = work.run("journeys/alphabet")
    alphabet = Alphabet.of(known[0]) if known else Alphabet()
    found = work.run("journeys/pages_journeys", ids=ids)
    rows = [page(row["page"], _persons(row["parts"]), alphabet) for row in found]
    if alphabet.grown:
        work.run("journeys/alphabet_write", properties=alphabet.row())
    work.run("journeys/pages_write", rows=rows)
    work.run("journeys/pages_delete", ids=sorted(set(ids) - {row["id"] for row in rows}))


def _persons(parts: list[list[object]]) -> list[tuple[str, list[Journey]]]:
    """Persons by id with their whole journeys, from parts as pages_journeys.cypher gives them."""
    persons: dict[str, dict[int, Journey]] = {}
    for person, number, _, steps, channels, at in sorted(parts, key=_order):
        whole = persons.setdefault(str(person), {}).setdefault(number, Journey([], [], []))  # type: ignore[arg-type] # rows are untyped
        for into, more in zip(whole, (steps, channels, at), strict=True):
            into.extend(more)  # type: ignore[attr-defined] # rows are untyped
    return [(person, list(journeys.values())) for person, journeys in persons.items()]


def _order(part: list[object]) -> tuple[str, int, int]:
    return str(part[0]), int(str(part[1])), int(str(part[2]))
