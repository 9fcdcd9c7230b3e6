"""Questions where there is nothing to count: each is answered, or refused in a sentence, within a second."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from app.api import keys
from app.factory import create_app
from tests.api.test_bounds import ANALYSES
from tests.graph.journeys.worlds import START, Event, build, run

if TYPE_CHECKING:
    from app.graph import Graph


@pytest.mark.parametrize("persons", [0, 1])
def test_no_conversions_at_all(graph: Graph, persons: int) -> None:
    """In an empty graph, and where somebody looked and never bought."""
    if persons:
        build(graph, {"P-1": ["cookie:1"]}, [Event("t:1", ["cookie:1"], START)])
        run(graph)
    client = create_app(lambda: graph, secret="for-tests-only").test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(graph, 'tests')}"
    for analysis in ANALYSES:
        client.get(f"/v1/{analysis}")  # Statements are planned at their first use.
        begun = perf_counter()
        answer = client.get(f"/v1/{analysis}")
        taken = perf_counter() - begun
        body = answer.get_json()
        assert answer.status_code in (200, 404, 422), (analysis, body)
        assert answer.status_code == 200 or body["detail"], analysis
        assert body.get("conversions", 0) == 0, analysis
        assert taken < 1, (analysis, taken)
