"""Namespaces are declared where they are first used: in a mapping or by command, known to load, policy, trial and lookup from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app.cli import cli
from app.errors import BadInput, Conflict
from app.identity import policies
from app.identity.policy import parse, read_policy
from app.identity.unify import unify
from app.kinds import KINDS
from app.ledger.book import entries, verify
from app.ledger.declarations import declared
from app.profiles.lookup import lookup
from loaders.declarations import known_namespaces
from loaders.layout import MappingError
from loaders.load import load
from loaders.mapping import read_mapping
from loaders.namespaces import default_namespaces
from tests.graph.identity.worlds import add, marks, partition
from tests.graph.loaders.worlds import SECRET, write

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

POLICY = read_policy()
MAPPING = """
format: csv
source: {{name: {source}, kind: crm, owner: sales}}
record: {{key: id}}
identifiers:
  - {{column: id, namespace: {namespace}{like}}}
  - {{column: email, namespace: email}}
"""


def bring(graph: Graph, folder: Path, source: str, rows: list[str], namespace: str = "hubspot", like: str = ", like: customer number") -> None:
    """Loads rows of id and e-mail address of a source whose ids are of this namespace."""
    mapping = write(folder, f"{source}/contacts.yaml", MAPPING.format(source=source, namespace=namespace, like=like))
    file = write(folder, f"{source}/rows.csv", "\n".join(["id,email", *rows]) + "\n")
    load(graph, read_mapping(mapping, known_namespaces(graph)), [file], key=SECRET)


def test_each_kind_is_that_of_a_shipped_namespace() -> None:
    """Loaders know the form and the shipped policy the rule of every kind."""
    assert set(KINDS.values()) <= set(default_namespaces()) & set(POLICY.namespaces)


def test_two_systems_with_namespaces_of_their_own(graph: Graph, tmp_path: Path) -> None:
    """Numbers of two systems, each declared in its mapping, and one address: one person; two numbers of one system stay two."""
    bring(graph, tmp_path, "hub", ["1,ida@x.example", "2,tom@x.example"])
    bring(graph, tmp_path, "pay", ["c9,ida@x.example", "c10,tom@x.example", "c11,tom@x.example"], namespace="stripe")
    unify(graph, policies.current(graph, POLICY))
    found = partition(graph)
    assert frozenset({"hub:1", "pay:c9", "hubspot:1", "stripe:c9", "email:ida@x.example"}) in found
    assert not any({"stripe:c10", "stripe:c11"} <= each for each in found)
    assert {name: each.like for name, each in declared(graph).items()} == {"hubspot": "customer number", "stripe": "customer number"}


def test_a_declaration_is_written_once_and_stands_in_the_ledger(graph: Graph, tmp_path: Path) -> None:
    """However often the file is loaded there is one entry, which names the namespace; and the ledger is sound."""
    for _ in range(2):
        bring(graph, tmp_path, "hub", ["1,ida@x.example"])
    assert [(each.kind, each.subject) for each in entries(graph)] == [("namespace", "namespace hubspot")]
    assert list(verify(graph)) == []
    assert declared(graph)["hubspot"].where == "hub/contacts.yaml:5"


def test_two_mappings_that_disagree(graph: Graph, tmp_path: Path) -> None:
    """The second is refused before anything is written, and both are named."""
    bring(graph, tmp_path, "hub", ["1,ida@x.example"])
    with pytest.raises(MappingError, match=r"pay/contacts.yaml:5 says .* like a cookie, and hub/contacts.yaml:5 that it is like a customer number"):
        bring(graph, tmp_path, "pay", ["2,tom@x.example"], like=", like: cookie")
    mapping = write(tmp_path, "late/contacts.yaml", MAPPING.format(source="late", namespace="hubspot", like=", like: cookie"))
    file = write(tmp_path, "late.csv", "id,email\n2,tom@x.example\n")
    with pytest.raises(Conflict, match="late/contacts.yaml:5"):  # read before the other was loaded
        load(graph, read_mapping(mapping), [file], key=SECRET)
    sources = graph.driver.execute_query("MATCH (s:Source) RETURN s.name AS name").records
    assert [row["name"] for row in sources] == ["hub"]


def test_an_undeclared_namespace_is_told_with_its_line(graph: Graph, tmp_path: Path) -> None:
    """A load names file and line, and what to write; once declared anywhere, the mapping needs no `like`."""
    with pytest.raises(MappingError, match=r"contacts.yaml:5: 'hubspot' is not declared; write `like: customer number` beside it"):
        bring(graph, tmp_path, "hub", ["1,ida@x.example"], like="")
    policies.add_namespace(graph, "hubspot", "customer number", author="ada", reason="The new CRM.")
    bring(graph, tmp_path, "hub", ["1,ida@x.example"], like="")
    unify(graph, policies.current(graph, POLICY))
    assert lookup(graph, ["hubspot: 1"]).answers[0].state == "found"


def test_what_no_policy_knew_joins_once_it_is_declared(graph: Graph) -> None:
    """Identifiers that waited for a policy join with the next run, which derives no more than those."""
    add(graph, "r:1-pager:7 r:2-pager:7 r:3-cookie:1")
    assert unify(graph, policies.current(graph, POLICY)).unknown == {"pager": 1}
    before = unify(graph, policies.current(graph, POLICY))
    assert policies.add_namespace(graph, "pager", "phone", author="ada", reason="They call back.") == 1
    done = unify(graph, policies.current(graph, POLICY))
    assert (before.mode, done.mode, done.unknown, marks(graph)) == ("nothing", "touched", {}, 0)
    assert frozenset({"r:1", "r:2", "pager:7"}) in partition(graph)
    once = partition(graph)
    unify(graph, policies.current(graph, POLICY), full=True)
    assert partition(graph) == once


def test_a_document_that_names_it_counts(graph: Graph) -> None:
    """A declared namespace follows what it is like in the policy in force, until a document names it; one that does not know it may be applied."""
    add(graph, "r:1-pager:7")
    with pytest.raises(BadInput, match="which this policy does not know"):
        policies.apply(graph, POLICY, author="ada", reason="again", default=parse("namespaces: {ip: {rule: evidence, priority: 1}}", "old"))
    policies.add_namespace(graph, "pager", "cookie", author="ada", reason="")
    found = policies.current(graph, POLICY)
    assert (found.namespaces["pager"].priority, found.hash) == (POLICY.namespaces["cookie"].priority, POLICY.hash)
    weak = parse("namespaces: {cookie: {rule: shared, priority: 3}}", "weak")
    policies.apply(graph, weak, author="ada", reason="Less.", default=POLICY)
    assert policies.current(graph, POLICY).namespaces["pager"].rule == "shared"
    named = parse("namespaces: {cookie: {rule: shared, priority: 3}, pager: {rule: unique, priority: 9}}", "named")
    policies.apply(graph, named, author="ada", reason="Ours.", default=POLICY)
    assert policies.current(graph, POLICY).namespaces["pager"].priority == 9


@pytest.mark.parametrize(("name", "like"), [("Hub Spot", "login"), ("hubspot", "number")])
def test_what_cannot_be_declared(graph: Graph, name: str, like: str) -> None:
    """A name that is none, and a kind that there is not, are refused."""
    with pytest.raises(BadInput):
        policies.add_namespace(graph, name, like, author="ada", reason="")
    assert declared(graph) == {}


def test_by_command(graph_in_environment: Graph, tmp_path: Path) -> None:
    """`policy add-namespace` declares, `policy show` tells of it, and `load` warns of a namespace that only its file of namespaces knows."""
    run = CliRunner()
    done = run.invoke(cli, ["policy", "add-namespace", "hubspot", "--like", "customer number"])
    assert (done.exit_code, "is declared" in done.output) == (0, True)
    again = run.invoke(cli, ["policy", "add-namespace", "hubspot", "--like", "cookie"])
    assert "like a customer number" in again.output
    assert "# declared: hubspot, like: customer number" in run.invoke(cli, ["policy", "show"]).output
    mapping = write(tmp_path, "hub/contacts.yaml", MAPPING.format(source="hub", namespace="pager", like=""))
    spaces = write(tmp_path, "spaces.yaml", "pager: {form: text}\nemail: {form: email}\n")
    rows = write(tmp_path, "rows.csv", "id,email\n1,ida@x.example\n")
    told = run.invoke(cli, ["load", str(mapping), str(rows), "--namespaces", str(spaces), "--quiet"])
    assert f"{mapping}:5: no policy knows the namespace 'pager'" in told.output
    assert told.exit_code == 0
    assert graph_in_environment.driver.execute_query("MATCH (i:Identifier) RETURN count(i) AS n").records[0]["n"] == 2
