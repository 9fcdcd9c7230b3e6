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


def test_broken_rules_change_nothing(graph: Graph, tmp_path: Path) -> None:
    """A mistake in a policy file is found before anything is written."""
    broken = tmp_path / "policy.yaml"
    broken.write_text("namespaces: {login: {rule: join, priority: 1}}", encoding="utf-8")
    add(graph, "login:ada-cookie:1")
    with pytest.raises(BadInput, match="use one of unique"):
        derive(graph, replace(Settings(home=tmp_path), policy=broken))
    assert marks(graph) == 2
