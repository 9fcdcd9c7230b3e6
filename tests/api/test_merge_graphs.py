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
    assert links["shop:77", "email:info@example.com"]["because"] == "generic: 21 users, at most 5"
    assert links["cookie:c-1", "email:ada@example.com"]["count"] == 3
    assert links["crm:C-1", "phone:+442071234567@1"]["evidence"] == "STATES"
    assert sorted(each["verdict"] for each in body["links"]).count("refused") == 2


def test_what_was_kept_apart_is_shown_as_somebody_elses(client: FlaskClient) -> None:
    """A node that a refused link kept apart is there, but it is not the person's."""
    nodes = {each["id"]: each for each in client.get("/v1/persons/P-1/graph").get_json()["nodes"]}
    assert nodes["crm:C-1"]["person"] == "P-1"
    assert (nodes["email:info@example.com"]["person"], nodes["email:info@example.com"]["standing"]) == (None, "generic")
    assert nodes["device:tab-1"]["kind"] == "device"
    assert "crm:C-2" not in nodes
