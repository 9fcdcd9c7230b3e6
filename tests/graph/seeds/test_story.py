"""The story comes to what was written down before it could be loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.graph.seeds.stories import EXPECTED, derive, manifest, members, rows, tell

if TYPE_CHECKING:
    from app.graph import Graph

REST = EXPECTED["rest"]
PERSONS = {name: frozenset([*person.get("records", []), *person["identifiers"]]) for name, person in EXPECTED["persons"].items()}


@pytest.fixture(scope="module")
def counts(_session_graph: Graph) -> dict[str, dict[str, int]]:
    """The counts of the loads; the story is then told and unified."""
    _session_graph.write("runtime/wipe")
    found = tell(_session_graph, manifest())
    derive(_session_graph)
    return found


@pytest.fixture
def story(_session_graph: Graph, counts: dict[str, dict[str, int]]) -> Graph:
    """The graph of the story. Tests with it only read."""
    assert counts
    return _session_graph


def test_every_row_is_accounted_for(counts: dict[str, dict[str, int]]) -> None:
    """Each file has as many new, changed, repeated and rejected rows as written down."""
    assert counts == EXPECTED["loads"]


def test_persons_are_who_they_are(story: Graph) -> None:
    """The story's persons have exactly the members that were written down, and there are no others."""
    found = members(story)
    for name, expected in PERSONS.items():
        nearest = max(found, key=lambda group, expected=expected: len(group & expected))  # type: ignore[misc]
        assert nearest == expected, name
    assert len(found) == len(PERSONS)


def test_named_persons_are_called_by_their_names(story: Graph) -> None:
    """Whoever has a record is called by the name on it; the others are anonymous."""
    told = {row["name"] for row in rows(story, "MATCH (p:Person {anonymous: false}) RETURN p.name AS name")}
    assert told == {name for name, person in EXPECTED["persons"].items() if person.get("records")}


def test_values_that_say_nothing(story: Graph) -> None:
    """The info@ address is generic, fillers are junk, and nothing else is set apart."""
    query = "MATCH (i:Identifier) WHERE i.standing IS NOT NULL RETURN i.key AS key, i.standing AS standing"
    assert {row["key"]: row["standing"] for row in rows(story, query)} == REST["standing"]


def test_links_that_are_not_believed(story: Graph) -> None:
    """The tablet is neither log-in's, and two addresses in one registration do not join two customers."""
    query = "MATCH (a:Identifier)-[:REFUSED]->(b:Identifier) RETURN a.key AS a, b.key AS b"
    found = {(row["a"], row["b"]) for row in rows(story, query)}
    silent = {pair for pair in found if set(pair) & set(REST["standing"])}
    assert found - silent == {tuple(pair) for pair in REST["refused"]}


def test_a_recipient_is_no_evidence(story: Graph) -> None:
    """Who a mail was forwarded to is written down in another role, and is linked to the sender by nothing."""
    query = "MATCH (t)-[c:CARRIED]->(i) WHERE c.role <> 'actor' RETURN t.id AS id, c.role AS role, i.key AS key"
    assert [list(row.values()) for row in rows(story, query)] == REST["others"]


def test_what_could_not_be_read(story: Graph) -> None:
    """Unreadable values are set aside with their raw text; the rows came in."""
    query = "MATCH (s:SetAside) RETURN s.source AS source, s.record AS record, s.field AS field, s.raw AS raw"
    assert sorted(list(row.values()) for row in rows(story, query)) == sorted(REST["set_aside"])


def test_rejected_rows_keep_their_reason(story: Graph) -> None:
    """Three rows were rejected, each for the reason that was written down."""
    found = rows(story, "MATCH (r:Reject) RETURN r.file AS file, r.reason AS reason ORDER BY file")
    expected = sorted((name.split("/")[1], reason) for name, reason in REST["rejects"])
    assert len(found) == len(expected)
    for row, (file, reason) in zip(found, expected, strict=True):
        assert row["file"] == file
        assert row["reason"].startswith(reason)


@pytest.mark.parametrize("group", ["Household", "Account"])
def test_households_and_accounts(story: Graph, group: str) -> None:
    """Members of a household and of a customer's account are known as such, and stay persons of their own."""
    query = "MATCH (r:Record)-[:MEMBER_OF]->(g) RETURN labels(g)[0] AS label, g.key AS key, r.id AS id ORDER BY id"
    found: dict[str, list[str]] = {}
    for row in rows(story, query):
        if row["label"] == group:
            found.setdefault(row["key"], []).append(row["id"])
    assert found == REST["households" if group == "Household" else "accounts"]


def test_a_refund_in_another_currency(story: Graph) -> None:
    """What was paid in euros came back in francs, and is kept as it was."""
    query = "MATCH (t:Touchpoint {type: 'refund'}) RETURN t.id AS id, t.value AS value, t.currency AS currency"
    assert rows(story, query) == [{"id": "store:R-1190", "value": 234.91, "currency": "CHF"}]


def test_the_order_of_files_does_not_matter(graph: Graph) -> None:
    """Told backwards, and then told again, the story has the same persons."""
    entries = manifest()[::-1]
    tell(graph, entries)
    derive(graph)
    assert members(graph) == set(PERSONS.values())
    again = tell(graph, entries)
    derive(graph)
    assert all(count["new"] == count["changed"] == 0 for count in again.values())
    assert members(graph) == set(PERSONS.values())
