"""Numbers that each source, or each country, gives by itself: one person may have one of each, over a real graph, in new graphs and in old ones."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from app.cli.doctor import inconsistencies
from app.graph import schema
from app.graph.schema import BY_COUNTRY, BY_SOURCE
from app.identity.explain import explain
from app.identity.policy import parse, read_policy
from app.identity.unify import unify
from loaders.namespaces import default_namespaces
from loaders.scopes import national
from tests.graph.identity.worlds import add, marks, partition, verdicts, withdraw
from tests.graph.loaders.worlds import load_rows

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

POLICY = read_policy()
WAYS = pytest.mark.parametrize("small", [-1, 10_000], ids=["whole graph", "touched only"])
LIMITED = parse(
    "namespaces: {user: {rule: limited, most: 2, priority: 80}, tax_id: {rule: unique, priority: 94}, email: {rule: joins, priority: 60}}", "limited"
)
TWO_SOURCES = "r:1-user:hub/7 r:2-user:shop/91 r:1-email:ada@x.example r:2-email:ada@x.example"
ONE_SOURCE = "r:1-user:hub/7 r:2-user:hub/91 r:1-email:ada@x.example r:2-email:ada@x.example"
CONTACTS = """
format: csv
source: {{name: {source}, kind: crm, owner: sales}}
timezone: UTC
record: {{key: id}}
identifiers:
  - {{column: id, namespace: user}}
  - {{column: email, namespace: email}}
"""


def groups(*texts: str) -> set[frozenset[str]]:
    """Member sets, written as texts."""
    return {frozenset(text.split()) for text in texts}


@WAYS
def test_numbers_of_two_sources_do_not_clash(graph: Graph, small: int) -> None:
    """Whom one address names in two shops is one person, with the number of each; two numbers of one shop are two persons."""
    add(graph, TWO_SOURCES)
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:1 r:2 user:hub/7 user:shop/91 email:ada@x.example")
    add(graph, "r:3-user:shop/92 r:3-email:ada@x.example")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:1 user:hub/7 email:ada@x.example", "r:2 user:shop/91", "r:3 user:shop/92")
    assert {row[4] for row in verdicts(graph) if row[2] == "REFUSED"} == {"user:shop/91 | user:shop/92"}


@WAYS
def test_the_reason_names_numbers_of_one_source(graph: Graph, small: int) -> None:
    """Why two are apart says which two numbers of which source speak against it."""
    add(graph, ONE_SOURCE)
    unify(graph, POLICY, small=small)
    (reason,) = explain(graph, "r:1", "r:2").reasons
    assert "user:hub/7 | user:hub/91" in reason.sentence


@WAYS
def test_a_person_has_one_number_of_each_country(graph: Graph, small: int) -> None:
    """Tax numbers of two countries do not clash, two of one country do, and a limit counts within its scope."""
    add(graph, "r:1-tax_id:DE/1 r:1-email:a@x.example r:2-tax_id:FR/2 r:2-email:a@x.example")
    add(graph, "r:3-tax_id:DE/3 r:3-email:b@x.example r:4-tax_id:DE/4 r:4-email:b@x.example")
    add(graph, "r:5-user:a/1~1 r:5-user:a/2~2 r:5-user:a/3~3 r:5-user:b/1~0 r:5-user:b/2~0")
    unify(graph, LIMITED, small=small)
    assert partition(graph) == groups(
        "r:1 r:2 tax_id:DE/1 tax_id:FR/2 email:a@x.example",
        "r:3 tax_id:DE/3",
        "r:4 tax_id:DE/4",
        "email:b@x.example",
        "r:5 user:a/2 user:a/3 user:b/1 user:b/2",
        "user:a/1",
    )


@WAYS
def test_junk_is_junk_in_every_scope(graph: Graph, small: int) -> None:
    """A customer number `null` joins nobody, whichever source gives it."""
    add(graph, "r:1-user:hub/null r:2-user:hub/null r:3-user:hub/nullable r:4-user:hub/nullable")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:1", "r:2", "r:3 r:4 user:hub/nullable")


@pytest.mark.parametrize("seed", range(6))
def test_touched_is_full_with_two_sources(graph: Graph, seed: int) -> None:
    """In random worlds of two sources step by step ends as the whole graph at once, whatever is loaded and withdrawn."""
    source = random.Random(seed)
    values = [f"user:{scope}/{number}" for scope in ("hub", "shop") for number in range(5)]
    values += [f"email:{number}@x.example" for number in range(5)] + [f"tax_id:{country}/{number}" for country in ("DE", "FR") for number in range(2)]
    for _ in range(6):
        links = [f"r:{source.randrange(12)}-{source.choice(values)}~{source.randrange(4)}" for _ in range(6)]
        add(graph, " ".join(links))
        if source.random() < 0.4:
            withdraw(graph, links[0].partition("~")[0])
        unify(graph, POLICY, small=10_000)
    once = partition(graph), verdicts(graph)
    unify(graph, POLICY, full=True)
    assert (partition(graph), verdicts(graph)) == once
    graph.driver.execute_query("MATCH (n:Person|Redirect) DETACH DELETE n")
    graph.driver.execute_query("MATCH (a)-[v:ADMITTED|REFUSED]->(b) DELETE v")
    unify(graph, POLICY, small=-1)
    assert (partition(graph), verdicts(graph)) == once


def test_an_older_graph_gets_its_scopes(graph: Graph) -> None:
    """Identifiers loaded before scopes were kept get them once, and those that were kept apart as of one numbering are one with the next run."""
    others = "r:5-user:hub/50 r:6-crm:hub/1 r:7-passport:US/1 r:8-user:hr/eu/3 r:9-user:sha256:ab"
    add(graph, f"{TWO_SOURCES} r:3-user:shop/92 r:3-email:bob@x.example r:4-user:shop/93 r:4-email:bob@x.example {others}")
    graph.driver.execute_query("MATCH (i:Identifier) SET i.scope = null, i.hashed = CASE i.key WHEN 'user:sha256:ab' THEN 'sha256' END")
    graph.driver.execute_query("UNWIND ['hub', 'shop', 'hr', 'hr/eu'] AS name CREATE (:Source {name: name})")
    graph.driver.execute_query("MATCH (:Record {id: 'r:8'})-[e:STATES]->() SET e.sources = ['hr/eu']")
    unify(graph, POLICY, small=10_000)
    assert len([each for each in partition(graph) if each & {"r:1", "r:2"}]) == 2
    derived = graph.write("graph/scopes_derive", sourced=BY_SOURCE, national=BY_COUNTRY)[0]["derived"]
    rows = graph.driver.execute_query("MATCH (i:Identifier) WHERE i.scope IS NOT NULL RETURN i.key AS key, i.scope AS scope").records
    assert {row["key"]: row["scope"] for row in rows} == {
        **{f"user:{scope}/{number}": scope for scope, number in (("hub", 7), ("shop", 91), ("shop", 92), ("shop", 93), ("hub", 50))},
        "passport:US/1": "US",
        "user:hr/eu/3": "hr%2Feu",
    }
    assert (derived, len(rows), marks(graph) > 0) == (7, 7, True)
    assert graph.driver.execute_query("MATCH (i:Identifier:Touched {key: 'user:hub/50'}) RETURN i").records == []
    unify(graph, POLICY, small=10_000)
    assert groups("r:1 r:2 user:hub/7 user:shop/91 email:ada@x.example", "r:3 user:shop/92", "r:4 user:shop/93") <= partition(graph)
    once = partition(graph), verdicts(graph)
    unify(graph, POLICY, full=True)
    assert (partition(graph), verdicts(graph)) == once
    assert graph.write("graph/scopes_derive", sourced=BY_SOURCE, national=BY_COUNTRY)[0]["derived"] == 0
    said = [each for each in inconsistencies(graph) if "earlier version" in each]
    assert said == [
        f"1 identifiers of user have keys of an earlier version, from {source}: load its files again into a new graph."
        for source in ("an unknown source", "hr/eu")
    ]


def test_a_schema_of_an_earlier_version_brings_scopes(graph: Graph) -> None:
    """The schema is applied before every load and run: that of an earlier version lacks something, and with it come the scopes."""
    schema.apply(graph)
    add(graph, "r:1-user:hub/7")
    graph.driver.execute_query("MATCH (i:Identifier) SET i.scope = null CREATE (:Source {name: 'hub'})")
    graph.driver.execute_query("DROP CONSTRAINT unique_namespace")
    schema.apply(graph)
    assert graph.driver.execute_query("MATCH (i:Identifier) RETURN i.scope AS scope").records[0]["scope"] == "hub"


def test_the_shipped_namespaces_are_those_that_are_migrated() -> None:
    """What an older graph gets scopes in are the namespaces that have them."""
    spaces = default_namespaces()
    assert sorted(name for name, each in spaces.items() if each.scoped) == BY_SOURCE
    assert sorted(name for name, each in spaces.items() if national(each)) == BY_COUNTRY


def test_three_exports_are_one_customer(graph: Graph, tmp_path: Path) -> None:
    """A CRM, a payment service and a shop, each with its own numbers as `user`, and one address: one person with three numbers."""
    for source, number in (("crm", 12), ("pay", "cus_9"), ("shop", 501)):
        load_rows(graph, tmp_path, CONTACTS.format(source=source), ["id,email", f"{number},Lea@x.example", "77,ben@x.example"])
    unify(graph, POLICY)
    lea, ben = sorted(partition(graph), key=lambda each: "email:ben@x.example" in each)
    assert lea >= {"user:crm/12", "user:pay/cus_9", "user:shop/501", "email:lea@x.example"}
    assert ben >= {"user:crm/77", "user:pay/77", "user:shop/77"}
    scopes = graph.driver.execute_query("MATCH (i:Identifier {namespace: 'user'}) RETURN DISTINCT i.scope AS scope ORDER BY scope").records
    assert [row["scope"] for row in scopes] == ["crm", "pay", "shop"]
