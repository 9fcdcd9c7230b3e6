"""Policies as data in the graph: versions with author and reason, and one in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app.cli import cli
from app.context import PRIORITIES
from app.errors import BadInput
from app.factory import create_app
from app.identity import policies
from app.identity.policy import parse, read_policy
from app.identity.unify import unify
from app.ledger.book import entries, sets, verify
from tests.graph.identity.worlds import add, partition

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

SHIPPED = read_policy()
STRICT = parse("namespaces: {login: {rule: unique, priority: 90}, cookie: {rule: evidence, priority: 20}}", "strict")


def test_shipped_policy_counts_until_one_is_applied(graph: Graph) -> None:
    """Without an applied version the given one is in force; an applied one has the next version, its author and its reason."""
    assert policies.current(graph, SHIPPED) is SHIPPED
    made = policies.apply(graph, STRICT, author="ada", reason="cookies are shared", default=SHIPPED)
    found = policies.current(graph, SHIPPED)
    assert (made.version, found.version, found.author, found.reason) == (2, 2, "ada", "cookies are shared")
    assert (found.hash, found.namespaces) == (STRICT.hash, STRICT.namespaces)


@pytest.mark.parametrize(("author", "reason"), [("", "why"), ("ada", " ")])
def test_policy_needs_author_and_reason(graph: Graph, author: str, reason: str) -> None:
    """Nobody changes the policy without saying who and why."""
    with pytest.raises(BadInput, match="its author and a reason"):
        policies.apply(graph, STRICT, author=author, reason=reason)


def test_policy_that_changes_nothing_is_refused(graph: Graph) -> None:
    """Applying what is in force already makes no version, be it shipped or applied."""
    with pytest.raises(BadInput, match="nothing to apply"):
        policies.apply(graph, SHIPPED, author="ada", reason="again", default=SHIPPED)
    policies.apply(graph, STRICT, author="ada", reason="once", default=SHIPPED)
    with pytest.raises(BadInput, match="nothing to apply"):
        policies.apply(graph, STRICT, author="bob", reason="twice", default=SHIPPED)
    assert policies.apply(graph, SHIPPED, author="bob", reason="back", default=SHIPPED).version == 3


def test_policy_that_does_not_know_what_is_there_is_refused(graph: Graph) -> None:
    """A policy that forgets a namespace of which there are identifiers is refused by its name."""
    add(graph, "r:1-email:a@x.example")
    with pytest.raises(BadInput, match="identifiers of email, which this policy does not know"):
        policies.apply(graph, STRICT, author="ada", reason="stricter", default=SHIPPED)


def test_version_is_an_entry_of_the_ledger(graph: Graph) -> None:
    """Who put which version in force stands in the chain, without the reason; what is refused leaves no entry."""
    policies.apply(graph, STRICT, author="ada", reason="for Bob Miller", default=SHIPPED)
    with pytest.raises(BadInput):
        policies.apply(graph, STRICT, author="bob", reason="again", default=SHIPPED)
    (entry,) = entries(graph)
    assert (entry.kind, entry.author, entry.subject) == ("policy", "ada", "policy 2")
    assert not list(verify(graph))
    assert [each.content for _, each in sets(graph)] == [f'{{"policy":2,"hash":"{STRICT.hash}"}}\n']


def test_application_asks_for_the_policy_in_force(graph: Graph) -> None:
    """Priorities in answers are those of the version that was applied, without a restart."""
    app = create_app(lambda: graph, secret="for-tests-only-secret")
    assert app.extensions[PRIORITIES](graph)["email"] == 60
    policies.apply(graph, STRICT, author="ada", reason="less", default=SHIPPED)
    assert app.extensions[PRIORITIES](graph) == {"login": 90, "cookie": 20}


def test_new_policy_derives_anew(graph: Graph) -> None:
    """What joined by the old policy is apart by the new one, and joins again when the old one comes back."""
    add(graph, "login:a-cookie:1 cookie:1-cookie:2")
    unify(graph, policies.current(graph, SHIPPED))
    assert len(partition(graph)) == 1
    policies.apply(graph, STRICT, author="ada", reason="cookies are shared", default=SHIPPED)
    unify(graph, policies.current(graph, SHIPPED))
    assert partition(graph) == {frozenset({"login:a"})}


def test_command_shows_what_it_applied(graph_in_environment: Graph, tmp_path: Path) -> None:
    """What `policy show` prints, `policy apply` takes: the shipped policy changes nothing, a changed one is version 2."""
    del graph_in_environment
    path = tmp_path / "policy.yaml"
    run = CliRunner().invoke
    path.write_text(run(cli, ["policy", "show"]).output, encoding="utf-8")
    words = ["policy", "apply", str(path), "--author", "ada", "--reason", "a test"]
    assert "nothing to apply" in run(cli, words).output
    path.write_text(path.read_text(encoding="utf-8").replace("contradictions: true", "contradictions: false"), encoding="utf-8")
    assert "Version 2 of the policy is in force" in run(cli, words).output
    assert run(cli, ["policy", "show"]).output.startswith("version: 2\nauthor: ada\nreason: a test\n")


def test_contradictory_policy_changes_nothing(graph_in_environment: Graph, tmp_path: Path) -> None:
    """A policy whose entries contradict each other is refused with the file and the place; no version is made, and nothing is logged."""
    path = tmp_path / "policy.yaml"
    path.write_text("namespaces: {phone: {rule: unique, priority: 5, most: 2}}", encoding="utf-8")
    refused = CliRunner().invoke(cli, ["policy", "apply", str(path), "--author", "ada", "--reason", "a test"])
    assert refused.exit_code == 1
    assert f"{path}: namespace 'phone' has `most`, which only a limited namespace has" in refused.stderr
    assert policies.current(graph_in_environment, SHIPPED) is SHIPPED
    assert list(entries(graph_in_environment)) == []


def test_uses_end_with_the_life_time_or_the_right_to_join(graph: Graph) -> None:
    """A number with two holders is one value again under a policy without a life time; one that is set aside is held by nobody."""
    phone = '"phone": {"cap": 5, "lifetime": "P365D", "loose": 50, "personal": true, "priority": 50, "rule": "joins"}'
    lasting = parse(SHIPPED.document.replace(phone, '"phone": {"priority": 50, "rule": "joins"}'), "lasting")
    junk = parse(SHIPPED.document.replace('"words": [', '"words": ["+1", '), "junk")
    add(graph, "login:ada-phone:+1~0 cookie:5-phone:+1~900")
    for policy, sizes in ((SHIPPED, [2, 2]), (lasting, [3]), (SHIPPED, [2, 2]), (junk, [1, 1])):
        unify(graph, policy)
        assert sorted(len(members) for members in partition(graph)) == sizes
    assert graph.driver.execute_query("MATCH (u:Use) RETURN u").records == []
