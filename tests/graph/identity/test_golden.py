"""Golden records over a real graph: what splits has what it would have had alone, and other rules are followed at the next run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.identity.policy import read_policy
from app.identity.survivorship import Rule, Survival, read_survivorship
from app.identity.unify import unify
from tests.graph.identity.worlds import add, withdraw

if TYPE_CHECKING:
    from app.graph import Graph, Row

POLICY = read_policy()
RECENT = read_survivorship()
LONGEST = replace(RECENT, default=Survival(Rule.LONGEST), hash="longest")

_SAY = """
UNWIND $rows AS row
MATCH (r:Record {id: row.id})
SET r:Touched, r += row.traits, r.source = row.source, r.at = datetime(row.at)
"""
_KEPT = """
MATCH (p:Person)
RETURN p {.*, id: null} AS properties, COLLECT { MATCH (p)-[g:GOLDEN]->(r) RETURN [r.id, g.traits, g.rules] ORDER BY r.id } AS given
"""
OURS = "r:1-cookie:1"
THEIRS = "r:2-cookie:2 r:3-cookie:2"
BRIDGE = "r:1-email:a@x.example r:3-email:a@x.example"
RECORDS = [
    {"id": "r:1", "source": "crm", "at": "2026-01-01T10:00:00Z", "traits": {"givenName": "Ada", "city": "London", "birthDate": "1815-12-10"}},
    {"id": "r:2", "source": "crm", "at": "2026-03-01T10:00:00Z", "traits": {"givenName": "Bob", "city": "Rye"}},
    {"id": "r:3", "source": "shop", "at": "2026-02-01T10:00:00Z", "traits": {"givenName": "Robert", "birthDate": "1980", "gender": "m"}},
]


def say(graph: Graph) -> None:
    """Records that are there get their traits and times."""
    graph.driver.execute_query(_SAY, rows=RECORDS)


def golden(graph: Graph) -> dict[str, tuple[Row, list[list[object]]]]:
    """By display name, all that a person has but for its id, and who gave which traits by which rules."""
    rows = graph.driver.execute_query(_KEPT).records
    return {row["properties"]["name"]: (row["properties"], row["given"]) for row in rows}


@pytest.mark.parametrize("small", [-1, 10_000], ids=["whole graph", "touched only"])
def test_a_part_has_what_it_would_have_had_alone(graph: Graph, small: int) -> None:
    """Two persons who were one for a while have, to the last property, the golden records of two who never were."""
    alone: dict[str, object] = {}
    for part in (OURS, THEIRS):
        graph.write("runtime/wipe")
        add(graph, part)
        say(graph)
        unify(graph, POLICY, small=small)
        alone |= golden(graph)
    graph.write("runtime/wipe")
    add(graph, f"{OURS} {THEIRS} {BRIDGE}")
    say(graph)
    unify(graph, POLICY, small=small)
    ((together, _),) = golden(graph).values()
    assert (together["givenName"], together["birthDate"]) == ("Bob", "1815-12-10")
    withdraw(graph, BRIDGE)
    unify(graph, POLICY, small=small)
    after = golden(graph)
    assert after.pop("a@x.example")[1] == []
    assert after == alone


def test_other_rules_are_followed_at_the_next_run(graph: Graph) -> None:
    """A changed survivorship file gives every person a golden record by the new rules, though no evidence changed; the same file gives none."""
    add(graph, THEIRS)
    say(graph)
    first = unify(graph, POLICY)
    ((properties, given),) = golden(graph).values()
    assert (properties["givenName"], given[0]) == ("Bob", ["r:2", ["city", "fullName", "givenName"], ["most_recent"] * 3])
    assert unify(graph, POLICY).golden == 0
    changed = unify(graph, POLICY, survivorship=LONGEST)
    ((properties, given),) = golden(graph).values()
    assert (changed.mode, changed.golden, changed.revision) == ("nothing", 1, first.revision + 1)
    assert (properties["givenName"], given[1][1:]) == ("Robert", [["birthDate", "gender", "givenName"], ["longest"] * 3])
    assert unify(graph, POLICY, survivorship=LONGEST).golden == 0


def test_moments_are_compared_not_texts(graph: Graph) -> None:
    """Half a second past ten is later than ten, with a fraction or without, in whatever zone it is written."""
    add(graph, THEIRS)
    moments = {"r:2": "2026-03-01T10:00:00.5Z", "r:3": "2026-03-01T11:00:00+01:00"}
    graph.driver.execute_query(_SAY, rows=[each | {"at": moments[each["id"]]} for each in RECORDS if each["id"] in moments])
    unify(graph, POLICY)
    ((properties, _),) = golden(graph).values()
    assert properties["givenName"] == "Bob"
