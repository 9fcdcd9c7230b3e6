"""`throughline judge`, as a steward types it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app.cli import cli
from app.identity.policy import read_policy
from app.identity.unify import unify
from tests.graph.identity.worlds import add, partition, persons

if TYPE_CHECKING:
    from app.graph import Graph


def run(*words: str, fails: bool = False) -> str:
    """The output of a command, that of errors too."""
    result = CliRunner().invoke(cli, words)
    assert (result.exit_code != 0) == fails, result.output
    return result.output


def key_of(name: str, scope: str) -> str:
    """A new key."""
    return CliRunner().invoke(cli, ["user", "add", name, "--api-key", "--scope", scope]).stdout.strip()


@pytest.mark.usefixtures("graph_in_environment")
def test_judge_undo_list(graph: Graph) -> None:
    """A steward's key says who judged; a reader's may not; the log keeps the judgement and its undoing."""
    add(graph, "r:1-email:a@x.example r:2-email:b@x.example")
    unify(graph, read_policy().scored(0.9))
    refused = run("judge", "same", "r:1", "r:2", "--because", "x", "--key", key_of("reader", "read"), fails=True)
    assert "may not judge" in refused
    key = key_of("ada", "judge")
    said = run("judge", "same", "r:1", "r:2", "--because", "She told us.", "--key", key).split("\t")
    assert said[:4] == ["J-1", "same", "stands", "record/r:1 record/r:2"]
    assert said[5:] == ["ada", "She told us.\n"]
    assert run("judge", "not-a-customer", "r:1", "staff", "--because", "Payroll.", "--key", key).startswith(
        "J-2\tnot_a_customer\tstands\trecord/r:1 staff"
    )
    assert "contradicts" not in run("judge", "undo", "J-1", "--because", "A slip.", "--key", key)
    lines = run("judge", "list").splitlines()
    assert [line.split("\t")[:3] for line in lines[:3]] == [["J-3", "undo", "stands"], ["J-2", "not_a_customer", "stands"], ["J-1", "same", "undone"]]


@pytest.mark.usefixtures("graph_in_environment")
def test_a_person_is_parted_along_links(graph: Graph) -> None:
    """Links that do not part say which are left, and keep nothing; others give a judgement for every two sides, as tried, or none late."""
    add(graph, "r:1-email:team@x.example r:2-email:team@x.example r:2-cookie:2 r:1-cookie:2 r:3-email:team@x.example")
    unify(graph, read_policy().scored(0.9))
    (person,) = persons(graph)
    key = key_of("ada", "judge")
    one, other = (("--link", "record/r:2", each) for each in ("identifier/email:team@x.example", "identifier/cookie:2"))
    words = ("judge", "part", person, *one, "--because", "A mailbox of two.", "--key", key)
    assert "still hold together; choose also" in run(*words, fails=True)
    assert "has no link between record/r:1 and record/r:2" in run(*words, "--link", "record/r:1", "record/r:2", fails=True)
    assert run("judge", "list").splitlines() == ["0 judgements"]
    revision = run("whatif", "part", person, *one, *other).split()[-1].rstrip(".")
    said = [line.split("\t") for line in run(*words, *other, "--revision", revision).splitlines()]
    assert [each[:4] for each in said] == [["J-1", "different", "stands", "record/r:1 record/r:2"]]
    late = (*words[:3], "--link", "record/r:3", one[2], *words[6:], "--revision", revision)
    assert partition(graph) == {frozenset({"r:1", "r:3", "email:team@x.example", "cookie:2"}), frozenset({"r:2"})}
    assert f"not {revision}. Try it again." in run(*late, fails=True)
