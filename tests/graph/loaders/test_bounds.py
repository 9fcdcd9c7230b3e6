"""Bounds: what is too long or too many is set aside with its row's word for it, and everything else goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.derivation import derive
from app.settings import Settings
from loaders.load import load
from loaders.mapping import read_mapping
from loaders.vocabulary import NUMBERED
from tests.graph.loaders.worlds import SECRET

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph
    from loaders.outcomes import Outcome

CLICKS = """
format: csv
source: {name: clicks, kind: web, owner: digital}
timezone: UTC
identifiers: [{column: who, namespace: email}]
touchpoint: {id: id, type: what, time: at, channel: where}
"""
PEOPLE = """
format: csv
source: {name: people, kind: crm, owner: sales}
record: {key: id, traits: {givenName: given, familyName: family, notes: notes}}
identifiers: [{column: id, namespace: crm}, {column: email, namespace: email}]
"""


def told(graph: Graph, folder: Path, mapping: str, rows: list[str]) -> Outcome:
    """Loads some rows and returns what became of them."""
    (folder / "m.yaml").write_text(mapping, encoding="utf-8")
    (folder / "rows.csv").write_text("\n".join(rows), encoding="utf-8")
    (found,) = load(graph, read_mapping(folder / "m.yaml"), [folder / "rows.csv"], key=SECRET)
    return found


def test_order_numbers_as_types_stop_nobody(graph: Graph, tmp_path: Path) -> None:
    """A type for each row is told with its source and set aside; the rows are kept, a type that comes later too, and everybody has a journey."""
    many = NUMBERED + 30
    rows = [f"{n},Order 7{n} seen,2026-01-01T10:00:00Z,shop {n},buyer{n}@load.example" for n in range(many)]
    found = told(graph, tmp_path, CLICKS, ["id,what,at,where,who", *rows, "x,page_view,2026-01-02,web,late@load.example"])
    assert (found.read, found.new, found.rejected, found.set_aside) == (many + 1, many + 1, 0, 60)
    assert [note.partition(" rows have a ")[0] for note in found.notes] == ["clicks: 30", "clicks: 30"]
    derive(graph, Settings(home=tmp_path))
    journeys = graph.driver.execute_query("MATCH (j:Journey) RETURN j.steps AS steps, j.channels AS channels").records
    assert len(journeys) == many + 1
    assert {"Order # seen", "page_view"} < {step for each in journeys for step in each["steps"]}
    assert graph.read("load/names_known")[0]["types"].count("Order # seen") == 1
    again = told(graph, tmp_path, CLICKS, ["id,what,at,where,who", *rows, "x,page_view,2026-01-02,web,late@load.example"])
    assert (again.repeated, again.set_aside) == (many + 1, 60)


def test_a_name_that_no_index_takes_is_set_aside(graph: Graph, tmp_path: Path) -> None:
    """A given name of nine thousand letters is kept beside its record, which goes on without it; a note may be as long as it likes."""
    row = f"1,{'x' * 9_000},Kiel,ada@load.example,{'n' * 9_000}"
    found = told(graph, tmp_path, PEOPLE, ["id,given,family,email,notes", row, "2,Ada,Kiel,ada@load.example,"])
    assert (found.new, found.rejected, found.set_aside) == (2, 0, 1)
    derive(graph, Settings(home=tmp_path))
    records = graph.driver.execute_query("MATCH (r:Record) RETURN r.givenName AS name, size(r.notes) AS notes ORDER BY r.id").records
    assert [tuple(each) for each in records] == [(None, 9_000), ("Ada", None)]
    (aside,) = graph.driver.execute_query("MATCH (a:SetAside) RETURN a.field AS field, size(a.raw) AS size, a.reason AS reason").records
    assert (aside["field"], aside["size"]) == ("givenName", 9_000)


def test_a_name_that_the_graph_holds_already_stops_no_run(graph: Graph, tmp_path: Path) -> None:
    """What an earlier version let in is compared by its beginning: every person is derived, and two with the same long name are compared."""
    told(graph, tmp_path, PEOPLE, ["id,given,family,email,notes", "1,Ada,Kiel,a@load.example,", "2,Ada,Kiel,b@load.example,"])
    graph.driver.execute_query("MATCH (r:Record) SET r.givenName = $name, r.familyName = $name, r.birthDate = '1980-02-03'", name="x" * 500_000)
    derive(graph, Settings(home=tmp_path))
    assert graph.read("identity/persons_count")[0]["persons"] >= 1
    longest = graph.driver.execute_query("MATCH (k:BlockingKey) RETURN max(size(k.key)) AS longest").records[0]["longest"]
    assert longest == 1_000
    assert graph.driver.execute_query("MATCH (:Record)-[e:RESEMBLES]-(:Record) RETURN count(e) AS many").records[0]["many"]


def test_an_id_of_which_two_are_no_key_is_rejected(graph: Graph, tmp_path: Path) -> None:
    """An id in a script of three bytes a letter is shorter in letters: the row is told, and the others go on."""
    found = told(graph, tmp_path, PEOPLE, ["id,given,family,email,notes", f"{'王' * 1_400},A,B,a@load.example,", "2,Ada,Kiel,b@load.example,"])
    assert (found.new, found.rejected) == (1, 1)
