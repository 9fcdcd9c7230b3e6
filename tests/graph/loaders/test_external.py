"""Data that nobody here wrote load with the mappings that ship; skipped by name where they are absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.load import load
from loaders.mapping import read_mapping
from tests.conftest import ROOT
from tests.graph.loaders.worlds import SECRET

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

SETS = [
    ("ecom/events", "ecom/ecom.csv.gz", {"ecom": (31106, 31076, 0, 30, 0)}),
    ("snowplow/web_events", "snowplow/snowplow_web_events.csv", {"snowplow": (160, 157, 3, 0, 0)}),
    ("senzing/customers", "senzing/customers.csv", {"CUSTOMERS": (58, 58, 0, 0, 0)}),
    ("senzing/reference", "senzing/reference.csv", {"REFERENCE": (12, 12, 0, 0, 0)}),
    ("senzing/watchlist", "senzing/watchlist.csv", {"WATCHLIST": (9, 9, 0, 0, 0)}),
    ("fake1000/persons", "fake1000/fake_1000.csv", {"fake1000": (1000, 1000, 0, 0, 0)}),
]


@pytest.mark.parametrize(("mapping", "file", "expected"), SETS, ids=[each[0] for each in SETS])
def test_it_loads(graph: Graph, shared_data: Path, mapping: str, file: str, expected: dict[str, tuple[int, ...]]) -> None:
    """Every row is accounted for: read, new, changed, repeated, rejected."""
    path = shared_data / file
    if not path.exists():
        pytest.skip(f"{path} is absent")
    found = load(graph, read_mapping(ROOT / "loaders" / "mappings" / f"{mapping}.yaml"), [path], key=SECRET)
    assert {each.source: (each.read, each.new, each.changed, each.repeated, each.rejected) for each in found} == expected
    with graph.driver.session() as session:
        loads = session.run(
            "MATCH (l:Load)-[:FROM]->(s) RETURN s.name AS s, l.read AS r, l.new AS n, l.changed AS c, l.repeated AS e, l.rejected AS x"
        )
        assert {row[0]: tuple(row[1:]) for row in loads.values()} == expected


def test_documents_meet_within_their_country(graph: Graph, shared_data: Path) -> None:
    """A passport of `US` and one of `USA` are one; equal numbers of two countries are two; mail is taken out of `Name <address>`."""
    path = shared_data / "senzing" / "customers.csv"
    if not path.exists():
        pytest.skip(f"{path} is absent")
    load(graph, read_mapping(ROOT / "loaders" / "mappings" / "senzing" / "customers.yaml"), [path], key=SECRET)
    with graph.driver.session() as session:
        keys = session.run("MATCH (r:Record)-[:STATES]->(i:Identifier) RETURN i.key AS key, collect(r.key) AS records").data()
    stated = {row["key"]: len(row["records"]) for row in keys}
    assert stated["passport:US/10251111"] == 2
    assert stated["passport:US/483290175"] == 3
    assert stated["passport:DE/234456456"] == 2
    assert stated["national_id:HK/832721"] == 1
    assert stated["email:jjones@fmail.com"] >= 1
