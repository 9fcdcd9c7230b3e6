"""Training from a graph: the records' own model, the same as from memory, tried and put in force by the commands."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest

from app.cli.doctor import scored_by
from app.errors import BadInput
from app.identity.policy import read_policy
from app.identity.scoring import fitting, resemblance, training
from app.identity.scoring.model import read_model
from app.identity.unify import unify
from app.settings import Settings
from seeds.register import MANY, RARE
from tests.graph.cli.test_judge import run
from tests.graph.identity.worlds import partition

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

SHIPPED = read_model()
_ROWS = """
UNWIND $rows AS row
CREATE (:Record:Touched {id: row.id, source: 'm', key: row.id, kind: row.kind, givenName: row.given, familyName: row.family, birthDate: row.born,
  organisation: row.firm})
"""


def row(id_: str, given: str, family: str, born: str) -> dict[str, str | None]:
    """One person's record."""
    return {"id": id_, "kind": "person", "given": given, "family": family, "born": born, "firm": None}


def written_twice(count: int) -> list[dict[str, str | None]]:
    """Persons each written down twice, the second time by a date with the year a digit off in one of eight, and two firms."""
    rows = []
    for number in range(count):
        given, family = MANY[number % len(MANY)], RARE[(number * 37) % len(RARE)]
        born = f"{1940 + number % 60}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        slipped = born[:3] + str((int(born[3]) + 1) % 10) + born[4:] if number % 8 == 0 else born
        rows += [row(f"a:{number}", given, family, born), row(f"b:{number}", given, family, slipped)]
    return [
        *rows,
        *({"id": f"f:{n}", "kind": "organisation", "given": None, "family": None, "born": None, "firm": "Universal Exports"} for n in (1, 2)),
    ]


def unified(graph: Graph) -> None:
    """Records compared by the shipped model, and persons made."""
    unify(graph, read_policy().scored(SHIPPED.threshold), resemble=partial(resemblance.derive, model=SHIPPED))


@pytest.mark.usefixtures("graph_in_environment")
def test_trained_tried_and_applied(graph: Graph, tmp_path: Path) -> None:
    """The command writes a model and changes nothing; tried and applied, its resemblances name it and say what they were held against."""
    graph.driver.execute_query(_ROWS, rows=written_twice(520))
    hint = "written down; with 1,042 records, `throughline model train FILE` may learn a better one"
    assert hint in run("unify")
    assert hint not in run("unify")  # nothing has changed since
    path, settings = tmp_path / "model.json", Settings.from_environment()
    before = partition(graph)
    said = run("model", "train", str(path))
    assert "of 1,040 records. Written to" in said
    assert "Two of one name, born a generation apart, stay two persons" in said
    assert "Nothing speaks for kin" not in said  # these have no address: kin could not be seen
    assert partition(graph) == before
    document = json.loads(path.read_text(encoding="utf-8"))
    assert [each["name"] for each in document["latent"]][:3] == ["same", "moved", "kin"]
    assert run("model", "train", str(tmp_path / "again.json")).splitlines()[:3] == said.splitlines()[:3]
    assert (tmp_path / "again.json").read_text(encoding="utf-8") == path.read_text(encoding="utf-8")
    assert f"model {SHIPPED.name}, whose numbers were {hint}" == scored_by(graph, settings)
    tried = run("whatif", "model", str(path)).splitlines()
    assert tried[0].startswith(f"Persons: {len(before):,} would be ")
    assert "Version 3 of the scoring model" in run("model", "apply", str(path), "--author", "ada", "--reason", "Our own records.")
    assert "trained: Our own records." in scored_by(graph, settings)
    assert hint not in run("unify")
    found = graph.driver.execute_query(
        "MATCH (:Record)-[e:RESEMBLES]->(b:Record {kind: 'person'}) RETURN e.because AS because, e.model AS model"
    ).records
    assert len(found) >= 520
    assert all(each["because"].startswith("beside ") and each["model"].startswith("3:") for each in found)
    assert f"would be {len(partition(graph)):,}: " in tried[0]


@pytest.mark.usefixtures("graph_in_environment")
def test_it_says_that_nothing_speaks_for_kin(graph: Graph, tmp_path: Path) -> None:
    """Where all live alone the model has no class of kin, and whoever knows of families must hear of it."""
    graph.driver.execute_query(_ROWS, rows=written_twice(520))
    graph.driver.execute_query("MATCH (r:Record {kind: 'person'}) SET r.street = r.familyName + 'weg ' + split(r.id, ':')[1], r.postalCode = '79100'")
    unified(graph)
    assert "Nothing speaks for kin among them" in run("model", "train", str(tmp_path / "model.json"))
    document = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    assert not {"kin", "parent and child"}.intersection(each["name"] for each in document["latent"])


@pytest.mark.usefixtures("graph_in_environment")
def test_only_some_of_many_records_are_looked_at(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large graph, as many records as were said, in the order of their hashes, until there are enough pairs."""
    graph.driver.execute_query(_ROWS, rows=written_twice(520))
    unified(graph)
    monkeypatch.setattr(training, "MOST_RECORDS", 1_020)
    run("model", "train", str(tmp_path / "all.json"))
    monkeypatch.setattr(training, "MOST_PAIRS", 10)
    monkeypatch.setattr(training, "AT_ONCE", 500)
    run("model", "train", str(tmp_path / "some.json"))
    reasons = [json.loads((tmp_path / name).read_text(encoding="utf-8"))["reason"] for name in ("all.json", "some.json")]
    pairs = [int(reason.split()[4].replace(",", "")) for reason in reasons]
    assert pairs[0] > 1.2 * pairs[1] > 250
    assert all(1_015 <= int(reason.split()[-2].replace(",", "")) <= 1_020 for reason in reasons)


@pytest.mark.usefixtures("graph_in_environment")
def test_a_graph_that_cannot_teach_is_told_so(graph: Graph, tmp_path: Path) -> None:
    """Too few records, records never compared, by either way; no file is written."""
    path = tmp_path / "model.json"
    assert "trained by 0 records" in run("model", "train", str(path), fails=True)
    graph.driver.execute_query(_ROWS, rows=[row(f"a:{number}", f"Ada{number}", f"Byron{number}", f"{1900 + number}-01-01") for number in range(20)])
    assert "run `throughline unify`, then train" in run("model", "train", str(path), fails=True)
    unified(graph)
    with pytest.raises(BadInput, match="cannot be trained by 20 records"):
        fitting.fit(fitting.Pairs(SHIPPED), 20)
    assert "cannot be trained" in run("model", "train", str(path), "--by", "splink", fails=True)
    assert "There is no folder" in run("model", "train", str(tmp_path / "nowhere" / "model.json"), fails=True)
    assert not path.exists()
