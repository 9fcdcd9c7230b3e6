"""The story comes to what was written down before it could be loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.graph.seeds.stories import EXPECTED, derive, manifest, members, rows, tell

if TYPE_CHECKING:
    from app.graph import Graph

REST = EXPECTED["rest"]
PERSONS = {name: frozenset([*person.get("records", []), *person["identifiers"]]) for name, person in EXPECTED["persons"].items()}
_JOURNEYS = """
MATCH (p:Person)-[:TOOK]->(j:Journey)
RETURN p.id AS person, p.name AS name, j.touchpoints AS touchpoints, j.steps AS steps, j.stages AS stages, j.value AS value,
  j.conversions AS conversions
ORDER BY p.id, j.number, j.part
"""


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
    """The team@ address is generic, fillers are junk, and nothing else is set apart."""
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


def test_everyone_has_their_touchpoints_in_order(story: Graph) -> None:
    """Each person's journeys hold exactly the touchpoints that were written down, in that order; each touchpoint once."""
    assert journeys_of(story) == {tuple(person["touchpoints"].split()) for person in EXPECTED["persons"].values()}


@pytest.mark.parametrize("name", sorted(EXPECTED["journeys"]))
def test_journeys_have_their_stages(story: Graph, name: str) -> None:
    """A named person's journeys have the stages, the worth and the conversions that were written down."""
    expected = [
        (
            pytest.approx(journey["value"], abs=0.01),
            journey["conversions"],
            [(stage, step) for run in journey["stages"] for stage, steps in run.items() for step in steps.split()],
        )
        for journey in EXPECTED["journeys"][name]
    ]
    found = [
        (row["value"], row["conversions"], list(zip(row["stages"], row["steps"], strict=True)))
        for row in rows(story, _JOURNEYS)
        if row["name"] == name
    ]
    assert found == expected


def test_one_type_in_two_stages_on_day_15(story: Graph) -> None:
    """On day 15 both look at the same page: for her who has bought it is retention, for him who has not, consideration."""
    now = {row["name"]: (row["steps"][-1], row["stages"][-1]) for row in rows(story, _JOURNEYS)}
    assert now["Ada Lindqvist"] == ("page_view", "retention")
    assert now["Ben Okafor"] == ("page_view", "consideration")


def test_what_belongs_to_nobody(story: Graph) -> None:
    """Contested and unowned touchpoints are those that were written down."""
    query = "MATCH (t:Touchpoint) WHERE {} RETURN t.id AS id"
    contested = rows(story, query.format("t:Contested"))
    assert {row["id"] for row in contested} == set(REST["contested"])
    owned = {each for journey in rows(story, _JOURNEYS) for each in journey["touchpoints"]}
    free = {row["id"] for row in rows(story, query.format("NOT t:Contested"))} - owned
    assert free == set(REST["unowned"])


def test_the_order_of_files_does_not_matter(graph: Graph) -> None:
    """Told backwards, and then told again, the story has the same persons."""
    entries = manifest()[::-1]
    told = {tuple(person["touchpoints"].split()) for person in EXPECTED["persons"].values()}
    tell(graph, entries)
    derive(graph)
    assert members(graph) == set(PERSONS.values())
    assert journeys_of(graph) == told
    again = tell(graph, entries)
    derive(graph)
    assert all(count["new"] == count["changed"] == 0 for count in again.values())
    assert members(graph) == set(PERSONS.values())


def journeys_of(graph: Graph) -> set[tuple[str, ...]]:
    """Everybody's touchpoints in order; of those typed in by hand, whose id is a hash, the source."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows(graph, _JOURNEYS):
        ids = tuple("manual" if each.startswith("manual:") else each for each in row["touchpoints"])
        found[row["person"]] = found.get(row["person"], ()) + ids
    return set(found.values())
