"""What one row puts into the graph, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.load import load
from loaders.mapping import read_mapping
from tests.graph.loaders.worlds import CONTACTS, EVENTS, SECRET, load_rows, write

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

HEAD = "id,version,at,type,cookie,login,to,campaign,value"
CONTACTS_HEAD = "id,version,day,name,email,phone,household"


def test_a_touchpoint_with_everything(graph: Graph, tmp_path: Path) -> None:
    """A touchpoint has its channel, campaign, type and identifiers; actors are evidence for each other, a recipient is none."""
    rows = [HEAD, "e1,1,2024-01-01,buy,c1,l1,f@x.org,spring,9.5", "e2,1,2024-01-03,buy,c1,l1,,,"]
    load_rows(graph, tmp_path, EVENTS, rows)
    with graph.driver.session() as session:
        touchpoint = session.run(
            "MATCH (t:Touchpoint {id: 'web:e1'}) RETURN t {.source, .key, .type, .channel, .campaign, .value, .sequence} AS t"
        ).single(strict=True)["t"]
        carried = session.run("MATCH (:Touchpoint {id: 'web:e1'})-[c:CARRIED]->(i) RETURN i.key, c.role ORDER BY i.key").values()
        seen = session.run("MATCH (a)-[s:SEEN_WITH]->(b) RETURN a.key, b.key, s.count, toString(s.first), toString(s.last), s.sources").values()
        spans = session.run("MATCH (i:Touched {key: 'cookie:c1'}) RETURN toString(i.first), toString(i.last)").values()
        owners = session.run("MATCH (n) WHERE n:Channel OR n:TouchpointType RETURN n.name, n.owner ORDER BY n.name").values()
        links = session.run("MATCH (:Touchpoint {id: 'web:e1'})-[r:VIA|IN_CAMPAIGN]->(n) RETURN type(r), n.name ORDER BY n.name").values()
    assert touchpoint == {
        "source": "web", "key": "e1", "type": "buy", "channel": "web", "campaign": "spring", "value": 9.5, "sequence": 0
    }  # fmt: skip
    assert carried == [["cookie:c1", "actor"], ["email:f@x.org", "recipient"], ["login:l1", "actor"]]
    assert seen == [["cookie:c1", "login:l1", 2, "2024-01-01T00:00:00Z", "2024-01-03T00:00:00Z", ["web"]]]
    assert spans == [["2024-01-01T00:00:00Z", "2024-01-03T00:00:00Z"]]
    assert owners == [["buy", "digital"], ["web", "digital"]]
    assert links == [["IN_CAMPAIGN", "spring"], ["VIA", "web"]]


def test_a_changed_touchpoint_withdraws_its_evidence(graph: Graph, tmp_path: Path) -> None:
    """What only the old content showed is gone from links, counts and spans; the old content is kept as a version."""
    load_rows(graph, tmp_path, EVENTS, [HEAD, "e1,1,2024-01-01,buy,c1,l1,,,", "e2,1,2024-01-05,buy,c1,l1,,,"])
    outcome = load_rows(graph, tmp_path, EVENTS, [HEAD, "e1,2,2024-01-02,buy,c2,l1,,,"])
    assert outcome.changed == 1
    with graph.driver.session() as session:
        seen = session.run("MATCH (a)-[s:SEEN_WITH]->(b) RETURN a.key, b.key, s.count, toString(s.first) ORDER BY a.key").values()
        spans = session.run("MATCH (i {key: 'cookie:c1'}) RETURN toString(i.first), toString(i.last)").values()
        kept = session.run("MATCH (:Touchpoint {id: 'web:e1'})-[:WAS]->(v) RETURN v.version, v.content").values()
    assert seen == [
        ["cookie:c1", "login:l1", 1, "2024-01-05T00:00:00Z"],
        ["cookie:c2", "login:l1", 1, "2024-01-02T00:00:00Z"],
    ]
    assert spans == [["2024-01-05T00:00:00Z", "2024-01-05T00:00:00Z"]]
    assert kept[0][0] == "1"
    assert '"carried":[["cookie:c1","actor"],["login:l1","actor"]]' in kept[0][1]


def test_spend_needs_no_person(graph: Graph, tmp_path: Path) -> None:
    """A row of spend is kept once; another cost for the same campaign and day changes it; a bad date rejects it."""
    text = "format: csv\nsource: {name: ads, kind: ads, owner: marketing}\nspend: {campaign: c, from: day, cost: cost, currency: {value: EUR}}\n"
    mapping = read_mapping(write(tmp_path, "ads/spend.yaml", text))
    rows = "c,day,cost\nspring,2024-01-01,10\nspring,2024-01-01,12.5\nspring,someday,1\nspring,2024-01-02,free\n"
    (outcome,) = load(graph, mapping, [write(tmp_path, "s.csv", rows)], key=SECRET)
    assert (outcome.read, outcome.new, outcome.changed, outcome.rejected) == (4, 1, 1, 2)
    with graph.driver.session() as session:
        found = session.run("MATCH (s:Spend)-[:FOR]->(c) RETURN c.name, toString(s.from), toString(s.to), s.cost, s.currency").values()
    assert found == [["spring", "2024-01-01", "2024-01-01", 12.5, "EUR"]]


def test_a_changed_record_keeps_what_identity_will_ask_of_it(graph: Graph, tmp_path: Path) -> None:
    """The person it goes back to when it waits no longer, and the judgement that was undone, are no part of its content; an old trait is."""
    load_rows(graph, tmp_path, CONTACTS, [CONTACTS_HEAD, "1,1,2024-01-01,Ada,a@x.org,,"])
    graph.driver.execute_query("MATCH (r:Record) SET r.held = 'P-1', r.again = 'J-1', r.standing = 'waiting', r.barred = 1, r.nickname = 'Addie'")
    load_rows(graph, tmp_path, CONTACTS, [CONTACTS_HEAD, "1,2,2024-01-02,Ada,a@x.org,,"])
    (row,) = graph.driver.execute_query("MATCH (r:Record) RETURN r.held, r.again, r.standing, r.barred, r.nickname").records
    assert row.values() == ["P-1", "J-1", None, None, None]
