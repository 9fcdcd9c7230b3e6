"""The ledger in a real graph: appended with what it records, verified against whoever writes around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.ledger.book import Book, entries, head, verify
from app.ledger.chain import Head

if TYPE_CHECKING:
    from app.graph import Graph

BOOK = Book(b"a secret for tests", "ada")


def append(graph: Graph, *persons: str) -> Head:
    """One judgement about some persons."""
    with graph.work() as work:
        return BOOK.append(work, "judgement", [{"same": [person]} for person in persons], subject="J-1")


def tamper(graph: Graph, query: str) -> list[str]:
    """What verification says after somebody has written around the ledger."""
    graph.driver.execute_query(query)
    return list(verify(graph))


def test_entries_are_chained(graph: Graph) -> None:
    """Each entry names the hash of the one before it; the last one is the head; nothing is wrong with them."""
    heads = [append(graph, "x"), append(graph, "y", "z")]
    newest, first = entries(graph)
    assert (first.previous, newest.previous, head(graph)) == ("", first.hash, heads[-1])
    assert (newest.number, newest.kind, newest.author, newest.subject, newest.parts) == (2, "judgement", "ada", "J-1", 1)
    assert list(verify(graph, published=heads)) == []


def test_an_empty_ledger_is_whole(graph: Graph) -> None:
    """Before anything was decided, there is a head of length 0."""
    assert (head(graph), list(verify(graph))) == (Head(0, ""), [])


def test_what_fails_leaves_no_entry(graph: Graph) -> None:
    """An entry stands or falls with the transaction of what it records."""
    with pytest.raises(ZeroDivisionError), graph.work() as work:
        BOOK.append(work, "judgement", [{"same": [1 / 0]}])
    append(graph, "x")
    assert (head(graph).number, list(verify(graph))) == (1, [])


def test_a_killed_run_is_sealed_with_the_next(graph: Graph) -> None:
    """What a run kept before it was killed is sealed by the run after it, and entries in between do not take it."""
    with graph.work() as work:
        BOOK.write(work, [{"person": "P-1", "gained": ["a"]}])
    append(graph, "x")
    with graph.work() as work:
        BOOK.write(work, [{"person": "P-2", "gained": ["b"]}])
    assert list(verify(graph)) == []
    with graph.work() as work:
        sealed = BOOK.seal(work)
    assert sealed
    assert (sealed.number, entries(graph)[0].parts, entries(graph)[0].kind) == (2, 2, "run")
    with graph.work() as work:
        assert BOOK.seal(work) is None
    assert list(verify(graph)) == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("MATCH (e:Entry {number: 2}) SET e.author = 'eve'", "Entry 2 has been changed"),
        ("MATCH (c:ChangeSet {number: 2}) SET c.content = replace(c.content, 'x', 'y')", "Change set 2 of entry 2 has been changed"),
        ("MATCH (e:Entry {number: 2}) DETACH DELETE e", "Entry 2 is missing"),
        ("MATCH (e:Entry {number: 3})-[:DID]->(c) DETACH DELETE e, c", "The tail is cut"),
        ("MATCH (c:ChangeSet {number: 2}) DETACH DELETE c", "Change set 2 is missing"),
        (
            "MATCH (a:Entry {number: 1}), (b:Entry {number: 2}) SET a.number = 9 WITH a, b SET b.number = 1 WITH a SET a.number = 2",
            "Entry 1 has been changed",
        ),
        (
            "MATCH (a:Entry {number: 1})-[x:DID]->(c), (b:Entry {number: 2})-[y:DID]->(d) DELETE x, y CREATE (a)-[:DID]->(d), (b)-[:DID]->(c)",
            "The change sets of entry 1 are not those",
        ),
    ],
)
def test_writing_around_the_ledger_shows(graph: Graph, query: str, told: str) -> None:
    """One changed byte, a missing, exchanged or cut entry or change set is told by its number."""
    for person in ("xa", "xb", "xc"):
        append(graph, person)
    assert any(fault.startswith(told) for fault in tamper(graph, query))
