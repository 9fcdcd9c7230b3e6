from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api import keys
from app.api.schemas.attribution import Comparison, Credits, Listing
from app.factory import create_app
from app.graph import statement
from tests.graph.journeys.worlds import DAY, START, Event, build, run

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.graph import Graph

JANUARY = "since=2026-01-01T00:00:00Z&until=2026-03-01T00:00:00Z"


def conversions(body: dict[str, list[dict[str, list[dict[str, object]]]]], place: int = 0) -> dict[object, object]:
    """Channel to conversions of one model of an answer."""
    return {each["channel"]: each["conversions"] for each in body["models"][place]["channels"]}


def test_credit(client: FlaskClient) -> None:
    """Ada came by the web twice and by e-mail once, and bought for 129.90: every model deals that out, and says what it counts."""
    body = client.get("/v1/attribution?model=last,linear,u,shapley,participation&replicates=20").get_json()
    assert Credits().validate(body) == {}
    assert conversions(body, 0) == {"email": 1, "web": 0}
    assert conversions(body, 1) == pytest.approx({"email": 1 / 3, "web": 2 / 3})
    assert conversions(body, 2) == pytest.approx({"email": 0.4, "web": 0.6})
    assert conversions(body, 3) == pytest.approx({"email": 0.5, "web": 0.5})
    assert (conversions(body, 4), body["models"][4]["sums"]) == ({"email": 1, "web": 1}, False)
    assert body["total"] == {"conversions": 1, "value": 129.9, "refunds": 0}
    assert sum(each["value"] for each in body["models"][1]["channels"]) == pytest.approx(129.9)
    assert (body["unit"], body["revision"], body["count"], body["others"], body["currency"]) == ("persons", 7, 1, 1, "EUR")
    assert body["made_by"]["file"] == "cypher/attribution/journeys.cypher"
    assert "cannot be told" in body["prediction"]["warning"]
    assert body["prediction"]["warning"] in body["notes"]


def test_figures_can_be_made_again(client: FlaskClient) -> None:
    """Both Cypher files are named with every parameter they take."""
    body = client.get("/v1/attribution").get_json()
    for made_by in (body["made_by"], body["spend_made_by"]):
        name = made_by["file"].removeprefix("cypher/").removesuffix(".cypher")
        assert set(made_by["params"]) == {field.name for field in statement(name).params}


def test_every_count_leads_to_its_persons(client: FlaskClient) -> None:
    """Each link lists as many as the figure says, under the same filters, and says what changed when the graph has moved on."""
    body = client.get(f"/v1/attribution?model=linear&conversion=purchase&{JANUARY}").get_json()
    links = [(body["persons"], body["count"]), *((each["persons"], each["count"]) for each in body["models"][0]["channels"])]
    answers = [client.get(link).get_json() for link, _ in links]
    for found, (_, count) in zip(answers, links, strict=True):
        assert Listing().validate(found) == {}
        assert (found["total"], found["changed"]) == (count, None)
    assert answers[0]["persons"] == [{"person": "P-1", "journey": None, "conversions": 1, "refunds": 0, "value": 129.9, "channels": ["web", "email"]}]
    later = client.get(body["persons"].replace("revision=7", "revision=6")).get_json()
    assert "revision 6" in later["changed"]
    journeys = client.get("/v1/attribution/persons?unit=journeys").get_json()
    assert [(each["person"], each["journey"]) for each in journeys["persons"]] == [("P-1", 1)]


def test_filters_and_look_back(client: FlaskClient) -> None:
    """Which touches share, how far back, and that what no touch led to is told apart."""
    near = client.get("/v1/attribution?model=linear&lookback_days=27.2").get_json()
    assert conversions(near) == pytest.approx({"email": 0.5, "web": 0.5})
    own = client.get("/v1/attribution?model=last&own=true").get_json()
    assert conversions(own)["store"] == 1
    mail = client.get("/v1/attribution?model=linear&channel=email").get_json()
    assert conversions(mail) == {"email": 1}
    none = client.get("/v1/attribution?model=markov&type=purchase").get_json()
    assert (none["models"][0]["channels"], none["unattributed"]["conversions"], none["total"]["conversions"]) == ([], 1, 1)


def test_identity_side_by_side(client: FlaskClient) -> None:
    """Without identity Ada's purchase, known by her address, has no touch before it; with it her cookie's touches have led there."""
    body = client.get("/v1/attribution/identity?model=last").get_json()
    assert Comparison().validate(body) == {}
    assert [(each["channel"], each["conversions_before"], each["conversions_after"]) for each in body["bias"]] == [("email", 0, 1), ("web", 0, 0)]
    assert (body["before"]["unattributed"]["conversions"], body["after"]["unattributed"]["conversions"]) == (1, 0)
    assert (body["misplaced"], body["unknowable"]["conversions"], body["unknowable"]["others"]) == ({"last": 1}, 0, 1)
    assert body["before_made_by"]["file"] == "cypher/attribution/unjoined.cypher"


def test_no_conversions_at_all(client: FlaskClient) -> None:
    """A time without conversions is an answer that says so."""
    body = client.get("/v1/attribution?model=first,markov,shapley&until=2026-01-20T00:00:00Z").get_json()
    assert body["total"] == {"conversions": 0, "value": 0, "refunds": 0}
    assert set(conversions(body, 1).values()) == {0}
    assert "There is no conversion in this time" in body["notes"][0]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("lookback_days=0", "no number of days"),
        ("half_life_days=-1", "no number of days"),
        ("model=guess", "Must be one of"),
        ("order=0", "greater than or equal to 1"),
        ("order=5", "less than or equal to 4"),
        ("model=custom&weights=0.5,0.1,0.1", "sum to 1"),
        ("model=custom", "three shares"),
        ("conversion=divorce", "No conversion is called divorce; declared are policy, purchase"),
        ("channel=fax", "No touchpoint came by fax; there are "),
        ("direct=fax&model=last_non_direct", "No touchpoint came by fax"),
        ("replicates=2000", "less than or equal to 1000"),
        ("since=2026-02-01T00:00:00Z&until=2026-02-01T00:00:00Z", "before"),
        ("models=last", "Unknown field"),
    ],
)
def test_what_nobody_can_mean(client: FlaskClient, query: str, sentence: str) -> None:
    """Each is a problem document that says what would be right."""
    answer = client.get(f"/v1/attribution?{query}")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert sentence in answer.get_json()["detail"]


@pytest.mark.parametrize("query", ["persons?replicates=20", "persons?model=last", "persons?through=fax", "persons?cursor=WzFd!"])
def test_what_the_others_do_not_take(client: FlaskClient, query: str) -> None:
    """A parameter that would be ignored, a channel there is not, and a broken cursor are refused."""
    assert client.get(f"/v1/attribution/{query}").status_code == 422


@pytest.mark.parametrize("more", ["", "&own=true", "&own=true&replicates=40&seed=5", "&replicates=0&unit=journeys", "&lookback_days=2"])
def test_the_same_parameters_mean_the_same_beside_identity(client: FlaskClient, more: str) -> None:
    """The side with identity is the report for the same parameters: totals, credit and intervals."""
    alone = client.get(f"/v1/attribution?model=linear,markov{more}").get_json()
    beside = client.get(f"/v1/attribution/identity?model=linear,markov{more}").get_json()
    assert Comparison().validate(beside) == {}
    assert beside["after"] == {name: alone[name] for name in beside["after"]}
    assert (beside["replicates"], beside["seed"]) == (alone["replicates"], alone["seed"])
    rows = {(row["model"], row["channel"]): row for row in beside["bias"]}
    for model in alone["models"]:
        for each in model["channels"]:
            row = rows[model["model"], each["channel"]]
            for name in ("conversions", "value"):
                assert [row[f"{name}_after{end}"] for end in ("", "_low", "_high")] == [each[f"{name}{end}"] for end in ("", "_low", "_high")]


def test_who_only_gave_back_is_counted_once(graph: Graph) -> None:
    """Somebody with a refund and no conversion is in `count`, and not in `others` as well."""
    paid: tuple[float, str] = (9.0, "EUR")
    events = [Event("t:1", ["cookie:1"], START), Event("t:2", ["cookie:1"], START + DAY, "refund", "store", 0, *paid)]
    events += [Event("u:1", ["cookie:2"], START), Event("v:1", ["cookie:3"], START)]
    events.append(Event("v:2", ["cookie:3"], START + DAY, "purchase", "web", 0, *paid))
    build(graph, {f"P-{i}": [f"cookie:{i}"] for i in (1, 2, 3)}, events)
    run(graph)
    client = create_app(lambda: graph, secret="for-tests-only").test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(graph, 'tests')}"
    beside = client.get("/v1/attribution/identity").get_json()
    for side in (client.get("/v1/attribution?replicates=0").get_json(), beside["before"], beside["after"]):
        assert (side["count"], side["others"], side["total"]["refunds"]) == (2, 1, 1)
    assert client.get("/v1/attribution/persons").get_json()["total"] == 2


def test_a_report_leaves_out_what_has_no_rate(graph: Graph) -> None:
    """One row in a strange currency fails no report: it is in no figure, and told with all others, by API and in the notes."""
    worth: list[tuple[float, str | None]] = [(100.0, "EUR"), (50.0, "SEK"), (7.0, None), (20.0, "SEK")]
    events = [Event(f"t:{i}", [f"cookie:{i}"], START + i * DAY, "purchase", "web", 0, *each) for i, each in enumerate(worth)]
    events += [Event(f"c:{i}", [f"cookie:{i}"], START - DAY, "ad_click", "ads") for i in range(4)]
    build(graph, {f"P-{i}": [f"cookie:{i}"] for i in range(4)}, events)
    run(graph)
    client = create_app(lambda: graph, secret="for-tests-only").test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.issue(graph, 'tests')}"
    body = client.get("/v1/attribution?replicates=0").get_json()
    assert Credits().validate(body) == {}
    assert (body["total"], body["count"], body["others"]) == ({"conversions": 2, "value": 107, "refunds": 0}, 2, 0)
    assert body["left_out"] == [{"currency": "SEK", "conversions": 2, "refunds": 0, "value": 70, "cost": 0}]
    assert any("2 conversions worth 70.00 in SEK" in note for note in body["notes"])
    assert client.get("/v1/attribution?until=2025-01-02T00:00:00Z").get_json()["left_out"] == []
    assert conversions(body) == {"ads": 2}
    flows = client.get("/v1/flows?start=ad_click").get_json()
    assert ([each["converted"] for each in flows["ways"]], flows["ways"][0]["value"]) == ([4], None)
