"""A judgement changes who is given credit, and its undoing gives every figure back, bit for bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.attribution.models import Model
from app.attribution.question import Question
from app.attribution.report import Report, Wish, report
from app.derivation import derive
from app.identity.judged import Said
from app.identity.judgements import Verdict
from app.identity.judging import judge, undo
from app.journeys.conversions import read_conversions
from app.settings import Settings
from tests.graph.attribution.oracle import LOOKBACK
from tests.graph.identity.worlds import add

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

TOUCHPOINTS = """
UNWIND $rows AS row
MATCH (i:Identifier {key: row[0]})
CREATE (:Touchpoint {id: row[0] + row[1], at: datetime(row[1]), type: row[2], channel: row[3], value: row[4], currency: 'EUR'})
  -[:CARRIED {role: 'actor'}]->(i)
SET i:Touched
"""
ROWS = [
    ["login:ada", "2025-03-05", "purchase", "web", 10.0],
    ["cookie:1", "2025-03-01", "page_view", "social", None],
    ["cookie:2", "2025-03-02", "ad_click", "ads", None],
    ["cookie:2", "2025-03-03", "email_click", "email", None],
]
MODELS = [Model.LAST, Model.LINEAR, Model.TIME_DECAY, Model.MARKOV, Model.SHAPLEY]


def test_undo_gives_every_figure_back(graph: Graph, tmp_path: Path) -> None:
    """A cookie judged to be Ada's brings its channels into her purchase; undone, all is equal but the revision: intervals and all."""

    def told() -> Report:
        derive(graph, Settings(home=tmp_path), prepare=False)
        return report(graph, Question(LOOKBACK), Wish(MODELS, replicates=20), read_conversions())

    add(graph, "login:ada-cookie:1 cookie:2")
    graph.driver.execute_query(TOUCHPOINTS, rows=ROWS)
    before = told()
    last = {each.channel: each.conversions for each in before.rows[0].channels}
    assert last == {"ads": 0, "email": 0, "social": 1}
    said = judge(graph, Verdict.SAME, ("login:ada", "cookie:2"), Said("ada", "She told us so."))
    merged = told()
    assert {each.channel: each.conversions for each in merged.rows[0].channels} == {"ads": 0, "email": 1, "social": 0}
    undo(graph, said["id"], Said("bob", "It was her sister."))
    after = told()
    assert (after.rows, after.total, after.counted, after.prediction) == (before.rows, before.total, before.counted, before.prediction)
