"""What is beyond all bounds is a problem document that says so, and never our mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.profiles.cursors import token

if TYPE_CHECKING:
    from flask.testing import FlaskClient

HUGE = "9" * 30
EARLY, LATE = "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"


@pytest.mark.parametrize(
    "address",
    [
        f"funnels?step=home,purchase&window=P{HUGE}D",
        f"funnels?step=home,purchase&window=P{'9' * 5_000}D",
        f"funnels?step=home,purchase&step_window=PT{HUGE}M",
        f"friction?wait=P{HUGE}W",
        f"precursors?of=purchase&within=P{HUGE}D",
        f"patterns?pattern=page_view+within+P{HUGE}D",
        f"patterns?pattern=page_view+%3E%3E%5BP{HUGE}D..%5D+purchase",
        f"matrix/persons?step={HUGE}",
        f"retention/persons?cohort=2026-01-01&after={HUGE}",
        f"paths?cursor={token(2**63 - 1)}",
        f"persons?q=ada&cursor={token(2**63 - 1)}",
        "changes?since=2000-01-01T00:00:00Z&until=2020-01-01T00:00:00Z&compare_since=9990-01-01T00:00:00Z",
        f"paths?since={EARLY}",
        f"persons/P-1?as_of={EARLY}",
        f"persons/P-1?as_of={LATE}",
        f"touchpoints/web:e1/served?as_of={LATE}",
    ],
)
def test_what_no_figure_can_hold(client: FlaskClient, address: str) -> None:
    """Durations, steps, periods, cursors and times that the database or the calendar cannot tell are a 422."""
    answer = client.get(f"/v1/{address}")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


def test_the_longest_duration_is_one(client: FlaskClient) -> None:
    """What is as long as can be written is answered."""
    longest = "P999999WT999999H"
    assert client.get(f"/v1/funnels?step=page_view,purchase&window={longest}").status_code == 200
    assert client.get(f"/v1/patterns?pattern=page_view+%3E%3E%5B{longest}..%5D+purchase+within+{longest}").status_code == 200


@pytest.mark.parametrize("body", ["[" * 100_000, '{"identifiers": ["cookie:\\ud800"]}', '{"\\ud800": 1}', '{"identifiers": [NaN]}', ""])
def test_bodies_that_are_no_json(client: FlaskClient, body: str) -> None:
    """Nested without end, half a character, or nothing."""
    answer = client.post("/v1/persons/lookup", data=body, content_type="application/json")
    assert (answer.status_code, answer.mimetype) == (422 if not body else 400, "application/problem+json")


def test_times_are_answered_in_utc(client: FlaskClient) -> None:
    """In whatever zone they were asked."""
    asked = "since=2026-02-01T02:00:00%2B02:00&until=2026-03-01T00:00:00Z&compare_since=2026-01-01T00:00:00Z"
    assert client.get(f"/v1/changes?{asked}").get_json()["period"]["since"] == "2026-02-01T00:00:00Z"
