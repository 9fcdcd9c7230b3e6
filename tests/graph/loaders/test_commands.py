"""`throughline load` and `throughline rejects`, as a user types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app.cli import cli
from tests.graph.loaders.worlds import write

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

MAPPING = """
format: csv
files: ["sales*.csv"]
source: {name: shop, kind: store, owner: sales}
touchpoint: {id: id, type: {value: sale}, time: at}
types: {sale: {owner: sales}}
"""


def run(*words: str) -> str:
    """The output of a command that succeeds."""
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.usefixtures("graph_in_environment")
def test_load_list_mend_replay(tmp_path: Path) -> None:
    """A load ends with a table; what was rejected is listed, and accepted once the mapping is mended."""
    mapping = write(tmp_path, "shop/sales.yaml", MAPPING)
    write(tmp_path, "shop/sales.csv", "id,at\n1,2024-01-01T00:00:00Z\n2,2024-01-01\n")
    assert run("load", "--quiet", str(mapping)).splitlines() == [
        "source  read  new  changed  repeated  rejected  set aside",
        "shop       2    1        0         0         1          0",
    ]
    assert run("rejects", "list").startswith("shop\tsales.csv:3\ttime '2024-01-01': a time without a zone")
    write(tmp_path, "shop/sales.yaml", MAPPING + "timezone: UTC\n")
    assert run("rejects", "replay").splitlines()[1].split() == ["shop", "1", "1", "0", "0", "0", "0"]
    assert run("rejects", "list") == ""
    assert run("rejects", "list", "--all", "--source", "shop").rstrip().endswith("\treplayed")
    assert run("rejects", "replay") == "No open rejects.\n"


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        (MAPPING, [], "finds no file beside it; name one"),
        (MAPPING, ["none.csv"], "There is no file none.csv"),
        ("format: csv", [], "sales.yaml:1: the mapping needs `source`"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(graph_in_environment: Graph, tmp_path: Path, text: str, words: list[str], message: str) -> None:
    """A missing file or a wrong mapping ends with exit code 1 and what to do."""
    assert graph_in_environment.read("runtime/count_nodes")[0]["nodes"] == 0
    result = CliRunner().invoke(cli, ["load", str(write(tmp_path, "shop/sales.yaml", text)), *words])
    assert result.exit_code == 1
    assert message in result.output


@pytest.mark.usefixtures("graph_in_environment")
def test_a_mapping_that_is_gone_is_said(tmp_path: Path) -> None:
    """Replaying without the mapping asks where it is, and takes it from the command line."""
    mapping = write(tmp_path, "shop/sales.yaml", MAPPING)
    write(tmp_path, "shop/sales.csv", "id,at\n,2024-01-01T00:00:00Z\n")
    run("load", "--quiet", str(mapping))
    moved = mapping.rename(write(tmp_path, "new/shop/x", "").with_name("sales.yaml"))
    result = CliRunner().invoke(cli, ["rejects", "replay"])
    assert result.exit_code == 1
    assert "is no longer at" in result.output
    assert run("rejects", "replay", str(moved)).splitlines()[1].split() == ["shop", "1", "0", "0", "0", "1", "0"]
