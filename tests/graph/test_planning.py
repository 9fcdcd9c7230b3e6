"""Statements that are planned once begin at the same places whatever the graph holds: a plan that was made for an empty graph serves a full one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.graph.statements import all_statements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from app.graph import Graph

KEPT = [each for each in all_statements() if each.planned_once]
SIZE = 500
"""Far beyond the ten that the planner takes an absent label to have."""

EVIDENCE = """
UNWIND range(1, $size) AS i
CREATE (p:Person {id: 'P-' + i, members: 3, search: 'x'}), (r:Record {id: 'r:' + i, at: datetime(), kind: 'person'}),
  (a:Identifier {key: 'email:' + i, namespace: 'email', value: '' + i, standing: 'generic'}),
  (b:Identifier {key: 'cookie:' + i, namespace: 'cookie', value: '' + i}),
  (u:Use {key: 'use:' + i, from: datetime(), to: datetime()}), (t:Touchpoint {id: 't:' + i, at: datetime()}),
  (j:Journey {id: 'j:' + i, page: '' + i}),
  (g:Page {id: '' + i}), (x:Redirect {id: 'R-' + i}), (k:BlockingKey {key: '' + i}),
  (r)-[:STATES]->(a), (a)-[:SEEN_WITH]->(b), (a)-[:ALIAS]->(b), (r)-[:RESEMBLES {score: 0.9}]->(r), (r)-[:CONTRADICTS]->(r), (r)-[:HAS_KEY]->(k),
  (r)-[:ADMITTED]->(a), (a)-[:ADMITTED]->(b), (a)-[:REFUSED {rule: 'contested', because: 'x'}]->(b), (u)-[:OF]->(b),
  (t)-[:CARRIED {role: 'actor'}]->(b),
  (r)-[:BELONGS_TO]->(p), (a)-[:BELONGS_TO]->(p), (b)-[:BELONGS_TO]->(p), (u)-[:BELONGS_TO]->(p), (r)-[:GAVE]->(p), (x)-[:TO]->(p),
  (p)-[:TOOK]->(j), (j)-[:NEXT]->(j)
"""
LOG = """
UNWIND range(1, $size) AS i
MATCH (p:Person {id: 'P-' + i}), (a:Identifier {key: 'email:' + i}), (b:Identifier {key: 'cookie:' + i})
CREATE (j:Judgement {id: 'J-' + i, number: i, state: 'stands', verdict: 'same', at: datetime()}),
  (j)-[:ON {pair: true, side: 'a', had: p.id}]->(a), (j)-[:ON {pair: true, side: 'b'}]->(b), (j)-[:UNDOES]->(j),
  (v:Review {id: 'v' + i, kind: ['bridge', 'against', 'pending', 'score'][i % 4], risk: rand()}), (v)-[:ABOUT]->(p),
  (e:Entry {number: i, at: datetime()}), (c:ChangeSet {number: i}), (e)-[:DID]->(c)
"""
MARKS = """
UNWIND range(1, $size) AS i
MATCH (p:Person {id: 'P-' + i}), (r:Record {id: 'r:' + i}), (a:Identifier {key: 'email:' + i}), (c:ChangeSet {number: i}),
  (t:Touchpoint {id: 't:' + i}), (g:Page {id: '' + i})
SET p:Stale:Excluded:Unrecorded:Fresh, r:Touched:Judged, a:Queued, c:Pending, t:Contested, g:Stale
"""
FEW = {
    "Stale", "Touched", "Judged", "Fresh", "Queued", "Pending", "Excluded", "Contested", "Unrecorded",
    "Alphabet", "Policy", "Namespace", "ScoringModel",
}  # fmt: skip
"""Labels of marks, which a run takes away, and of what there are a handful of."""
ASKS = "ledger/due"
"""Asks only whether there is any, and ends with the first."""
BEGINS = ("Scan", "Seek", "Seek(Locking)", "CountStore")
"""In the names of operators that take rows from the graph by themselves."""


def test_a_plan_that_is_kept_serves_any_graph(graph: Graph) -> None:
    """Each begins in an empty graph where it begins in one with much evidence, a long log, and marks without number; none with a label that grows."""
    empty = _planned(graph)
    for grown in ((EVIDENCE, LOG), (MARKS,)):
        for text in grown:
            graph.driver.execute_query(text, size=SIZE)
        assert _planned(graph) == empty
    assert empty["identity/rulings"] == ["NodeByElementIdSeek "]
    scans = {place for name, places in empty.items() if name != ASKS for place in places if "Scan" in place}
    assert {re.split(r"\W", place.partition(" ")[2])[0] for place in scans} <= FEW


def test_a_plan_that_is_not_kept_may_begin_elsewhere(graph: Graph) -> None:
    """The counts that the test makes are such that a plan follows them."""
    text = "MATCH (n)<-[:ON]-(j:Judgement {state: 'stands'}) WHERE elementId(n) = $node AND j.verdict IN ['same', 'different'] RETURN j.id"
    few = _begins(graph, text, ["node"])
    for grown in (EVIDENCE, LOG):
        graph.driver.execute_query(grown, size=SIZE)
    graph.driver.execute_query("CALL db.prepareForReplanning(30)")
    assert _begins(graph, text, ["node"]) != few


def _planned(graph: Graph) -> dict[str, list[str]]:
    """Where each statement begins that is planned once, by the counts of now."""
    graph.driver.execute_query("CALL db.prepareForReplanning(30)")
    return {each.name: _begins(graph, each.whole, [field.name for field in each.params]) for each in KEPT}


def _begins(graph: Graph, text: str, params: list[str]) -> list[str]:
    with graph.driver.session() as session:
        return sorted(_places(session.run(f"EXPLAIN {text}", dict.fromkeys(params)).consume().plan or {"operatorType": ""}))


def _places(plan: dict[str, Any]) -> Iterator[str]:
    """The operators that take rows from the graph by themselves, with the label and key they do it by."""
    kind, _, _ = plan["operatorType"].partition("@")
    if kind.endswith(BEGINS):
        details = re.split(r" WHERE | AS ", plan["args"].get("Details", ""))[0]
        yield f"{kind} {details.partition(':')[2]}"
    for child in plan.get("children", []):
        yield from _places(child)
