"""Every figure of paths, transitions and the step matrix leads to exactly the persons it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api.schemas.counted import Counted
from app.api.schemas.flows import Flows
from app.api.schemas.friction import Friction
from app.api.schemas.matrix import Matrix
from app.api.schemas.precursors import Precursors
from app.api.schemas.retention import Retention
from app.api.schemas.times import Times

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def total(client: FlaskClient, link: str) -> int:
    """The figure behind a link: the sum over the persons listed."""
    body = client.get(link).get_json()
    assert Counted().validate(body) == {}
    assert body["changed"] is None
    assert sum(each["times"] for each in body["persons"]) == body["total"]
    return int(body["total"])


@pytest.mark.parametrize("query", ["", "?unit=journeys", "?type=page_view,purchase&channel=web,store&since=2025-01-01T00:00:00Z"])
def test_a_count_is_the_number_of_persons_listed(client: FlaskClient, query: str) -> None:
    """Under the same filters, of every path, transition and cell."""
    paths = client.get(f"/v1/paths{query}").get_json()
    times = client.get(f"/v1/transitions/times{query}").get_json()
    matrix = client.get(f"/v1/matrix{query}").get_json()
    assert Times().validate(times) == Matrix().validate(matrix) == {}
    cells = [cell for row in matrix["rows"] for cell in row["cells"]] + matrix["ended"]
    for each in paths["paths"] + client.get(f"/v1/transitions{query}").get_json()["transitions"] + times["transitions"] + cells[:4] + cells[-2:]:
        assert total(client, each["persons"]) == each["count"]


def test_the_matrix_sums_to_all_at_each_step(client: FlaskClient) -> None:
    """Rows, others and ended together are the total."""
    body = client.get("/v1/matrix?kinds=1&steps=6").get_json()
    for step in range(1, 7):
        cells = [*(cell for row in body["rows"] for cell in row["cells"]), *body["others"], *body["ended"]]
        assert sum(cell["count"] for cell in cells if cell["step"] == step) == body["total"] == 2
    assert client.get("/v1/matrix?steps=0").status_code == 422


def test_the_time_between(client: FlaskClient) -> None:
    """In seconds, with the persons who do it."""
    (found,) = client.get("/v1/transitions/times?type=email_click,purchase").get_json()["transitions"]
    assert (found["from"], found["to"], found["count"], found["share"], found["different"]) == ("email_click", "purchase", 1, 1, 1)
    assert found["between"]["median"] == found["between"]["percentile_90"] == 27 * 86_400 + 2.5 * 3_600


def test_ways_and_their_persons(client: FlaskClient) -> None:
    """Shown and others are all, at each step too; two groups stand side by side."""
    body = client.get("/v1/flows?start=page_view&group=interest:product_view|email_*&collapse=true&kinds=1&ways=1&compare_channel=web").get_json()
    assert Flows().validate(body) == {}
    assert body["total"] == sum(each["count"] for each in body["ways"]) + body["others"]["count"] == total(client, body["persons"]) == 2
    for step in body["steps"]:
        assert sum(each["count"] for each in step["names"]) + step["others"] + step["ended"] == 2
    for each in body["ways"]:
        assert total(client, each["persons"]) == each["count"]
    assert body["compared"]["total"] == 2
    way = client.get("/v1/flows?start=page_view&end=purchase&group=interest:product_view|email_*&collapse=true").get_json()["ways"][0]
    assert (way["steps"], way["converted"], way["value"]) == (["page_view", "interest", "purchase"], 1, 129.9)
    assert client.get("/v1/flows?group=ads").status_code == client.get("/v1/flows?start=page_view&without=page*").status_code == 422


def test_who_came_back_and_when(client: FlaskClient) -> None:
    """Cohorts with who returned, each with its persons."""
    body = client.get("/v1/retention?since=2026-01-01T00:00:00Z").get_json()
    assert Retention().validate(body) == {}
    (cohort,) = body["cohorts"]
    assert [(each["after"], each["count"], each["share"]) for each in cohort["returns"]] == [(0, 2, 1), (1, 1, 0.5)]
    for each in cohort["returns"]:
        assert total(client, each["persons"]) == each["count"]
    assert client.get("/v1/retention?unit=journeys").status_code == client.get("/v1/retention?period=year").status_code == 422


def test_what_comes_before_a_purchase(client: FlaskClient) -> None:
    """Among those who have one and those who have not, each with its persons."""
    body = client.get("/v1/precursors?of=purchase&within=P60D").get_json()
    assert Precursors().validate(body) == {}
    assert (body["left"], body["stayed"]) == (1, 1)
    for each in body["precursors"]:
        assert total(client, each["left_persons"]) == each["left"]
        assert total(client, each["stayed_persons"]) == each["stayed"]
        assert 0 < each["low"] < each["odds_ratio"] < each["high"]
    for query in ("of=", "of=purchase&within=P0D", "of=purchase&unit=journeys"):
        assert client.get(f"/v1/precursors?{query}").status_code == 422


def test_friction_and_its_persons(client: FlaskClient) -> None:
    """Each sign with who shows it."""
    body = client.get("/v1/friction?wait=P10D&trouble=purchase&unit=journeys").get_json()
    assert Friction().validate(body) == {}
    seen = {(each["type"], sign["sign"]): sign for each in body["touchpoints"] for sign in each["signs"]}
    assert (seen["email_click", "troubled"]["count"], seen["email_click", "waited"]["count"], seen["page_view", "stopped"]["count"]) == (1, 1, 3)
    for sign in [*seen.values()][:6]:
        assert total(client, sign["persons"]) == sign["count"]
    assert client.get("/v1/friction?wait=P0D").status_code == 422
