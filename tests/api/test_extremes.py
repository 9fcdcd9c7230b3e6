"""Fault injection: whatever stands in a property of the graph, no page and no answer fails for good, and `unify` goes on.

Each value is put into the graph of a person of its own, so that nothing hides anything else; then every person and everything that is asked of all is
asked. Of a value of its own type every answer is an ordinary one. What somebody wrote around the product is told as such, and is a 409.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from neo4j.exceptions import Neo4jError

from app.api import keys
from app.cli.doctor import inconsistencies
from app.derivation import derive
from app.factory import create_app
from app.graph.connection import GraphError
from app.settings import Settings
from app.web import accounts
from loaders.load import load
from loaders.mapping import read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from app.graph import Graph

CONTACTS = """
format: csv
source: {name: crm, kind: crm, owner: sales}
timezone: UTC
record: {key: id, time: day, traits: {givenName: given, familyName: family, birthDate: birth, street: street, city: city, notes: notes}}
identifiers: [{column: id, namespace: crm}, {column: login, namespace: login}]
"""
EVENTS = """
format: csv
source: {name: web, kind: web, owner: digital}
timezone: UTC
identifiers: [{column: login, namespace: login}]
touchpoint:
  {id: id, type: type, time: at, received: at, channel: {value: web}, value: value, currency: currency, campaign: name, product: name, order: name,
   session: name, text: name, sequence: seq}
channels: {web: {kind: web, owner: digital}}
"""
PERSONS = 420
"""More than there are values to be put in."""
OF = {
    "Person": "(n:Person {id: $person})",
    "Record": "(:Person {id: $person})<-[:BELONGS_TO]-(n:Record)",
    "Identifier": "(:Person {id: $person})<-[:BELONGS_TO]-(n:Identifier {namespace: 'login'})",
    "Touchpoint": "(:Person {id: $person})<-[:BELONGS_TO]-(:Identifier)<-[:CARRIED]-(n:Touchpoint {type: 'order'})",
    "Journey": "(:Person {id: $person})-[:TOOK]->(n:Journey)",
}
KEPT = {"id", "key", "number", "part", "creditAt"}
"""What others are found by, and what only the product counts."""
TEXTS = ("''", "'a' + $nul + '\\u202e\\u0007<b>|?*!,'", "$long")
NUMBERS = ("-9223372036854775808", "9223372036854775807")
FLOATS = (*NUMBERS, "0.0 / 0.0", "-1.0 / 0.0", "1.7976931348623157e308")
MOMENTS = ("-62135596800000000", "253402300799999999")
"""The first and the last microsecond of the years 1 to 9999."""
TIMES = (
    "datetime('0001-01-01T00:00:00+14:00')", "datetime('9999-12-31T23:59:59.999999-14:00')", "datetime('0001-01-01T00:00:00Z')",
    "datetime('9999-12-31T23:59:59.999999999Z')", "datetime('+10000-01-01T00:00:00Z')", "datetime('-0001-01-01T00:00:00Z')",
)  # fmt: skip
OF_A_PERSON = ("", "/timeline", "/journeys", "/sessions", "/present", "/stages", "/graph", "/history", "/how", "/cut")
OF_ALL = (
    "persons", "persons?q=Given1", "paths", "paths/persons?steps=page_view", "transitions", "transitions/times", "stages", "ledger", "judgements",
    "explanations?a=crm:1&b=crm:2", "reviews", "health", "attribution", "attribution?model=markov", "attribution/persons?channel=web",
    "attribution/identity", "designs/first-purchase", "flows", "friction", "funnels?steps=page_view,order", "matrix", "personas",
    "precursors?type=order", "retention", "changes?at=2026-02-02", "patterns?pattern=page_view",
)  # fmt: skip
PAGES = (
    "", "people", "people?q=Given1", "pairs?a=crm:1&b=crm:2", "attribution", "journeys", "funnels?steps=page_view,order", "matrix", "stages",
    "retention", "changes", "personas", "designs", "reviews", "health", "judgements", "whatif",
)  # fmt: skip

FAILED = {409, 500, 503}
Case = tuple[str, str, str]
"""Label, property and value."""


def own(value: object) -> tuple[str, ...]:
    """Extreme values of the type that a value has, as Cypher; of a list, of its elements."""
    if isinstance(value, list):
        texts = MOMENTS if isinstance(value[0], int) else FLOATS[2:] if isinstance(value[0], float) else TEXTS[:2]
        return tuple(f"[x IN n[$name] | {each}]" for each in texts)
    if isinstance(value, bool):
        return ("true",)
    return TEXTS if isinstance(value, str) else NUMBERS if isinstance(value, int) else FLOATS if isinstance(value, float) else TIMES


def foreign(value: object) -> tuple[str, ...]:
    """Values of other types."""
    if isinstance(value, list):
        return ("[]", "'text'")
    return ("['x', 'y']", "date('2026-01-01')")


@pytest.fixture
def world(graph: Graph, tmp_path: Path) -> Graph:
    """Persons of one record and four touchpoints each, unified."""
    contacts = [f"{n},u{n},2026-01-01,Given{n},Family{n},1980-01-01,Weg {n},Kiel,note" for n in range(PERSONS)]
    kinds = ("page_view,,", "cart_add,,", "order,9.5,EUR", "page_view,,")
    events = [f"{n}-{k},u{n},{kind},2026-02-0{k + 1}T10:00:00Z,x{n},{k}" for n in range(PERSONS) for k, kind in enumerate(kinds)]
    events = [re.sub(r"^([^,]*,[^,]*,[^,]*),([^,]*),([^,]*),(.*)$", r"\1,\2,\3,\4", each) for each in events]
    for name, mapping, head, rows in (
        ("c", CONTACTS, "id,login,day,given,family,birth,street,city,notes", contacts),
        ("e", EVENTS, "id,login,type,value,currency,at,name,seq", events),
    ):
        (tmp_path / f"{name}.yaml").write_text(mapping, encoding="utf-8")
        (tmp_path / f"{name}.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
        load(graph, read_mapping(tmp_path / f"{name}.yaml"), [tmp_path / f"{name}.csv"], key=b"tests")
    derive(graph, Settings(home=tmp_path))
    return graph


def inject(graph: Graph, values: Any) -> dict[str, Case]:
    """Puts each value into a property of a person of its own; which, by person. What an index or a constraint refuses is left out."""
    query = graph.driver.execute_query
    persons = iter([each["id"] for each in query("MATCH (p:Person)<-[:BELONGS_TO]-(:Record) RETURN p.id AS id ORDER BY id").records])
    made: dict[str, Case] = {}
    for label, pattern in OF.items():
        for row in query(f"MATCH (n:{label}) UNWIND keys(n) AS name RETURN name, head(collect(n[name])) AS value ORDER BY name").records:
            for text in values(row["value"]) if row["name"] not in KEPT else ():
                person = next(persons)
                set_ = f"MATCH {pattern} CALL (n) {{ WITH n, {text} AS value SET n[$name] = value }}"
                params = {"person": person, "name": row["name"], "nul": "\x00", "long": "x" * 100_000}
                try:
                    query(set_, {key: value for key, value in params.items() if f"${key}" in set_ or key == "name"})
                except Neo4jError as error:
                    if "too large to index" not in str(error):
                        raise
                    continue  # so nobody can have done it
                made[person] = (label, row["name"], text)
    assert len(made) > 100
    return made


def asked(app: Flask, graph: Graph, made: dict[str, Case]) -> Iterator[tuple[int, str, object]]:
    """Status and address of every answer, and what was put in."""
    client, reader = app.test_client(), app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(graph, 'tests')}"
    accounts.add(graph, "ada", "correct horse battery")
    sign_in(reader)
    for person, case in made.items():
        for each in OF_A_PERSON:
            yield client.get(f"/v1/persons/{person}{each}").status_code, each or "/", case
        yield reader.get(f"/people/{person}").status_code, "page", case
    for each in OF_ALL:
        yield client.get(f"/v1/{each}").status_code, f"/v1/{each}", "all"
    for each in PAGES:
        yield reader.get(f"/{each}").status_code, f"/{each}", "all"


def sign_in(reader: FlaskClient) -> None:
    """Signs in on the page."""
    hidden = dict(re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', reader.get("/sign-in").get_data(as_text=True)))
    assert reader.post("/sign-in", data={**hidden, "name": "ada", "password": "correct horse battery"}).status_code < 400


def application(graph: Graph) -> Flask:
    """The application over a graph, as in production."""
    made = create_app(lambda: graph, secret="for-tests-only-secret")
    made.testing = False
    return made


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # of numpy, on sums beyond all numbers
def test_no_value_of_its_type_fails(world: Graph, tmp_path: Path) -> None:
    """Longest and empty texts, control characters, the first and last moments and numbers: all is answered, before and after `unify`."""
    made = inject(world, own)
    assert [each for each in asked(application(world), world, made) if each[0] in FAILED] == []
    assert derive(world, Settings(home=tmp_path), full=True).failed == []
    world.driver.execute_query("MATCH (u:User) DETACH DELETE u")
    assert [each for each in asked(application(world), world, made) if each[0] in FAILED] == []


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_was_written_around_the_product_is_told(world: Graph) -> None:
    """A list where a text should be, a day for a moment: what cannot be shown is a 409 that says so, doctor says it, and nothing is a 500."""
    made = inject(world, foreign)
    failed = [each for each in asked(application(world), world, made) if each[0] in FAILED]
    assert [each for each in failed if each[0] != HTTPStatus.CONFLICT] == []
    assert failed
    assert any("of another type than Throughline writes" in each for each in inconsistencies(world))


def test_a_fault_of_the_program_stays_one(world: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is wrong with the graph, what nobody foresaw is a 500 as ever."""

    def broken(*_: object, **__: object) -> None:
        raise GraphError("no statement of ours")

    client = application(world).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(world, 'tests')}"
    read = type(world).read
    monkeypatch.setattr(type(world), "read", lambda self, name, /, **params: broken() if name == "profiles/person" else read(self, name, **params))
    assert client.get("/v1/persons/P-1").status_code == 500
