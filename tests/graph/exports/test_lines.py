"""Exports over a real graph: every record and touchpoint once, sorted, the same bytes for the same graph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.exports.formats import COLUMNS, FORMATS, as_csv, as_jsonl
from app.exports.lines import KINDS, members, persons

if TYPE_CHECKING:
    from app.graph import Graph

WORLD = """
CREATE (p:Person {id: 'P-1', name: 'Ada', members: 2, anonymous: false, givenName: 'Ada'}),
  (:Record {id: 'crm:2', source: 'crm', key: '2'}),
  (r:Record {id: 'crm:1', source: 'crm', key: '1'})-[:BELONGS_TO]->(p),
  (i:Identifier {key: 'cookie:x', namespace: 'cookie'})-[:BELONGS_TO]->(p),
  (p)-[:TOOK]->(:Journey {id: 'j', number: 0, part: 0, stage: 'awareness', touchpoints: ['web:b'], steps: ['page_view'], stages: ['awareness'],
    channels: ['web'], at: [5]}),
  (:Touchpoint {id: 'web:b', source: 'web', key: 'b', at: datetime()}),
  (:Touchpoint:Contested {id: 'web:a', source: 'web', key: 'a', at: datetime()}),
  (:Touchpoint {id: 'web:c', source: 'web', key: 'c,"', at: datetime()})
"""


def test_members_have_one_line_each(graph: Graph) -> None:
    """Records with their person, touchpoints with their owner, contested and unowned ones by their own id."""
    graph.driver.execute_query(WORLD)
    assert "".join(as_csv(members(graph), COLUMNS["members"])).splitlines() == [
        "source,record,person",
        "crm,1,P-1",
        "crm,2,",
        "web,a,contested:web:a",
        "web,b,P-1",
        'web,"c,""",unowned:web:c',
    ]


def test_persons_carry_traits_and_members(graph: Graph) -> None:
    """A person's line has its golden traits and its members, and nothing that the graph keeps for itself."""
    graph.driver.execute_query(WORLD)
    lines = [json.loads(line) for line in as_jsonl(persons(graph), COLUMNS["persons"])]
    ada = {"name": "Ada", "kind": "person", "anonymous": False, "excluded": None}
    ada |= {"traits": {"givenName": "Ada"}, "records": ["crm:1"], "identifiers": ["cookie:x"]}
    assert lines == [{"person": "P-1", **ada}]


def test_same_graph_same_bytes(graph: Graph) -> None:
    """Every kind in every format is the same twice, and no line holds the time of the clock."""
    graph.driver.execute_query(WORLD)
    for kind, rows in KINDS.items():
        for form in FORMATS.values():
            once = "".join(form(rows(graph), COLUMNS[kind]))
            assert once == "".join(form(rows(graph), COLUMNS[kind]))
            assert "2026" not in once


def test_empty_graph_exports_a_header(graph: Graph) -> None:
    """With nothing to export the CSV still has its header."""
    assert "".join(as_csv(members(graph), COLUMNS["members"])) == "source,record,person\n"


def test_a_spreadsheet_runs_nothing() -> None:
    """A name that is a formula is text; what is a number, a phone number or a key stays what it is, and JSON Lines has all as it was."""
    row = dict.fromkeys(COLUMNS["persons"], "") | {"person": "-a", "name": "=1+1", "kind": "\t@x", "anonymous": "+44 20 7946", "excluded": "-1.5"}
    assert "".join(as_csv([row], COLUMNS["persons"])).splitlines()[1] == "-a,'=1+1,'\t@x,+44 20 7946,-1.5,,,"
    assert '"name":"=1+1"' in "".join(as_jsonl([row], COLUMNS["persons"]))
