"""Every load ends: what was refused says why, what was killed is closed by the next load or start, and doctor forgets both."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from app.cli.doctor import inconsistencies
from app.errors import BadInput
from loaders.closing import abandon, worker
from loaders.load import load
from loaders.mapping import read_mapping
from tests.graph.loaders.worlds import SECRET

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

MAPPING = """
format: csv
source: {name: typed, kind: crm, owner: sales}
record: {key: id, traits: {givenName: given}}
"""
LOADS = "MATCH (l:Load) RETURN l.file AS file, l.state AS state, l.reason AS reason, l.read AS read ORDER BY l.at, l.file"


def loads(graph: Graph) -> list[tuple[str, str]]:
    """File and state of every load."""
    return [(each["file"], each["state"]) for each in graph.driver.execute_query(LOADS).records]


def arrive(graph: Graph, folder: Path, *files: str) -> None:
    """Loads files by the mapping."""
    (folder / "m.yaml").write_text(MAPPING, encoding="utf-8")
    load(graph, read_mapping(folder / "m.yaml"), [folder / each for each in files], key=SECRET)


def test_what_was_refused_is_closed_and_forgotten(graph: Graph, tmp_path: Path) -> None:
    """A missing file begins no load, and that of a missing column says why; doctor and overview say nothing, and the files before are done."""
    (tmp_path / "good.csv").write_text("id,given\n1,Ada\n", encoding="utf-8")
    (tmp_path / "other.csv").write_text("number,name\n1,Ada\n", encoding="utf-8")
    for files in (["missing.csv"], ["good.csv", "other.csv"]):
        with pytest.raises(BadInput):
            arrive(graph, tmp_path, *files)
    assert sorted(loads(graph)) == [("good.csv", "done"), ("other.csv", "refused")]
    reasons = {each["file"]: each["reason"] for each in graph.driver.execute_query(LOADS).records}
    assert "no column 'id'" in reasons["other.csv"]
    assert list(inconsistencies(graph)) == []
    (source,) = graph.read("web/sources")
    assert (source["loads"], source["running"], source["read"]) == (1, 0, 1)


def test_a_source_that_was_only_refused_is_none(graph: Graph, tmp_path: Path) -> None:
    """The overview has no line for a source of which nothing was ever read."""
    with pytest.raises(BadInput):
        arrive(graph, tmp_path, "missing.csv")
    assert graph.read("web/sources") == []


def begun(graph: Graph, file: str, **process: object) -> None:
    """A load that began and has not ended, in a process."""
    text = "CREATE (l:Load {id: $file, source: 'typed', state: 'running', file: $file, at: datetime()}) SET l += $process"
    graph.driver.execute_query(text, file=file, process=process)


def test_a_killed_load_is_closed_by_the_next_and_one_under_way_is_not(graph: Graph, tmp_path: Path) -> None:
    """Which process works on a load decides, not its age: two sources may be loaded at once, and one source twice."""
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        born = psutil.Process(other.pid).create_time()
        begun(graph, "under way", **{**worker(), "pid": other.pid, "born": born})
        begun(graph, "elsewhere", host="another machine", pid=1, born=1.0)
        begun(graph, "pid taken by another", **{**worker(), "born": 1.0})
        begun(graph, "of an earlier version")
        (tmp_path / "good.csv").write_text("id,given\n1,Ada\n", encoding="utf-8")
        arrive(graph, tmp_path, "good.csv")
        states = dict(loads(graph))
        assert (states["under way"], states["elsewhere"], states["good.csv"]) == ("running", "running", "done")
        assert (states["pid taken by another"], states["of an earlier version"]) == ("abandoned", "abandoned")
    finally:
        other.communicate()
    assert graph.transact(abandon) == 1
    graph.driver.execute_query("MATCH (l:Load) SET l.at = l.at - duration({days: 2})")
    assert graph.transact(abandon) == 1
    assert list(inconsistencies(graph)) == []
