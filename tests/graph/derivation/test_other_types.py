"""Evidence that was changed by hand to a value of another type stops nobody: all others are derived, and doctor names it until it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.cli.doctor import inconsistencies
from app.derivation import derive
from app.settings import Settings
from tests.graph.identity.worlds import add, marks, partition

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

WORLD = " ".join(f"login:{name}-cookie:{name}~{day} r:{name}-login:{name}" for day, name in enumerate(("ada", "bob", "bad"), 1))
RECORD, LOGIN = "MATCH (n:Record {id: 'r:bad'})", "MATCH (n:Identifier {key: 'login:bad'})"
CASES = {
    "a time that is a text": (RECORD, "at", "yesterday", None),
    "a name that is a list": (RECORD, "familyName", ["a", "b"], None),
    "a value that is a list": (LOGIN, "value", ["a", "b"], "bad"),
    "a value that is a number": (LOGIN, "value", 5, "bad"),
    "a scope that is a flag": (LOGIN, "scope", True, None),
    "a first time that is a list": ("MATCH (n:Identifier {key: 'cookie:bad'})", "first", [1, 2], None),
}


@pytest.mark.parametrize("full", [False, True], ids=["what changed", "the whole graph"])
@pytest.mark.parametrize("case", CASES)
def test_values_of_another_type(graph: Graph, tmp_path: Path, case: str, *, full: bool) -> None:
    """Whatever stands there, the others' persons are right, and once it is mended all is as if it had never been."""
    find, name, wrong, right = CASES[case]
    settings = Settings(home=tmp_path)
    add(graph, WORLD)
    graph.driver.execute_query(f"{find} SET n[$name] = $value", name=name, value=wrong)
    derive(graph, settings, full=full)
    assert {frozenset({f"login:{each}", f"cookie:{each}", f"r:{each}"}) for each in ("ada", "bob")} <= partition(graph)
    assert any("of another type than Throughline writes" in each for each in inconsistencies(graph))
    graph.driver.execute_query(f"{find} SET n[$name] = $value SET n:Touched", name=name, value=right)
    assert derive(graph, settings, full=full).failed == []
    assert (list(inconsistencies(graph)), marks(graph)) == ([], 0)
    assert partition(graph) == {frozenset({f"login:{each}", f"cookie:{each}", f"r:{each}"}) for each in ("ada", "bob", "bad")}
