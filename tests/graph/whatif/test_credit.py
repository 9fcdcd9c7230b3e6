"""What a draft does to the credit of channels is what is then reported, to the last bit, and its undoing gives every figure back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.attribution.report import report
from app.derivation import derive
from app.identity.judged import Said
from app.identity.judgements import Verdict
from app.identity.judging import judge, undo
from app.journeys.conversions import read_conversions
from app.settings import Settings
from app.whatif import credit
from app.whatif.drafts import PairDraft, UndoDraft
from app.whatif.forecast import Forecast, forecast
from app.whatif.told import lines, told
from tests.graph.attribution.test_undo import ROWS, TOUCHPOINTS
from tests.graph.identity.worlds import add
from tests.graph.whatif.worlds import dealt

if TYPE_CHECKING:
    from pathlib import Path

    from app.attribution.report import Report
    from app.graph import Graph

CONVERSIONS = read_conversions()
SAME = PairDraft(Verdict.SAME, "login:ada", "cookie:2")
LATE = [["login:ada", f"2025-03-{day:02}", "purchase", "web", value] for day, value in ((6, 0.1), (7, 0.2), (8, 6668.59))]
ABROAD = [["cookie:2", "2025-03-04", "purchase", "web", 3.0]]


def reported(graph: Graph) -> Report:
    """The report as the graph stands."""
    return report(graph, credit.asked(CONVERSIONS), credit.WISH, CONVERSIONS)


def sides(found: Forecast) -> list[object]:
    """Both reports of a forecast."""
    assert found.credit is not None
    return [dealt(found.credit.before), dealt(found.credit.after)]


def test_credit_comes_as_forecast_and_back(graph: Graph, tmp_path: Path) -> None:
    """A cookie tried as Ada's would bring her e-mail and ads; judged so it does, and tried and done, undoing gives every bit back."""
    settings = Settings(home=tmp_path)
    add(graph, "login:ada-cookie:1 cookie:2")
    graph.driver.execute_query(TOUCHPOINTS, rows=ROWS + LATE)
    derive(graph, settings)
    before = reported(graph)
    assert (before.total.conversions, before.total.value) == (4, 6678.89)
    found = forecast(graph, settings, SAME)
    said = judge(graph, Verdict.SAME, ("login:ada", "cookie:2"), Said("ada", "She told us so."))
    derive(graph, settings)
    after = reported(graph)
    assert sides(found) == [dealt(before), dealt(after)]
    assert dealt(before) != dealt(after)
    assert lines(told(graph, found))[3:5] == [
        "Conversions credited to channels:",
        "  last: email 0.00 → 4.00 (+4.00), social 4.00 → 0.00 (-4.00)",
    ]
    assert sides(forecast(graph, settings, UndoDraft(said["id"]))) == [dealt(after), dealt(before)]
    undo(graph, said["id"], Said("bob", "It was her sister."))
    derive(graph, settings)
    assert dealt(reported(graph)) == dealt(before)
    assert forecast(graph, settings, SAME, credit=False).credit is None


def test_credit_leaves_out_what_has_no_rate(graph: Graph, tmp_path: Path) -> None:
    """The report stands beside it, and says what it leaves out."""
    settings = Settings(home=tmp_path)
    add(graph, "login:ada-cookie:1 cookie:2")
    graph.driver.execute_query(TOUCHPOINTS, rows=ROWS + ABROAD)
    graph.driver.execute_query("MATCH (t:Touchpoint {value: 3.0}) SET t.currency = 'XTS'")
    derive(graph, settings)
    found = forecast(graph, settings, SAME)
    assert found.persons == (2, 1)
    row = told(graph, found)["attribution"]
    assert (row["refused"], row["models"] != []) == (None, True)
    assert [(each["currency"], each["conversions"], each["value"]) for each in row["left_out"]] == [("XTS", 1, 3.0)]
    assert "In no figure of credit: 1 conversion worth 3.00 in XTS." in lines(told(graph, found))
