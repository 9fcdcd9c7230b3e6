"""Resemblance in the graph: a function of records and model, whatever the order, batches and repetitions they came in."""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING

import pytest

from app.identity.policy import read_policy
from app.identity.scoring import resemblance
from app.identity.scoring.features import READING
from app.identity.scoring.model import model_of, read_model
from app.identity.unify import unify
from tests.graph.identity.worlds import persons

if TYPE_CHECKING:
    from app.graph import Graph

PEOPLE = {
    "a:1": {"givenName": "Robert", "familyName": "Smith", "birthDate": "1978-12-11", "address": "123 Main Street, Las Vegas", "postalCode": "89132"},
    "a:2": {"givenName": "Bob", "familyName": "Smith", "birthDate": "1978-11-12", "address": "123 Main St, Las Vegas", "email": "bob@work.example"},
    "a:3": {"givenName": "Robert", "familyName": "Smith Sr", "birthDate": "1954-03-31", "address": "123 Main St, Las Vegas", "postalCode": "89132"},
    "a:4": {"givenName": "Mary", "familyName": "Jones", "birthDate": "1990-01-02", "email": "bob@work.example"},
    "a:5": {"givenName": "Ingeborg", "familyName": "Kowalski", "birthDate": "1961-05-05", "city": "Schopfheim"},
}

_LOAD = """
UNWIND $rows AS row
MERGE (r:Record {id: row.id})
SET r = row.traits, r.id = row.id, r.source = 'a', r.key = row.id, r.kind = 'person', r:Touched
WITH r, row
OPTIONAL MATCH (r)-[old:STATES]->(i)
SET i:Touched
DELETE old
WITH DISTINCT r, row
WHERE row.email IS NOT NULL
MERGE (i:Identifier {key: 'email:' + row.email})
SET i.namespace = 'email', i.value = row.email, i:Touched
MERGE (r)-[:STATES]->(i)
"""
_HELD = """
MATCH (a:Record)-[e:RESEMBLES|CONTRADICTS]->(b:Record)
RETURN a.id AS a, type(e) AS type, b.id AS b, e.score AS score, e.weight AS weight, e.because AS because, e.model AS model
ORDER BY a, type, b
"""
_SETTLE = "MATCH (n:Touched) REMOVE n:Touched"
_MARKED = "MATCH (r:Record:Touched) RETURN r.id AS id"


def _load(graph: Graph, people: dict[str, dict[str, str]]) -> None:
    rows = [{"id": id_, "traits": {k: v for k, v in traits.items() if k != "email"}, "email": traits.get("email")} for id_, traits in people.items()]
    graph.driver.execute_query(_LOAD, rows=rows)


def _held(graph: Graph) -> list[dict[str, object]]:
    return [row.data() for row in graph.driver.execute_query(_HELD).records]


def _pairs(graph: Graph) -> set[tuple[object, ...]]:
    return {(row["a"], row["type"], row["b"]) for row in _held(graph)}


def test_what_resembles_and_what_contradicts_is_written_with_its_reason(graph: Graph) -> None:
    """Bob is Robert; a father is not his son, and Mary is not Bob although both use one mailbox."""
    _load(graph, PEOPLE)
    resemblance.derive(graph, read_model())
    pairs = _pairs(graph)
    assert ("a:1", "RESEMBLES", "a:2") in pairs
    assert ("a:1", "CONTRADICTS", "a:3") in pairs
    assert ("a:2", "CONTRADICTS", "a:4") in pairs
    assert not any("a:5" in pair for pair in pairs)
    because = {(row["a"], row["type"], row["b"]): str(row["because"]) for row in _held(graph)}
    assert "birth swapped" in because["a:1", "RESEMBLES", "a:2"]
    assert "birth apart" in because["a:1", "CONTRADICTS", "a:3"]


@pytest.mark.parametrize("seed", range(4))
def test_order_batches_and_repetition_do_not_show(graph: Graph, seed: int) -> None:
    """Any permutation in any batches, some of it twice, leaves the same relationships as all at once."""
    rng = random.Random(seed)
    ids = [*PEOPLE, *rng.sample(sorted(PEOPLE), 2)]
    rng.shuffle(ids)
    while ids:
        size = rng.randint(1, 3)
        _load(graph, {id_: PEOPLE[id_] for id_ in ids[:size]})
        ids = ids[size:]
        resemblance.derive(graph, read_model(), at_once=rng.randint(1, 4))
        graph.driver.execute_query(_SETTLE)
    stepwise = _held(graph)
    graph.write("runtime/wipe")
    _load(graph, PEOPLE)
    resemblance.derive(graph, read_model())
    assert stepwise == _held(graph)


def test_repeating_changes_nothing_and_a_new_version_loses_what_no_longer_holds(graph: Graph) -> None:
    """A second run writes nothing; a record that says something else loses its relationships, and both ends are marked."""
    _load(graph, PEOPLE)
    resemblance.derive(graph, read_model())
    assert resemblance.derive(graph, read_model()).written == 0
    graph.driver.execute_query(_SETTLE)
    _load(graph, {"a:2": {"givenName": "Wilhelmine", "familyName": "Zapf", "birthDate": "2001-01-01"}})
    done = resemblance.derive(graph, read_model())
    assert done.records == 1
    assert done.dropped == 4
    assert not any("a:2" in pair for pair in _pairs(graph))
    assert {row["id"] for row in graph.driver.execute_query(_MARKED).records} == {"a:1", "a:2", "a:3", "a:4"}


def test_a_key_or_an_identifier_past_its_cap_gives_no_candidates(graph: Graph) -> None:
    """What more records have in common than the cap allows compares nobody, before and after it passes and leaves the cap."""
    model = model_of({**read_model().document, "cap": 3})
    crowd = {f"a:{n}": {"givenName": "Ada", "familyName": "Berg", "birthDate": "1980-01-01", "email": "ada@berg.example"} for n in range(4)}
    _load(graph, {id_: crowd[id_] for id_ in ("a:0", "a:1", "a:2")})
    resemblance.derive(graph, model)
    assert len(_pairs(graph)) == 3
    graph.driver.execute_query(_SETTLE)
    _load(graph, {"a:3": crowd["a:3"]})
    resemblance.derive(graph, model)
    assert _pairs(graph) == set()
    graph.driver.execute_query(_SETTLE)
    _load(graph, {"a:3": {"givenName": "Otto", "familyName": "Vogel"}})
    resemblance.derive(graph, model)
    assert len(_pairs(graph)) == 3


def test_a_new_model_compares_all_anew(graph: Graph) -> None:
    """Under another model every relationship carries that model's name, though no record has changed."""
    _load(graph, PEOPLE)
    resemblance.derive(graph, read_model())
    graph.driver.execute_query(_SETTLE)
    draft = model_of({**read_model().document, "version": 2})
    resemblance.derive(graph, draft)
    assert {row["model"] for row in _held(graph)} == {draft.name}


def test_records_that_are_read_otherwise_are_compared_anew(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier version of Throughline compared, it read in its own way: nothing of that is left, though model and records are the same."""
    before, now = read_model().name, read_model().name + "1"
    _load(graph, PEOPLE)
    resemblance.derive(graph, read_model())
    graph.driver.execute_query(_SETTLE)
    assert {row["model"] for row in _held(graph)} == {before}
    monkeypatch.setattr("app.identity.scoring.model.READING", f"{READING}1")
    resemblance.derive(graph, read_model())
    assert {row["model"] for row in _held(graph)} == {now}


def test_number_typed_wrong_parts_nobody_by_itself(graph: Graph) -> None:
    """Who is written twice, once with another's social security number, is one; kin of that name, born later, with a number of their own, is not."""
    graph.driver.execute_query(
        """
        UNWIND [['t:1', '1956-03-07', '537408213'], ['t:2', '1956-03-07', '918273645'], ['t:3', '1991-11-20', '446655221']] AS row
        CREATE (r:Record:Touched {id: row[0], source: 't', key: row[0], kind: 'person', givenName: 'Philippa', familyName: 'Wolverton',
          birthDate: row[1], street: '14 Marigold Terrace', city: 'Hobart', postalCode: '7000'})
        CREATE (r)-[:STATES {count: 1, sources: ['t']}]->(:Identifier:Touched {key: 'ssn:' + row[2], namespace: 'ssn', value: row[2]})
        """
    )
    model = read_model()
    unify(graph, read_policy().scored(model.threshold), resemble=partial(resemblance.derive, model=model))
    found = {frozenset(each for each in members if each.startswith("t:")) for members in persons(graph).values()}
    assert found == {frozenset({"t:1", "t:2"}), frozenset({"t:3"})}


def _unify(graph: Graph) -> None:
    model = read_model()
    unify(graph, read_policy().scored(model.threshold), resemble=partial(resemblance.derive, model=model))


def _together(graph: Graph, one: str, other: str) -> bool:
    return any({one, other} <= members for members in persons(graph).values())


def test_what_is_nobodys_makes_no_two_alike(graph: Graph) -> None:
    """Two of one family name with the filler of an address are two, and two of one name with an address of their own are alike."""
    _load(graph, {
        "a:1": {"familyName": "Holm", "email": "noreply@berg.example"}, "a:2": {"familyName": "Holm", "email": "noreply@berg.example"},
        "a:3": {"familyName": "Lund", "email": "lund@berg.example"}, "a:4": {"familyName": "Lund", "email": "lund@berg.example"},
    })  # fmt: skip
    _unify(graph)
    assert _pairs(graph) == {("a:3", "RESEMBLES", "a:4")}
    assert _together(graph, "a:3", "a:4")
    assert not _together(graph, "a:1", "a:2")


_HASHED = """
UNWIND ['a:1', 'a:2'] AS id
MERGE (i:Identifier {key: 'email:sha256:5e1f'})
SET i.namespace = 'email', i.hashed = 'sha256', i:Touched
CREATE (:Record:Touched {id: id, source: 'a', key: id, kind: 'person', familyName: 'Holm'})-[:STATES]->(i)
"""
_PLAIN = """
MATCH (hash:Identifier {key: 'email:sha256:5e1f'})
MERGE (i:Identifier {key: 'email:sales@berg.example'})
SET i.namespace = 'email', i.value = 'sales@berg.example', i:Touched, hash:Touched, hash.twin = i.key
MERGE (i)-[:ALIAS]->(hash)
"""


def test_the_hash_of_what_turns_out_to_be_nobodys_joins_no_longer(graph: Graph) -> None:
    """Whether the plain address of an office is loaded before or after records with its hash, the same persons stand."""
    graph.driver.execute_query(_HASHED)
    _unify(graph)
    assert _together(graph, "a:1", "a:2")
    graph.driver.execute_query(_PLAIN)
    _unify(graph)
    assert not _together(graph, "a:1", "a:2")
    assert not _pairs(graph)
    assert not graph.driver.execute_query("MATCH (i:Identifier) WHERE i.late RETURN i").records
