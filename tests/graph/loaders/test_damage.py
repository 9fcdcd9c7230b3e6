"""A file that ends before its end keeps what came before, says so, and closes its load; the other files of the call are loaded."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from app.cli import cli
from app.cli.doctor import inconsistencies
from loaders.load import Damaged, load
from loaders.mapping import read_mapping
from tests.graph.loaders.worlds import SECRET, write

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

CONTACTS = """
format: {form}
source: {{name: shop, kind: crm, owner: sales}}
record: {{key: id, traits: {{givenName: name}}}}
"""
ROWS = "id,name\n" + "".join(f"{each},{each * 7_919 % 100_003}\n" for each in range(9_000))


def loads(graph: Graph) -> list[list[object]]:
    """Every load, by file."""
    with graph.driver.session() as session:
        return session.run("MATCH (l:Load) RETURN l.file, l.state, l.read, l.read = l.new, l.reason IS NOT NULL ORDER BY l.file, l.at").values()


def records(graph: Graph) -> int:
    """How many records there are."""
    with graph.driver.session() as session:
        return int(session.run("MATCH (r:Record) RETURN count(r) AS n").single(strict=True)["n"])


def test_rows_before_a_damage_are_loaded_and_said(graph: Graph, tmp_path: Path) -> None:
    """The message, the load and the graph tell the same number; a whole file after it is loaded, and a whole one later adds the rest."""
    mapping = read_mapping(write(tmp_path, "shop/contacts.yaml", CONTACTS.format(form="csv")))
    cut = write(tmp_path, "cut.csv.gz", gzip.compress(ROWS.encode(), mtime=0)[:20_000])
    other = write(tmp_path, "other.csv", "id,name\nx,Bo\n")
    with pytest.raises(Damaged) as caught:
        load(graph, mapping, [cut, other], key=SECRET, batch=1_000)
    (outcome,) = caught.value.outcomes
    before = outcome.read - 1
    assert 1_000 < before < 9_000
    assert f"{cut} is damaged" in str(caught.value)
    assert f"the {before:,} rows before that are loaded" in str(caught.value)
    assert loads(graph) == [["cut.csv.gz", "damaged", before, True, True], ["other.csv", "done", 1, True, False]]
    assert records(graph) == before + 1
    assert [each for each in inconsistencies(graph) if "Load" in each] == []
    (outcome,) = load(graph, mapping, [write(tmp_path, "cut.csv.gz", ROWS)], key=SECRET)
    assert (outcome.new, outcome.repeated) == (9_000 - before, before)


def test_a_broken_row_group_and_a_file_that_vanished(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All damages of a call are told."""
    mapping = read_mapping(write(tmp_path, "shop/contacts.yaml", CONTACTS.format(form="parquet")))
    path, gone = tmp_path / "rows.parquet", tmp_path / "gone.parquet"
    names = [str(each) * 9 for each in range(3_000)]
    parquet.write_table(pa.table({"id": names, "name": names}), path, row_group_size=1_000, compression="zstd")
    place = parquet.ParquetFile(path).metadata.row_group(2).column(0).data_page_offset
    content = bytearray(path.read_bytes())
    content[place : place + 400] = b"\xff" * 400
    path.write_bytes(content)
    gone.write_bytes(content)
    begin = type(graph).transact

    def vanishing(self: Graph, *arguments: object) -> object:
        gone.unlink(missing_ok=True)
        return begin(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(type(graph), "transact", vanishing)
    monkeypatch.setattr("loaders.load._is_versioned", lambda _mapping: True)  # no hash of the files is taken before
    with pytest.raises(Damaged, match=r"(?s)row group 3 of 3.*2,000 rows.*There is no file .*gone.parquet; nothing of it is loaded"):
        load(graph, mapping, [path, gone], key=SECRET)
    assert [each[:3] for each in loads(graph)] == [["gone.parquet", "damaged", 0], ["rows.parquet", "damaged", 2_000]]


def test_the_command_shows_what_was_loaded_and_fails(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table comes before the sentence, and the exit code is not zero."""
    from contextlib import nullcontext

    monkeypatch.setattr("app.cli.load.open_graph", lambda _settings: nullcontext(graph))
    monkeypatch.setenv("THROUGHLINE_HOME", str(tmp_path / "home"))
    mapping = write(tmp_path, "shop/contacts.yaml", CONTACTS.format(form="json"))
    folder = tmp_path / "in"
    write(folder, "a.json", '[{"id": 1, "name": "Bo"}, {"id": 2, "na')
    write(folder, "b.json", '[{"id": 3, "name": "Cy"}]')
    result = CliRunner().invoke(cli, ["load", "--quiet", str(mapping), str(folder)])
    assert result.exit_code == 1
    assert result.output.splitlines()[1].split() == ["shop", "2", "2", "0", "0", "0", "0"]
    assert "a.json ends within its list" in result.output
    assert "the 1 rows before that are loaded" in result.output
    assert records(graph) == 2


def test_a_value_that_came_back_after_a_damage(graph: Graph, tmp_path: Path) -> None:
    """Without versions the last load wins, also where the one between was damaged."""
    mapping = read_mapping(write(tmp_path, "shop/contacts.yaml", CONTACTS.format(form="csv")))
    first, second = "id,name\n1,Ada\n" + ROWS[8:], "id,name\n1,Bea\n" + ROWS[8:]
    load(graph, mapping, [write(tmp_path, "rows.csv", first)], key=SECRET)
    with pytest.raises(Damaged):
        load(graph, mapping, [write(tmp_path, "rows.csv", gzip.compress(second.encode(), mtime=0)[:20_000])], key=SECRET)
    load(graph, mapping, [write(tmp_path, "rows.csv", first)], key=SECRET)
    with graph.driver.session() as session:
        assert session.run("MATCH (r:Record {id: 'shop:1'}) RETURN r.givenName AS n").single(strict=True)["n"] != "Bea"
