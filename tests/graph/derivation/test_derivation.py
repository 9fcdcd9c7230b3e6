"""One derivation over a real graph: persons, then journeys, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.derivation import derive
from app.errors import BadInput
from app.settings import Settings
from tests.graph.identity.worlds import add, marks

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph


def test_evidence_becomes_journeys_once(graph: Graph, tmp_path: Path) -> None:
    """New evidence gives persons and journeys and a new revision; a second run has nothing to do and says so."""
    settings = Settings(home=tmp_path)
    add(graph, "login:ada-cookie:1~1 login:ada-cookie:1~2")
    first = derive(graph, settings)
    assert (first.identity.changed.new, first.journeys.written) == (1, 1)
    again = derive(graph, settings)
    assert again.lines()[0] == "No evidence has changed since the last run."
    assert (again.revision, again.journeys.persons) == (first.revision, 0)


def test_new_touchpoint_of_a_known_person_is_a_new_revision(graph: Graph, tmp_path: Path) -> None:
    """A touchpoint that changes no person still changes a journey, and with it the graph's revision."""
    settings = Settings(home=tmp_path)
    add(graph, "login:ada-cookie:1~1")
    first = derive(graph, settings)
    add(graph, "login:ada-cookie:1~2")
    again = derive(graph, settings)
    assert not again.identity.changed.any
    assert again.journeys.written == 1
    assert again.revision == first.revision + 1
    assert marks(graph) == 0


def test_changed_survivorship_says_how_many_golden_records_it_wrote(graph: Graph, tmp_path: Path) -> None:
    """The file that the settings name is followed, and a run that only follows it says what it did."""
    rules = tmp_path / "survivorship.yaml"
    rules.write_text("default: {rule: longest}", encoding="utf-8")
    add(graph, "login:ada-cookie:1")
    derive(graph, Settings(home=tmp_path))
    said = derive(graph, replace(Settings(home=tmp_path), survivorship=rules)).lines()
    assert said[0] == "No evidence has changed since the last run."
    assert "Golden records: 1 written." in said


@pytest.mark.parametrize(
    ("setting", "text", "sentence"),
    [
        ("policy", "namespaces: {login: {rule: join, priority: 1}}", "use one of unique"),
        ("survivorship", "default: {rule: newest}", "use one of most_recent"),
    ],
)
def test_broken_rules_change_nothing(graph: Graph, tmp_path: Path, setting: str, text: str, sentence: str) -> None:
    """A mistake in a file of rules is found before anything is written."""
    broken = tmp_path / f"{setting}.yaml"
    broken.write_text(text, encoding="utf-8")
    add(graph, "login:ada-cookie:1")
    settings = Settings.from_environment({"THROUGHLINE_HOME": str(tmp_path), f"THROUGHLINE_{setting.upper()}": str(broken)})
    with pytest.raises(BadInput, match=sentence):
        derive(graph, settings)
    assert marks(graph) == 2
