"""`throughline whatif`, as a steward types it, and what is applied at the revision that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.identity.policy import read_policy
from app.identity.unify import unify
from tests.graph.cli.test_judge import key_of, run
from tests.graph.identity.worlds import add, partition

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph


@pytest.mark.usefixtures("graph_in_environment")
def test_tried_then_applied_at_its_revision_only(graph: Graph, tmp_path: Path) -> None:
    """A trial says what would be and names its revision; at that revision the judgement is taken, and the policy tried before it no longer."""
    add(graph, "r:1-email:a@x.example r:2-email:b@x.example r:1-cookie:1 r:3-cookie:1")
    unify(graph, read_policy().scored(0.9))
    draft = tmp_path / "policy.yaml"
    draft.write_text(
        read_policy().document.replace(
            '"cookie": {"cap": 5, "loose": 50, "priority": 20, "rule": "joins"}', '"cookie": {"priority": 20, "rule": "shared"}'
        )
    )
    said = run("whatif", "policy", str(draft)).splitlines()
    assert said[0] == "Persons: 2 would be 3: 1 unchanged, 0 merged, 1 split, 0 rearranged, 0 altered, 0 gone."
    assert "Nothing was changed." in said[-1]
    revision = said[-1].rpartition(" ")[2].rstrip(".")
    assert run("whatif", "same", "r:1", "r:2").splitlines()[0].startswith("Persons: 2 would be 1")
    assert len(partition(graph)) == 2
    run("judge", "same", "r:1", "r:2", "--because", "She told us.", "--key", key_of("ada", "judge"), "--revision", revision)
    assert len(partition(graph)) == 1
    (tmp_path / "model.json").write_text(run("model", "show").replace('"prior": 0.0003', '"prior": 1e-09'), encoding="utf-8")
    model = run("whatif", "model", str(tmp_path / "model.json")).splitlines()
    assert model[0] == "Persons: 1 would be 1: 1 unchanged, 0 merged, 0 split, 0 rearranged, 0 altered, 0 gone."
    words = ("model", "apply", str(tmp_path / "model.json"), "--author", "ada", "--reason", "Doubt.", "--revision")
    assert f"not {revision}. Try it again." in run(*words, revision, fails=True)
    now = model[-1].rpartition(" ")[2].rstrip(".")
    assert "of the scoring model" in run(*words, now)
    late = run("policy", "apply", str(draft), "--author", "ada", "--reason", "Shared.", "--revision", revision, fails=True)
    assert f"not {revision}. Try it again." in late
