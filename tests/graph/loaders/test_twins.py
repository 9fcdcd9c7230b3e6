"""Hashed values meet their plain twins, and keyed namespaces keep no value."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from loaders.asking import identifier_keys
from loaders.forms import digest
from loaders.load import load
from loaders.mapping import read_mapping
from loaders.namespaces import read_namespaces
from tests.graph.loaders.worlds import NEWSLETTER, SECRET, load_rows, observed, write

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

ADA = "ada@example.com"
HEAD = "id,at,plain,sha256,md5"
ROWS = ("1,2024-01-01, Ada@Example.com ,,", f"2,2024-01-02,,{digest('sha256', ADA).upper()},", f"3,2024-01-03,,,{digest('md5', ADA)}")


def test_a_hash_meets_its_plain_twin_in_any_order(graph: Graph, tmp_path: Path) -> None:
    """Whichever of plain, SHA-256 and MD5 comes first, in one batch or in three, the same twins are linked."""
    found = []
    for order in permutations(ROWS):
        for batch in (1, 10):
            graph.write("runtime/wipe")
            load_rows(graph, tmp_path, NEWSLETTER, [HEAD, *order], batch=batch)
            found.append(observed(graph))
    assert all(each == found[0] for each in found)
    aliases = {(row[1], row[2]) for row in found[0]["links"] if row[0] == "ALIAS"}
    plain, *hashes = identifier_keys(f"email:{ADA}")
    assert aliases == {(plain, hashes[0]), (plain, hashes[1])}
    assert identifier_keys(f"email:sha256:{digest('sha256', ADA)}") == (hashes[0],)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_a_keyed_namespace_keeps_no_value(graph: Graph, tmp_path: Path, order: tuple[int, ...]) -> None:
    """Plain and SHA-256 become one identifier without the value; MD5 is linked by a keyed hash; the value is nowhere."""
    spaces = read_namespaces(write(tmp_path, "spaces.yaml", "email: {form: email, stored: keyed, aliases: [sha256, md5]}"))
    mapping = read_mapping(write(tmp_path, "w/m.yaml", NEWSLETTER), spaces)
    file = write(tmp_path, "rows.csv", "\n".join([HEAD, *(ROWS[each] for each in order)]))
    load(graph, mapping, [file], key=SECRET, batch=1)
    with graph.driver.session() as session:
        keys = session.run("MATCH (i:Identifier) RETURN i.key AS k, count {(i)<-[:CARRIED]-()} AS n ORDER BY n DESC").values()
    expected = identifier_keys(f"email:{ADA}", secret=SECRET, namespaces=spaces)
    assert keys == [[expected[0], 2], [expected[2], 1]]
    everything = repr(observed(graph))
    assert ADA not in everything
    assert digest("sha256", ADA) not in everything
    assert digest("md5", ADA) not in everything
