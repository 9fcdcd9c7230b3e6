"""Laws of loading: order of arrival, size of batches, repetition and interruption leave no trace in the graph."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.graph import Work
from loaders.load import load
from loaders.mapping import read_mapping
from tests.graph.loaders.worlds import CONTACTS, EVENTS, SECRET, load_rows, observed, write

if TYPE_CHECKING:
    from app.graph import Graph

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], derandomize=True)
CONTACTS_HEAD = "id,version,day,name,email,phone,household"
EVENTS_HEAD = "id,version,at,type,cookie,login,to,campaign,value"


def contacts() -> st.SearchStrategy[list[str]]:
    """A few rows about very few contacts, in several versions."""
    row = st.tuples(
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from(["", "9", "10", "2024-01-02"]),
        st.sampled_from(["", "2024-01-01", "2023-05-05"]),
        st.sampled_from(["Ada", "Bob"]),
        st.sampled_from(["", "a@x.org", "b@x.org", "no address"]),
        st.sampled_from(["", "030 1234567"]),
        st.sampled_from(["", "h1"]),
    )
    return st.lists(row.map(",".join), min_size=1, max_size=10)


def events() -> st.SearchStrategy[list[str]]:
    """A few rows about very few events, in several versions."""
    row = st.tuples(
        st.sampled_from(["e1", "e2", "e3", "e4"]),
        st.sampled_from(["1", "2"]),
        st.sampled_from(["2024-01-01", "2024-02-02T10:00:00.5", "1969-12-31T23:59:59.25"]),
        st.sampled_from(["view", "buy"]),
        st.sampled_from(["", "c1", "c2"]),
        st.sampled_from(["", "l1"]),
        st.sampled_from(["", "friend@x.org"]),
        st.sampled_from(["", "spring"]),
        st.sampled_from(["", "9.5", "cheap"]),
    )
    return st.lists(row.map(",".join), min_size=1, max_size=10)


def fresh(graph: Graph, mapping: str, rows: list[str], *, batch: int) -> dict[str, list[tuple[object, ...]]]:
    """The observed graph after loading rows into an empty one."""
    graph.write("runtime/wipe")
    with tempfile.TemporaryDirectory() as folder:
        load_rows(graph, Path(folder), mapping, rows, batch=batch)
    return observed(graph)


@FEW
@given(data=st.data())
@pytest.mark.parametrize("world", ["contacts", "events"])
def test_order_batches_and_repetition_do_not_matter(graph: Graph, world: str, data: st.DataObject) -> None:
    """Any permutation, with repetitions, in batches of any size, gives the same observed graph."""
    mapping, head, rows = (CONTACTS, CONTACTS_HEAD, data.draw(contacts())) if world == "contacts" else (EVENTS, EVENTS_HEAD, data.draw(events()))
    shuffled = data.draw(st.permutations(rows + rows[:3]))
    one = fresh(graph, mapping, [head, *rows], batch=100)
    other = fresh(graph, mapping, [head, *shuffled], batch=data.draw(st.integers(1, 4)))
    assert one == other


def test_a_file_twice_changes_nothing(graph: Graph, tmp_path: Path) -> None:
    """The second time all rows are repeated, nothing is touched and the revision stays."""
    rows = [CONTACTS_HEAD, "1,1,2024-01-01,Ada,a@x.org,,h1", "1,2,2024-01-03,Ada,b@x.org,,", "2,1,,Bob,broken,,"]
    first = load_rows(graph, tmp_path, CONTACTS, rows)
    before = observed(graph)
    with graph.driver.session() as session:
        session.run("MATCH (n:Touched) REMOVE n:Touched").consume()
    again = load_rows(graph, tmp_path, CONTACTS, rows)
    assert (first.read, first.new, first.changed, first.repeated, first.set_aside) == (3, 2, 1, 0, 1)
    assert (again.read, again.repeated) == (3, 3)
    assert observed(graph) == before
    with graph.driver.session() as session:
        assert session.run("MATCH (s:State {name: 'graph'}) RETURN s.revision AS r").single(strict=True)["r"] == 1
        assert session.run("MATCH (n:Touched) RETURN count(n) AS c").single(strict=True)["c"] == 0


@pytest.mark.parametrize("statement", ["load/touchpoints_carried", "load/pairs_add", "load/load_count"])
def test_a_killed_load_is_run_again(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    """Wherever in a batch a load dies, running it again ends as if it had not; rows written before count as repeated."""
    rows = [EVENTS_HEAD, *(f"e{n},1,2024-01-0{n % 9 + 1},view,c{n % 3},l{n % 2},,," for n in range(9))]
    whole = fresh(graph, EVENTS, rows, batch=3)
    graph.write("runtime/wipe")
    run, calls = Work.run, []

    def dying(self: Work, name: str, /, **params: object) -> object:
        calls.append(name)
        if name == statement and calls.count(statement) == 2:
            raise KeyboardInterrupt
        return run(self, name, **params)

    with monkeypatch.context() as patch:
        patch.setattr(Work, "run", dying)
        with pytest.raises(KeyboardInterrupt):
            load_rows(graph, tmp_path, EVENTS, rows, batch=3)
    again = load_rows(graph, tmp_path, EVENTS, rows, batch=3)
    assert (again.new, again.repeated) == (6, 3)
    assert observed(graph) == whole
    with graph.driver.session() as session:
        states = session.run("MATCH (l:Load) RETURN l.state AS s, l.new AS n ORDER BY s").values()
    assert states == [["abandoned", 3], ["done", 6]]


def test_loads_at_once_end_like_one_after_the_other(graph: Graph, tmp_path: Path) -> None:
    """Four loads of the same events in contrary orders, at the same time, give the graph of one; every event is new to one of them only."""
    rows = [f"e{n},{version},2024-01-0{n % 9 + 1},view,c{n % 3},l{n % 2},,spring," for n in range(12) for version in (1, 2)]
    whole = fresh(graph, EVENTS, [EVENTS_HEAD, *rows], batch=100)
    graph.write("runtime/wipe")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: load_rows(graph, tmp_path / str(n), EVENTS, [EVENTS_HEAD, *rows[:: 1 - 2 * (n % 2)]], batch=3), range(4)))
    assert observed(graph) == whole
    assert sum(each.new for each in found) == 12
    assert sum(each.changed for each in found) == 12


def test_last_load_wins_without_versions(graph: Graph, tmp_path: Path) -> None:
    """Without a version column a value that comes back is current again, but the same load again changes nothing."""
    mapping = read_mapping(write(tmp_path, "w/m.yaml", CONTACTS.replace("  version: version\n", "")))
    old = write(tmp_path, "old.csv", f"{CONTACTS_HEAD}\n1,,2024-01-01,Ada,a@x.org,,\n1,,2024-01-01,Eda,a@x.org,,\n")
    new = write(tmp_path, "new.csv", f"{CONTACTS_HEAD}\n1,,2024-01-01,Ida,b@x.org,,\n")
    found = [load(graph, mapping, [file], key=SECRET)[0] for file in (old, old, new, new, old, old)]
    assert [(each.new, each.changed, each.repeated) for each in found] == [(1, 1, 0), (0, 0, 2), (0, 1, 0), (0, 0, 1), (0, 2, 0), (0, 0, 2)]
    with graph.driver.session() as session:
        (row,) = session.run("MATCH (r:Record)-[:STATES]->(i {namespace: 'email'}) RETURN r.givenName AS n, i.key AS k").data()
        kept = session.run("MATCH (:Record)-[:WAS]->(v) RETURN count(v) AS c").single(strict=True)["c"]
    assert row == {"n": "Eda", "k": "email:a@x.org"}
    assert kept == 2
