from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api.schemas.patterns import Matching
from app.graph import statement

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.graph import Graph


def test_who_fits_a_pattern(client: FlaskClient) -> None:
    """Persons, the automaton that found them, and why nobody can."""
    body = client.get("/v1/patterns", query_string={"pattern": "page_view >>[P1D..] product_view > email_% >> purchase@store"}).get_json()
    assert Matching().validate(body) == {}
    assert ([each["id"] for each in body["persons"]], body["total"], body["never"]) == (["P-1"], 1, None)
    assert set(body["made_by"]["params"]) == {field.name for field in statement("journeys/patterns").params}
    rest = client.get("/v1/patterns", query_string={"pattern": "^ page_view $"}).get_json()
    assert [each["id"] for each in rest["persons"]] == ["P-3"]
    never = client.get("/v1/patterns", query_string={"pattern": "page_view >> fax"}).get_json()
    assert (never["total"], never["never"]) == (0, "This pattern cannot match: no touchpoint has the type fax.")


def test_the_pattern_as_quantified_paths(client: FlaskClient, world: Graph) -> None:
    """What is shown can be run as it is, and finds the same; where it cannot be written, a sentence."""
    query = {"pattern": "page_view >>[P1D..] product_view > email_% >> purchase@store", "unit": "journeys"}
    body = client.get("/v1/patterns", query_string=query).get_json()
    found = world.driver.execute_query(body["quantified"]["cypher"]).records
    assert [each.data() for each in found] == [{"person": each["id"], "times": each["times"]} for each in body["persons"]] != []
    across = client.get("/v1/patterns", query_string={"pattern": "page_view > product_view"}).get_json()["quantified"]
    assert (across["cypher"], "unit=journeys" in across["why_not"]) == (None, True)


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("page_view >> fax", "no touchpoint has the type fax"),
        ("page_view@pigeon", "no touchpoint has the channel pigeon"),
        ("page_view > !%", "every touchpoint has one of the types that ! leaves out"),
        ("!.+ > page_view", "every touchpoint has one of the types that ! leaves out"),
        ("page_view >>[P2D..] . >>[P1D..] purchase within P2D", "its gaps take longer than the time it has within"),
    ],
)
def test_patterns_that_cannot_match(client: FlaskClient, pattern: str, sentence: str) -> None:
    """Nobody fits, and the answer says why; everybody fits the opposite."""
    found = client.get("/v1/patterns", query_string={"pattern": pattern}).get_json()
    assert (found["total"], sentence in found["never"]) == (0, True)
    assert client.get("/v1/patterns", query_string={"pattern": pattern, "negated": "true"}).get_json()["total"] == 2


@pytest.mark.parametrize("pattern", ["page_view $ > purchase", "page_view >", "page_view{2,1}", "page_view{0}", ".*", ".{1,60} > .{1,60}"])
def test_patterns_that_cannot_end(client: FlaskClient, pattern: str) -> None:
    """An end before the end, nothing behind a gap, no number of times, or more touchpoints than can be written out."""
    answer = client.get("/v1/patterns", query_string={"pattern": pattern})
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.get_json()["detail"]


@pytest.mark.parametrize("pattern", ["", "a >", "a b", "a?", "a{70}", "a >> b within P0D"])
def test_patterns_nobody_can_mean(client: FlaskClient, pattern: str) -> None:
    """Each a problem document with a sentence."""
    answer = client.get("/v1/patterns", query_string={"pattern": pattern})
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.get_json()["detail"]
