"""Designed journeys over the API and on their page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api.schemas.counted import Counted
from app.api.schemas.designs import Design, Designs

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize("query", ["", "?unit=journeys", "?channel=web"])
def test_each_figure_is_the_number_of_persons_listed(client: FlaskClient, query: str) -> None:
    """Of the whole, of each sign of each step, and of what the design did not foresee."""
    body = client.get(f"/v1/designs/first-purchase{query}").get_json()
    assert Design().validate(body) == {}
    assert body["total"] == body["on"]["count"] + body["off"]["count"] + body["too_long"]["count"]
    figures = [body[name] for name in ("on", "fitting", "off", "too_long")] + body["unforeseen"]
    for step in body["steps"]:
        signs = [step[sign] for sign in ("done", "reversed", "skipped", "left_out")]
        assert sum(each["count"] for each in signs) == body["on"]["count"]
        figures += [each for each in [*signs, step["repeated"]] if each["count"]]
    for figure in figures:
        listed = client.get(figure["persons"]).get_json()
        assert Counted().validate(listed) == {}
        assert (listed["total"], listed["changed"]) == (figure["count"], None)


def test_what_ada_did(client: FlaskClient) -> None:
    """She came, looked, came again by a mail, and bought; long ago she only came. Nobody said how it was."""
    body = client.get("/v1/designs/first-purchase?unit=journeys").get_json()
    assert [each["name"] for each in client.get("/v1/designs").get_json()["designs"]] == ["first-purchase"]
    assert Designs().validate(client.get("/v1/designs").get_json()) == {}
    assert (body["total"], body["on"]["count"], body["fitting"]["count"]) == (3, 3, 0)
    done = {step["step"]: step["done"]["count"] for step in body["steps"]}
    assert done == {"Sees us": 0, "Comes to us": 3, "Looks at a product": 1, "Puts it in the cart": 0, "Buys": 1, "Says how it was": 0}
    assert body["steps"][1]["repeated"]["count"] == 1
    # Ada: of 5 touchpoints and 4 required steps, two come again and one step is missing; the others: 1 and 4, three missing.
    assert body["fitness"] == pytest.approx(1 - (3 + 3 + 3) / (9 + 5 + 5), abs=1e-6)


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/v1/designs/none", 404, "there is first-purchase"),
        ("/v1/designs/first-purchase/persons", 422, "Ask for `whole`"),
        ("/v1/designs/first-purchase/persons?sign=done&step=7", 422, "the steps 1 to 6"),
        ("/v1/designs/first-purchase/persons?sign=wrong&step=1", 422, "query.sign"),
        ("/v1/designs/first-purchase?since=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z", 422, "before"),
    ],
)
def test_bad_questions(client: FlaskClient, address: str, status: int, sentence: str) -> None:
    """A problem document that says what would be right."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert sentence in answer.get_json()["detail"]
