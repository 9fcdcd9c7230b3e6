"""Files that were read by earlier forms are named until they are loaded again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.doctor import inconsistencies
from loaders.facts import FORMS
from loaders.load import load
from loaders.mapping import read_mapping
from tests.graph.loaders.worlds import CONTACTS, SECRET, write

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph


def test_doctor_names_the_files_to_load_again(graph: Graph, tmp_path: Path) -> None:
    """Each by its mapping; a file that was loaded since is named no longer, and the statement knows the present number."""
    mapping = read_mapping(write(tmp_path, "shop/contacts.yaml", CONTACTS))
    files = [write(tmp_path, f"{name}.csv", f"id,version,day,name,email,phone,household\n{name},1,2026-01-01,Ada,,,\n") for name in ("may", "june")]
    load(graph, mapping, files, key=SECRET)
    assert list(inconsistencies(graph)) == []
    graph.driver.execute_query("MATCH (l:Load) SET l.forms = CASE l.file WHEN 'may.csv' THEN $former END", former=FORMS - 1)
    (problem,) = inconsistencies(graph)
    assert all(word in problem for word in ("source shop", "mapping shop/contacts", "may.csv", "june.csv"))
    load(graph, mapping, files[:1], key=SECRET)
    (problem,) = inconsistencies(graph)
    assert "may.csv" not in problem
