"""Scoring models as data in the graph: versions with author and reason, one in force, and persons that follow it."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app.cli import cli
from app.errors import BadInput
from app.identity.policy import read_policy
from app.identity.scoring import models, resemblance
from app.identity.scoring.model import model_of, read_model
from app.identity.unify import unify
from app.ledger.book import entries, sets, verify
from tests.graph.identity.worlds import persons

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph
    from app.identity.scoring.model import Model

SHIPPED = read_model()
DOUBTFUL = model_of({**SHIPPED.document, "prior": 1e-12}, "doubtful")

_TWINNED = """
UNWIND ['m:1', 'm:2'] AS id
CREATE (:Record:Touched {id: id, source: 'm', key: id, kind: 'person', givenName: 'Philippa', familyName: 'Wolverton', birthDate: '1956-03-07'})
"""
_NAMED = "MATCH (:Record)-[e:RESEMBLES]->(:Record) RETURN DISTINCT e.model AS model"
_MARKED = "MATCH (r:Record:Touched) RETURN count(r) AS marked"


def test_version_in_force_and_its_entry_in_the_ledger(graph: Graph) -> None:
    """Without an applied version the given one counts; an applied one is signed, and its entry names number and hash only."""
    assert models.current(graph, SHIPPED) is SHIPPED
    with pytest.raises(BadInput, match="its author and a reason"):
        models.apply(graph, DOUBTFUL, author="ada", reason=" ", default=SHIPPED)
    with pytest.raises(BadInput, match="nothing to apply"):
        models.apply(graph, SHIPPED, author="ada", reason="again", default=SHIPPED)
    made = models.apply(graph, DOUBTFUL, author="ada", reason="for Bob Miller", default=SHIPPED)
    with pytest.raises(BadInput, match="nothing to apply"):
        models.apply(graph, DOUBTFUL, author="bob", reason="twice", default=SHIPPED)
    found = models.current(graph, SHIPPED)
    assert (found.version, found.hash, found.document["author"]) == (SHIPPED.version + 1, made.hash, "ada")
    (entry,) = entries(graph)
    assert (entry.kind, entry.author, entry.subject) == ("model", "ada", f"model {made.version}")
    assert not list(verify(graph))
    assert [each.content for _, each in sets(graph)] == [f'{{"model":{made.version},"hash":"{made.hash}"}}\n']


def test_persons_follow_the_model_in_force(graph: Graph) -> None:
    """Two who are one by the shipped model are two by one that doubts, and one again when it is taken back; each resemblance names its model."""
    graph.driver.execute_query(_TWINNED)
    assert _unified(graph, SHIPPED) == [{"m:1", "m:2"}]
    doubtful = models.apply(graph, DOUBTFUL, author="ada", reason="too eager", default=SHIPPED)
    assert _unified(graph, doubtful) == [{"m:1"}, {"m:2"}]
    assert [row["model"] for row in graph.driver.execute_query(_NAMED).records] == []
    back = models.apply(graph, SHIPPED, author="ada", reason="it was right", default=SHIPPED)
    assert _unified(graph, models.current(graph, SHIPPED)) == [{"m:1", "m:2"}]
    assert [row["model"] for row in graph.driver.execute_query(_NAMED).records] == [back.name]
    assert graph.driver.execute_query(_MARKED).records[0]["marked"] == 0


def _unified(graph: Graph, model: Model) -> list[set[str]]:
    unify(graph, read_policy().scored(model.threshold), resemble=partial(resemblance.derive, model=model))
    return sorted((set(members) for members in persons(graph).values()), key=min)


def test_command_shows_and_applies(graph_in_environment: Graph, tmp_path: Path) -> None:
    """What `show` prints can be changed and applied; a file that is no model is one sentence and changes nothing."""
    del graph_in_environment
    shown = CliRunner().invoke(cli, ["model", "show"])
    assert json.loads(shown.output) == SHIPPED.document
    path = tmp_path / "model.json"
    path.write_text(json.dumps({**SHIPPED.document, "negative": "much"}), encoding="utf-8")
    words = ["model", "apply", str(path), "--author", "ada", "--reason", "stricter"]
    refused = CliRunner().invoke(cli, words)
    assert refused.exit_code != 0
    assert "negative is a number, not 'much'" in refused.output
    path.write_text(json.dumps({**SHIPPED.document, "negative": -6.0}), encoding="utf-8")
    assert f"Version {SHIPPED.version + 1} of the scoring model" in CliRunner().invoke(cli, words).output
    assert json.loads(CliRunner().invoke(cli, ["model", "show"]).output)["negative"] == -6.0
