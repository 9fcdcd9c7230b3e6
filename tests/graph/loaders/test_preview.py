"""`throughline load --dry-run`: what a load would do, without a trace of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from app.cli import cli
from app.identity.policy import read_policy
from app.identity.unify import unify
from loaders.forms import digest
from loaders.mapping import read_mapping
from loaders.preview import preview, suspects
from tests.graph.loaders.worlds import CONTACTS, NEWSLETTER, SECRET, load_rows, observed, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from app.graph import Graph

VISITS = """
format: csv
timezone: UTC
source: {name: visits, kind: events, owner: shop}
identifiers:
  - {column: user, namespace: visits, like: customer number}
  - {column: email, namespace: email}
touchpoint: {id: id, type: type, time: at, channel: {value: web}}
channels: {web: {kind: web, owner: digital}}
"""
HEAD = "id,version,day,name,email,phone,household"
HELD = (HEAD, "1,1,2025-01-01,Ana,ana@shop.example,,", "2,1,2025-01-01,Bo,bo@shop.example,,")
ROWS = (
    HEAD,
    "1,1,2025-01-01,Ana,ana@shop.example,,",
    "2,2,2025-02-01,Bodo,bo@shop.example,,",
    "3,1,2025-02-01,Cleo,ana@shop.example,call me,",
    ",1,2025-02-01,Nobody,x@shop.example,,",
)


def test_nothing_is_written(graph: Graph, tmp_path: Path) -> None:
    """A dry run leaves every node, relationship and the revision as they were, also of a source that the graph has never heard of."""
    load_rows(graph, tmp_path, CONTACTS, HELD)
    before = observed(graph), graph.read("runtime/count_nodes"), _revision(graph)
    mapping = read_mapping(write(tmp_path, "world/mapping.yaml", CONTACTS.replace("name: shop", "name: unheard")))
    file = write(tmp_path, "more.csv", "\n".join(ROWS) + "\n")
    assert preview(mapping, [file], key=SECRET, graph=graph).outcomes[0].new == 3
    assert (observed(graph), graph.read("runtime/count_nodes"), _revision(graph)) == before


def test_it_says_what_the_load_then_does(graph: Graph, tmp_path: Path) -> None:
    """The counts of a dry run are those of the load that follows it."""
    load_rows(graph, tmp_path, CONTACTS, HELD)
    mapping = read_mapping(write(tmp_path, "world/mapping.yaml", CONTACTS))
    file = write(tmp_path, "more.csv", "\n".join(ROWS) + "\n")
    (told,) = preview(mapping, [file], key=SECRET, graph=graph).outcomes
    assert told.counts() == {"read": 4, "new": 1, "changed": 1, "repeated": 1, "rejected": 1, "setAside": 1}
    assert load_rows(graph, tmp_path, CONTACTS, ROWS).counts() == told.counts()


def test_it_says_whom_rows_would_join(graph: Graph, tmp_path: Path) -> None:
    """An identifier that the graph knows is shown with its person, under its hash too; one that rows share, with their lines."""
    load_rows(graph, tmp_path, CONTACTS, HELD)
    unify(graph, read_policy())
    mapping = read_mapping(write(tmp_path, "world/mapping.yaml", CONTACTS))
    file = write(tmp_path, "more.csv", "\n".join(ROWS) + "\n")
    found = preview(mapping, [file], key=SECRET, graph=graph)
    assert {each.identifier.key: [name for _, name in each.persons] for each in found.met()} == {
        "crm:1": ["Ana"], "crm:2": ["Bo"], "email:ana@shop.example": ["Ana"], "email:bo@shop.example": ["Bo"],
    }  # fmt: skip
    assert [(each.identifier.key, each.lines) for each in found.shared()] == [("email:ana@shop.example", [2, 4])]
    assert found.torn() == []
    torn = write(tmp_path, "torn.csv", f"{HEAD}\n1,3,2025-03-01,Ana,bo@shop.example,,\n2,3,2025-03-01,Bo,bo@shop.example,,\n")
    (row,) = preview(mapping, [torn], key=SECRET, graph=graph).torn()
    assert (row[0], [each.identifier.key for each in row[1]]) == (2, ["crm:1", "email:bo@shop.example"])
    letters = read_mapping(write(tmp_path, "world/letters.yaml", NEWSLETTER))
    hashes = write(tmp_path, "letters.csv", f"id,type,at,plain,sha256,md5\n1,click,2025-01-01,,{digest('sha256', 'bo@shop.example')},\n")
    (by_hash,) = preview(letters, [hashes], key=SECRET, graph=graph).met()
    assert [name for _, name in by_hash.persons] == ["Bo"]


def test_without_a_graph_the_file_is_told(tmp_path: Path) -> None:
    """Without a database, all that the file alone shows is shown: counts within it, values set aside, rejected rows with their lines."""
    same = [f"{each},1,2025-01-01,N,office@shop.example,none yet,h1" for each in range(30)]
    rows = [HEAD, *same, same[1], ",1,,,,,"]
    mapping = read_mapping(write(tmp_path, "world/mapping.yaml", CONTACTS))
    found = preview(mapping, [write(tmp_path, "rows.csv", "\n".join(rows) + "\n")], key=SECRET, graph=None)
    assert found.outcomes[0].counts() == {"read": 32, "new": 30, "changed": 0, "repeated": 1, "rejected": 1, "setAside": 31}
    assert [(each.name, each.count, each.lines[:2], each.example) for each in found.aside] == [("phone", 31, [2, 3], "none yet")]
    assert [(each.reason, each.lines) for each in found.rejected] == [("no record key", [33])]
    assert [(each.identifier.key, each.holders) for each in suspects(found)] == [("email:office@shop.example", 30)]
    part = preview(mapping, [tmp_path / "rows.csv"], key=SECRET, graph=None, rows=5)
    assert (part.whole, part.outcomes[0].read) == (False, 5)


def test_one_who_comes_often_is_no_office(tmp_path: Path) -> None:
    """Of rows without records an identifier is suspected where many customers' numbers stand beside it, and not for many rows of one customer."""
    often = [f"t{each},buy,2025-01-0{each + 1},7,faithful@shop.example" for each in range(8)]
    office = [f"o{each},buy,2025-01-0{each + 1},{100 + each},office@shop.example" for each in range(8)]
    mapping = read_mapping(write(tmp_path, "world/visits.yaml", VISITS))
    file = write(tmp_path, "visits.csv", "\n".join(["id,type,at,user,email", *often, *office]) + "\n")
    found = preview(mapping, [file], key=SECRET, graph=None)
    assert [(each.identifier.key, each.holders) for each in suspects(found)] == [("email:office@shop.example", 8)]


def test_the_command_prints_it(graph_in_environment: Graph, tmp_path: Path) -> None:
    """The text names counts, rows as what they become, troubles, and who is joined."""
    load_rows(graph_in_environment, tmp_path, CONTACTS, HELD)
    file = write(tmp_path, "more.csv", "\n".join(ROWS) + "\n")
    result = CliRunner().invoke(cli, ["load", str(tmp_path / "world/mapping.yaml"), str(file), "--dry-run"])
    assert result.exit_code == 0, result.output
    assert "Nothing is written. Looked at all rows." in result.output
    assert "person shop:1, as of 2025-01-01 00:00:00Z" in result.output
    assert "1 row: no record key; line 5;" in result.output
    assert "1 value: phone: phone: no phone number" in result.output
    assert "email:ana@shop.example joins lines 2, 4" in result.output
    assert "email:bo@shop.example (line 3) belongs to nobody yet" in result.output


def test_the_wrong_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows broken at different places are one trouble; where none would be accepted, the command asks whether the file is the right one."""
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    file = tmp_path / "rows.csv"
    file.write_bytes(f"{HEAD}\n".encode() + b"".join(b"%s,1,2025-01-01,J\xf6rg,,,\n" % (b"1" * each) for each in range(1, 9)))
    result = CliRunner().invoke(cli, ["load", str(write(tmp_path, "world/mapping.yaml", CONTACTS)), str(file), "--dry-run"])
    assert "Every row would be rejected: is this the file that the mapping describes?" in result.output
    assert "8 rows: broken encoding: no utf-8; line 2, 3" in result.output


def test_the_command_needs_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no database answers, the command says so and shows the file."""
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    file = write(tmp_path, "more.csv", "\n".join(ROWS) + "\n")
    result = CliRunner().invoke(cli, ["load", str(write(tmp_path, "world/mapping.yaml", CONTACTS)), str(file), "--dry-run"])
    assert result.exit_code == 0, result.output
    assert "Not compared with a graph:" in result.output


def _revision(graph: Graph) -> object:
    with graph.driver.session() as session:
        return [dict(row) for row in session.run("MATCH (s:State) RETURN s.name AS name, properties(s) AS found ORDER BY name")]
