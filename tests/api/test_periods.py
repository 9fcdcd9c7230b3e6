"""What changed, over the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api.schemas.counted import Counted
from app.api.schemas.periods import Changes

if TYPE_CHECKING:
    from flask.testing import FlaskClient

FEBRUARY = "/v1/changes?since=2026-02-01T00:00:00Z&until=2026-03-01T00:00:00Z&compare_since=2026-01-01T00:00:00Z"


def test_february_and_january(client: FlaskClient) -> None:
    """In January Ada and a cookie came; in February she bought. Each figure is the number of persons listed."""
    body = client.get(FEBRUARY).get_json()
    assert Changes().validate(body) == {}
    assert (body["period"]["count"], body["other"]["count"], body["both"], body["compared"]) == (1, 2, 1, len(body["changes"]))
    assert body["other"]["until"] == "2026-01-29T00:00:00Z"
    (bought,) = [each for each in body["changes"] if each["kind"] == "conversion"]
    assert (bought["name"], bought["count"], bought["other_count"], bought["difference"]) == (["purchase"], 1, 0, 1.0)
    assert bought["low"] < 0.3
    assert bought["high"] == 1.0
    figures = [(each["persons"], each["count"]) for each in [body["period"], body["other"], *body["changes"]]]
    for address, count in figures + [(each["other_persons"], each["other_count"]) for each in body["changes"][:3]]:
        listed = client.get(address).get_json()
        assert Counted().validate(listed) == {}
        assert (listed["total"], listed["changed"]) == (count, None)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/v1/changes?since=2026-02-01T00:00:00Z&until=2026-03-01T00:00:00Z", "compare_since"),
        (FEBRUARY + "&compare_until=2026-02-10T00:00:00Z", "overlap"),
        (FEBRUARY + "&compare_until=2025-02-10T00:00:00Z", "must be before"),
        (FEBRUARY + "&unit=journeys", "counted in persons"),
        (FEBRUARY.replace("changes?", "changes/persons?kind=path&other=false&"), "with the `name`"),
    ],
)
def test_bad_questions(client: FlaskClient, address: str, sentence: str) -> None:
    """A problem document that says what would be right."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert sentence in answer.get_json()["detail"]
