"""What is beyond all bounds is a problem document that says so, and never our mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api.schemas.naming import joined
from app.profiles.cursors import token

if TYPE_CHECKING:
    from flask.testing import FlaskClient

HUGE = "9" * 30
PERIODS = "since=2026-02-01T00:00:00Z&until=2026-03-01T00:00:00Z&compare_since=2026-01-01T00:00:00Z"
ANALYSES = (
    "paths?",
    "paths/persons?path=page_view",
    "transitions?",
    "transitions/times?",
    "transitions/persons?from=page_view&to=purchase",
    "matrix?",
    "matrix/persons?step=1",
    "funnels?step=page_view,purchase",
    "funnels/persons?step=page_view,purchase&at=1",
    "flows?",
    "flows/persons?",
    "stages?",
    "retention?",
    "retention/persons?cohort=2026-01-01&after=0",
    "friction?",
    "friction/persons?at=page_view&sign=stopped",
    "precursors?of=purchase",
    "precursors/persons?of=purchase&before=page_view&left=true",
    "patterns?pattern=page_view",
    "personas?k=2",
    "personas/persons?k=2&persona=1",
    f"changes?{PERIODS}",
    "attribution?",
    "attribution/persons?",
    "attribution/identity?",
    "designs/first-purchase?",
)
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


@pytest.mark.parametrize("analysis", ANALYSES)
def test_what_no_analysis_knows(client: FlaskClient, analysis: str) -> None:
    """A filter on an unknown property, and one value given twice, are refused by name: a figure without the filter would be wrong."""
    unknown = client.get(f"/v1/{analysis}&colour=red")
    assert (unknown.status_code, unknown.mimetype) == (422, "application/problem+json")
    assert "colour: Unknown field" in unknown.get_json()["detail"]
    twice = client.get(f"/v1/{analysis}&unit=persons&unit=journeys")
    assert (twice.status_code, "unit: Given 2 times; give it once." in twice.get_json()["detail"]) == (422, True)


@pytest.mark.parametrize(
    "address",
    [
        "friction?wait=PT0S",
        "precursors?of=purchase&within=P0W",
        "funnels?step=page_view,purchase&window=P0DT0H",
        "patterns?pattern=page_view+%3E%3E%5BPT0M..%5D+purchase",
    ],
)
def test_a_window_of_zero(client: FlaskClient, address: str) -> None:
    """It is a duration, but nothing lies in it."""
    answer = client.get(f"/v1/{address}")
    assert (answer.status_code, "must be longer than zero" in answer.get_json()["detail"]) == (422, True)


def test_names_one_by_one(client: FlaskClient) -> None:
    """A parameter that holds several names may be given several times, as may its parts; none is passed over."""
    together = client.get("/v1/funnels?step=page_view,product_view,purchase&channel=web,email").get_json()
    apart = client.get("/v1/funnels?step=page_view,product_view&step=purchase&channel=web&channel=email").get_json()
    for body in (together, apart):
        assert [each["step"] for each in body["steps"]] == ["page_view", "product_view", "purchase"]
        assert body["made_by"]["params"]["channels"] == ["web", "email"]
    listed = client.get(apart["steps"][0]["persons"]).get_json()
    assert listed["total"] == apart["steps"][0]["count"] == together["steps"][0]["count"]
    comma = joined(["viewed, twice"])
    body = client.get("/v1/funnels", query_string={"step": ["page_view", comma]}).get_json()
    assert [each["name"] for each in body["unknown"]] == ["viewed, twice"]
    assert client.get("/v1/paths?type=page_view&type=").status_code == 422
