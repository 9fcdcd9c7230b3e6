from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api.schemas.counted import Counted
from app.api.schemas.funnels import Funnel
from app.graph import statement

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ASKED = "/v1/funnels?step=page_view,product_view,email_click?,purchase"


def test_a_funnel_and_its_persons(client: FlaskClient) -> None:
    """Counts, times, groups and cohorts, each count with a link that lists exactly those counted."""
    body = client.get(f"{ASKED}&breakdown=channel&cohort=month&without=refund@2-4&window=P200D").get_json()
    assert Funnel().validate(body) == {}
    assert [(each["step"], each["count"], each["dropped"]) for each in body["steps"]] == [
        ("page_view", 2, 1),
        ("product_view", 1, 0),
        ("email_click?", 1, 0),
        ("purchase", 1, 0),
    ]
    assert body["time"]["count"] == sum(each["count"] for each in body["time"]["histogram"]) == 1
    assert sum(each["counts"][0] for each in body["groups"]) == sum(each["counts"][0] for each in body["cohorts"]) == 2
    links = [(each["count"], each["persons"]) for each in body["steps"]]
    links += [(each["counts"][0], each["persons"]) for each in body["groups"] + body["cohorts"]]
    for count, link in links:
        listed = client.get(link).get_json()
        assert Counted().validate(listed) == {}
        assert (len(listed["persons"]), listed["total"], listed["changed"]) == (count, count, None)
    dropped = client.get(body["steps"][0]["dropped_persons"]).get_json()
    assert [each["id"] for each in dropped["persons"]] == ["P-3"]


def test_a_list_made_later_says_what_changed(client: FlaskClient) -> None:
    """A link from another revision lists who is counted now, and says how many were then."""
    listed = client.get("/v1/funnels/persons?step=page_view,purchase&at=1&revision=5&count=9").get_json()
    assert listed["changed"] == (
        "The graph has moved from revision 5 to 7 since the figure was made; these are the persons of now. Then 9 were counted, now 2."
    )
    first = client.get("/v1/funnels/persons?step=page_view,purchase&at=1&limit=1").get_json()
    second = client.get(f"/v1/funnels/persons?step=page_view,purchase&at=1&limit=1&cursor={first['next']}").get_json()
    assert [each["id"] for each in first["persons"] + second["persons"]] == ["P-1", "P-3"]


@pytest.mark.parametrize("order", ["ordered", "strict", "any"])
def test_a_funnel_can_be_made_again(client: FlaskClient, order: str) -> None:
    """An answer names every parameter of the Cypher file that made it."""
    body = client.get(f"/v1/funnels?step=page_view,nothing&order={order}").get_json()
    assert body["unknown"] == [{"kind": "type", "name": "nothing", "near": []}]
    name = body["made_by"]["file"].removeprefix("cypher/").removesuffix(".cypher")
    assert set(body["made_by"]["params"]) == {field.name for field in statement(name).params}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("step=a", "2 to 20 steps"),
        ("step=a,b&window=P0D", "must be longer than zero"),
        ("step=a,b&step_window=PT0S", "must be longer than zero"),
        ("step=a,b&window=PT", "is a duration such as P30D"),
        ("step=a&step_window=P1D", "2 to 20 steps"),
        ("step=a,b&window=7", "is a duration"),
        ("step=a,b&step_window=P1D,P1D", "one for each step"),
        ("step=a,b&without=c@x", "`without` is a type"),
        ("step=a,b&breakdown=colour", "No touchpoint has a property"),
        ("step=a,b&colour=red", "Unknown field"),
        ("step=a,|", "empty name"),
        ("step=a,b&type=a", "leave the filter by type out"),
    ],
)
def test_funnels_nobody_can_mean(client: FlaskClient, query: str, sentence: str) -> None:
    """Each a problem document that says what would be right."""
    answer = client.get(f"/v1/funnels?{query}")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert sentence in answer.get_json()["detail"]
