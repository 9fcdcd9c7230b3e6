from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.api.schemas.persons import Person

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_person_with_provenance(client: FlaskClient) -> None:
    """A person comes with golden traits, each with its record, source, time and rule, and keeps the contract."""
    answer = client.get("/v1/persons/P-1")
    body = answer.get_json()
    assert answer.status_code == 200
    assert Person().validate(body) == {}
    assert {t.pop("name"): t for t in body["traits"]} == {
        "givenName": {"value": "Ada", "record": "crm:C-1", "source": "crm", "at": "2026-01-01T00:00:00Z", "rule": "most_recent"},
        "familyName": {"value": "Lovelace", "record": "crm:C-1", "source": "crm", "at": "2026-01-01T00:00:00Z", "rule": "longest"},
        "city": {"value": "London", "record": "shop:77", "source": "shop", "at": None, "rule": "most_recent"},
    }
    assert [r["id"] for r in body["records"]] == ["crm:C-1", "shop:77"]
    assert [i["key"] for i in body["identifiers"]] == [
        "cookie:c-1",
        "email:ada@example.com",
        "email:sha256:b9f2",
        "phone:+442071234567",
    ]
    assert body["identifiers"][3]["last"] == "2026-02-01T00:00:00Z"
    assert body["revision"] == 7
    assert body["made_by"] == {"file": "cypher/profiles/person.cypher", "params": {"id": "P-1", "limit": 200}}


@pytest.mark.parametrize("asked", ["P-9", "P-8"])
def test_person_by_an_old_id(client: FlaskClient, asked: str) -> None:
    """An old id answers with the current person and says which was asked, over any number of redirects."""
    body = client.get(f"/v1/persons/{asked}").get_json()
    assert (body["id"], body["asked"]) == ("P-1", asked)


def test_person_nobody_was_ever_called(client: FlaskClient) -> None:
    """An id that was never issued is a problem document with status 404 that says what to do."""
    answer = client.get("/v1/persons/P-0")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    detail = answer.get_json()["detail"]
    assert detail == "No person was ever issued the id 'P-0'; look one up by an identifier instead."
