"""Looking up: the key that is shown finds its identifier, and a number without its source or country the only one there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.identity.explain import explain
from app.identity.policy import read_policy
from app.identity.unify import unify
from app.profiles.lookup import lookup
from loaders.load import load
from loaders.mapping import read_mapping
from tests.graph.loaders.worlds import SECRET, write

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

MAPPING = """
format: csv
source: {name: {column: system}, kind: crm, owner: sales}
record: {key: id}
identifiers:
  - {column: id, namespace: user}
  - {column: passport, namespace: passport, within: country}
  - {column: hash, namespace: tax_id, hashed: sha256, within: country}
"""
DIGEST = "ab" * 32
ROWS = [
    "system,id,passport,country,hash",
    "shop,42,C01X,DE,",
    "hr/eu,42,,,",
    f"shop,7/US,77,Germany,{DIGEST}",
    "crm,100%,77,FR,",
]


@pytest.fixture
def loaded(graph: Graph, tmp_path: Path) -> Graph:
    """Four customers of three systems, two of them with the same number, and passports of two countries."""
    mapping, rows = write(tmp_path, "hub/contacts.yaml", MAPPING), write(tmp_path, "rows.csv", "\n".join(ROWS) + "\n")
    load(graph, read_mapping(mapping), [rows], key=SECRET)
    unify(graph, read_policy())
    return graph


def test_every_key_that_is_shown_is_found(loaded: Graph) -> None:
    """Each key in the graph, asked for as it stands, is that of one person; and so it names a member for explanations and judgements."""
    rows = loaded.driver.execute_query("MATCH (i:Identifier)-[:BELONGS_TO]->(p) RETURN i.key AS key, p.id AS person").records
    keys = {row["key"]: row["person"] for row in rows}
    assert {"user:hr%2Feu/42", "user:shop/7/US", "user:crm/100%", "passport:DE/C01X", f"tax_id:DE/sha256:{DIGEST}"} <= set(keys)
    found = lookup(loaded, list(keys)).answers
    assert {each.identifier: [person["id"] for person in each.persons] for each in found} == {key: [person] for key, person in keys.items()}
    assert all(explain(loaded, key, key).joined for key in keys)


@pytest.mark.parametrize("text", ["user:7/US", "user:100%", "passport:c01x", "passport:c 01x", "passport:Germany/c01x", f"tax_id:sha256:{DIGEST}"])
def test_what_is_meant_is_found_without_its_scope(loaded: Graph, text: str) -> None:
    """A number without its source or country is the only one there is."""
    assert lookup(loaded, [text]).answers[0].state == "found"


def test_what_may_be_several_is_told(loaded: Graph) -> None:
    """A number that two systems gave to two persons, or two countries, is asked back with both."""
    with pytest.raises(BadInput, match="user:42 may be user:hr%2Feu/42, user:shop/42"):
        lookup(loaded, ["user:42"])
    with pytest.raises(BadInput, match="passport:77 may be passport:DE/77, passport:FR/77"):
        lookup(loaded, ["passport:77"])


def test_what_nobody_has_is_unknown(loaded: Graph) -> None:
    """A number of a source or country that never came is unknown, and so is one of no source at all."""
    assert {each.state for each in lookup(loaded, ["user:shop/43", "user:43", "passport:US/77", "user:web/42"]).answers} == {"unknown"}
