from __future__ import annotations

from typing import TYPE_CHECKING

from app.api.schemas.merge_graph import MergeGraph

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_admitted_and_refused_links_told_apart(client: FlaskClient) -> None:
    """The merge graph holds the members, the admitted links with their rule, and the refused ones with the reason."""
    body = client.get("/v1/persons/P-1/graph").get_json()
    assert MergeGraph().validate(body) == {}
    links = {(each["from"], each["to"]): each for each in body["links"]}
    assert links["record/shop:77", "identifier/email:info@example.com"]["because"] == "generic: 21 users, at most 5"
    assert links["identifier/cookie:c-1", "identifier/email:ada@example.com"]["count"] == 3
    assert links["record/crm:C-1", "identifier/phone:+442071234567@1"]["evidence"] == "STATES"
    assert sorted(each["verdict"] for each in body["links"]).count("refused") == 2


def test_what_was_kept_apart_is_shown_as_somebody_elses(client: FlaskClient) -> None:
    """A node that a refused link kept apart is there, but it is not the person's."""
    nodes = {each["id"]: each for each in client.get("/v1/persons/P-1/graph").get_json()["nodes"]}
    assert nodes["record/crm:C-1"]["person"] == "P-1"
    assert (nodes["identifier/email:info@example.com"]["person"], nodes["identifier/email:info@example.com"]["standing"]) == (None, "generic")
    assert nodes["identifier/device:tab-1"]["kind"] == "device"
    assert "record/crm:C-2" not in nodes
