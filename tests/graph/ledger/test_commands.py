"""`throughline ledger`: head, list, verify and replay, with exit codes that a script can go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from app.cli import cli
from app.settings import Settings
from tests.graph.identity.worlds import add

if TYPE_CHECKING:
    from app.graph import Graph


def run(*words: str) -> Result:
    """One command line."""
    return CliRunner().invoke(cli, list(words))


@pytest.fixture
def told(graph_in_environment: Graph) -> Graph:
    """A graph with two runs in its ledger."""
    for world in ("login:ada-cookie:1", "login:ben-cookie:2"):
        add(graph_in_environment, world)
        assert run("unify").exit_code == 0
    return graph_in_environment


@pytest.mark.usefixtures("told")
def test_a_whole_ledger() -> None:
    """The head is verified against itself, the list is as long as the head says, and the graph is what replay rebuilds."""
    published = run("ledger", "head").output.strip()
    assert published.startswith("2:")
    assert [line.split("\t")[0] for line in run("ledger", "list").output.splitlines()] == ["2", "1"]
    assert run("ledger", "verify", "--head", published).exit_code == 0
    checked = run("ledger", "replay", "--check")
    assert (checked.exit_code, checked.output.splitlines()[0]) == (0, "2 persons, 4 members, 0 retired ids.")
    assert run("ledger", "replay", "--entry", "1").output == "1 persons, 2 members, 0 retired ids.\n"


def test_a_broken_ledger(told: Graph) -> None:
    """Who cuts the tail with all that kept it is told by the published head; the exit code is not 0."""
    published = run("ledger", "head").output.strip()
    told.driver.execute_query("MATCH (e:Entry {number: 2})-[:DID]->(c) DETACH DELETE e, c")
    told.driver.execute_query("MATCH (e:Entry {number: 1}), (s:State) SET s.entries = 1, s.ledger = e.hash, s.changeSets = 1")
    assert run("ledger", "verify").exit_code == 0
    found = run("ledger", "verify", "--head", published)
    assert (found.exit_code, "The tail is cut" in found.output) == (1, True)
    assert run("ledger", "replay", "--check").exit_code == 1


def test_a_head_that_is_none(graph_in_environment: Graph) -> None:
    """What is no head is refused with its form."""
    del graph_in_environment
    assert "NUMBER:HASH" in run("ledger", "verify", "--head", "12").output


@pytest.mark.usefixtures("told")
def test_members_are_named_by_the_secret_of_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    """With another secret nobody recognises a member."""
    monkeypatch.setenv("THROUGHLINE_SECRET", Settings.from_environment().secret()[::-1])
    assert run("ledger", "replay", "--check").exit_code == 1
