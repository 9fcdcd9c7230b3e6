"""What a graph holds beyond what loading lets in: properties of a person and what hangs on it at the extremes of their type."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.ledger.declarations import declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from app.graph import Graph

BELOW, ABOVE = -(2**63), 2**63 - 1
TEXTS = ["", "\u200b", "x" * 8_000, "\x00", "[1", '{"a":']
NUMBERS = [float("nan"), float("inf"), -1.7e308]
MOMENTS = [dt.datetime(1, 1, 1, tzinfo=dt.UTC), dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)]
ASKED = (
    "", "/timeline", "/timeline?order=newest", "/journeys", "/sessions", "/present", "/stages", "/graph", "/history", "/how",
)  # fmt: skip
REPORTS = ("persons?q=ada", "persons?identifier=crm:C-1", "attribution?replicates=0", "attribution/identity?replicates=0", "flows", "retention")

_NEAR = """
MATCH (p:Person {id: 'P-1'})
CALL (p) {
  RETURN p AS n UNION
  MATCH (p)<-[:BELONGS_TO]-(n) RETURN n UNION
  MATCH (p)-[:TOOK]->(n) RETURN n UNION
  MATCH (p)<-[:BELONGS_TO]-()<-[:CARRIED]-(n) RETURN n
}
WITH labels(n)[0] AS label, collect(n)[0] AS n
UNWIND keys(n) AS name
RETURN label, elementId(n) AS id, name, n[name] AS value ORDER BY label, name
"""
_SET = "MATCH (n) WHERE elementId(n) = $id SET n[$name] = $value"


def extremes(value: object) -> list[object]:
    """The extremes of the type of a value; of a list, as many of each."""
    if isinstance(value, list):
        return [[each] * len(value) for each in extremes(value[0])] if value else []
    if isinstance(value, bool):
        return [not value]
    kinds: list[tuple[type, list[object]]] = [(int, [BELOW, -1, ABOVE]), (float, [*NUMBERS]), (str, [*TEXTS])]
    return next((found for kind, found in kinds if isinstance(value, kind)), [*MOMENTS])


def injected(graph: Graph) -> Iterator[tuple[str, str, object]]:
    """Each extreme of each property, set and taken back."""
    for row in graph.driver.execute_query(_NEAR).records:
        for each in extremes(row["value"]) if row["name"] not in ("id", "key") else ():
            try:
                graph.driver.execute_query(_SET, id=row["id"], name=row["name"], value=each)
                yield row["label"], row["name"], each
            finally:
                graph.driver.execute_query(_SET, id=row["id"], name=row["name"], value=row["value"])


def test_no_stored_value_is_our_mistake(client: FlaskClient, world: Graph) -> None:
    """Whatever stands in one property, every question about the person and about all persons is answered, or refused with a sentence."""
    tried, wrong = 0, list[tuple[str, str, str, str]]()
    for label, name, value in injected(world):
        tried += 1
        for address in [*(f"persons/P-1{each}" for each in ASKED), *REPORTS]:
            answer = client.get(f"/v1/{address}")
            if answer.status_code >= 500:
                wrong.append((label, name, repr(value)[:40], address))
    assert wrong == []
    assert tried > 100


def test_a_declaration_of_a_kind_that_nobody_knows(client: FlaskClient, world: Graph) -> None:
    """A namespace that is like something this version does not know joins nothing, and stops nobody else."""
    world.driver.execute_query("CREATE (:Namespace {name: 'later', like: 'retina', where: 'a later version', author: 'x', reason: ''})")
    try:
        assert "later" not in declared(world)
        assert client.get("/v1/persons?identifier=crm:C-1").status_code == 200
    finally:
        world.driver.execute_query("MATCH (n:Namespace {name: 'later'}) DELETE n")
