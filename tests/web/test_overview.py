"""The overview says what could not be derived, and is silent where all was."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.factory import create_app
from app.web import accounts

if TYPE_CHECKING:
    from app.graph import Graph


def overview(graph: Graph) -> str:
    """The page as somebody who is signed in sees it."""
    reader = create_app(lambda: graph, secret="for-tests-only-secret").test_client()
    hidden = dict(re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', reader.get("/sign-in").get_data(as_text=True)))
    reader.post("/sign-in", data={**hidden, "name": "ada", "password": "correct horse battery"})
    return reader.get("/").get_data(as_text=True)


def test_what_failed_is_on_the_overview(graph: Graph) -> None:
    """Subject, step and reason of each failure; no section where there is none."""
    accounts.add(graph, "ada", "correct horse battery")
    assert "What could not be derived" not in overview(graph)
    graph.driver.execute_query("CREATE (:Record {id: 'crm:7'})")
    row = {"stage": "persons", "reason": "It is <odd>.", "place": "x.py:1 y", "node": None, "record": "crm:7", "person": None, "page": None}
    graph.write("graph/failures_write", row=row, around=[], at=datetime.now(UTC))
    page = overview(graph)
    assert "What could not be derived" in page
    assert "record/crm:7" in page
    assert "It is &lt;odd&gt;." in page
