"""Ready layouts: exports as their programs write them, with invented rows, through load, unify and journeys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.derivation import derive
from app.errors import BadInput
from app.settings import Settings
from loaders.load import load
from loaders.mapping import read_mapping
from tests.graph.loaders.worlds import SECRET, write

if TYPE_CHECKING:
    from app.graph import Graph
    from loaders.outcomes import Outcome

LAYOUTS = Path("loaders/mappings")

EXPORTS = Path(__file__).with_name("exports")


def loaded(graph: Graph, layout: str, export: str) -> Outcome:
    """Loads an export by a layout as shipped."""
    (outcome,) = load(graph, read_mapping(LAYOUTS / f"{layout}.yaml"), [EXPORTS / export], key=SECRET)
    assert outcome.balanced
    return outcome


def journeys(graph: Graph) -> dict[str, list[tuple[object, ...]]]:
    """By name, or id of who has none, what each person did in order: type, value, currency."""
    derive(graph, Settings.from_environment())
    query = (
        "MATCH (p:Person) OPTIONAL MATCH (p)-[:TOOK]->(j:Journey) UNWIND coalesce(j.touchpoints, [null]) AS id "
        "OPTIONAL MATCH (t:Touchpoint {id: id}) WITH p, t ORDER BY t.at, t.sequence, t.id "
        "RETURN coalesce(p.name, p.id) AS name, collect(CASE WHEN t IS NOT NULL THEN [t.type, t.value, t.currency] END) AS steps"
    )
    with graph.driver.session() as session:
        return {row["name"]: [tuple(each) for each in row["steps"]] for row in session.run(query)}


def test_three_programs_one_person(graph: Graph) -> None:
    """HubSpot, Stripe and Shopify know one Ana by numbers of their own and by addresses that one of them has all: she is one person."""
    assert loaded(graph, "hubspot/contacts", "hubspot.csv").counts() == {
        "read": 3, "new": 3, "changed": 0, "repeated": 0, "rejected": 0, "setAside": 0,
    }  # fmt: skip
    loaded(graph, "shopify/orders", "shopify.csv")
    loaded(graph, "stripe/payments", "stripe.csv")
    found = journeys(graph)
    assert set(found) == {"Ana Silva", "Bea Öberg", "Cem Ak"}
    assert found["Ana Silva"] == [("contact_created", None, None), ("payment", 64.9, "EUR"), ("purchase", 64.9, "EUR")]
    assert found["Cem Ak"] == []


def test_shopify_orders_are_whole(graph: Graph) -> None:
    """An order of two lines is one purchase with its total and products; what was given back is a refund; an apostrophe is no part of a number."""
    assert loaded(graph, "shopify/orders", "shopify.csv").counts() == {
        "read": 2, "new": 2, "changed": 0, "repeated": 0, "rejected": 0, "setAside": 0,
    }  # fmt: skip
    with graph.driver.session() as session:
        products = session.run("MATCH (t:Touchpoint {type: 'purchase', order: '#2001'})-[:ABOUT]->(p:Product) RETURN p.name AS name ORDER BY name")
        assert [row["name"] for row in products] == ["BB-2", "LM-1"]
        phones = session.run("MATCH (i:Identifier {namespace: 'phone'}) RETURN i.key AS key ORDER BY key")
        assert [row["key"] for row in phones] == ["phone:+46705550112", "phone:+49305550111"]
    steps = journeys(graph)
    assert sorted(sorted(each) for each in steps.values()) == [
        [("purchase", 64.9, "EUR")], [("purchase", 100.0, "EUR"), ("refund", 100.0, "EUR")],
    ]  # fmt: skip
    assert loaded(graph, "shopify/orders", "shopify.csv").repeated == 2


@pytest.mark.parametrize("german", [False, True])
def test_stripe_payments_and_refunds(graph: Graph, tmp_path: Path, *, german: bool) -> None:
    """Payments have their amounts in either locale, in EUR though written `eur`; a refund stands beside its payment; a failed one is none."""
    shipped = LAYOUTS / "stripe/payments.yaml"
    text = shipped.read_text(encoding="utf-8") + ('decimal: ","\n' if german else "")
    export = (EXPORTS / ("stripe-german.csv" if german else "stripe.csv")).read_text(encoding="utf-8")
    assert "Created (UTC)" in export
    # Charges and payments call one column differently.
    file = write(tmp_path, "stripe.csv", export.replace("Created (UTC)", "Created date (UTC)") if german else export)
    (outcome,) = load(graph, read_mapping(write(tmp_path, "stripe/payments.yaml", text)), [file], key=SECRET)
    assert (outcome.read, outcome.new, outcome.set_aside) == (3, 3, 0)
    steps = sorted(each for one in journeys(graph).values() for each in one)
    assert steps == [("payment", 64.9, "EUR"), ("payment", 1100.0, "EUR"), ("payment_failed", 5.0, "USD"), ("payment_refunded", 100.0, "EUR")]


def test_ga4_by_parameters(graph: Graph) -> None:
    """A parameter is found by its key wherever it stands; a session is of its browser; a purchase has value, currency, order and all its products."""
    outcome = loaded(graph, "ga4/events", "ga4.jsonl")
    assert (outcome.new, outcome.set_aside) == (4, 0)
    (steps,) = journeys(graph).values()
    assert steps == [("session_start", None, None), ("product_view", None, None), ("login", None, None), ("purchase", 64.9, "EUR")]
    with graph.driver.session() as session:
        (row,) = session.run(
            "MATCH (t:Touchpoint {type: 'purchase'}) MATCH (t)-[:ABOUT]->(p) MATCH (t)-[:CARRIED]->(i) "
            "RETURN t.session AS session, t.pageUrl AS page, t.order AS order, collect(DISTINCT p.name) AS products, collect(DISTINCT i.key) AS keys"
        )
    assert (row["session"], row["page"], row["order"]) == ("991.882/4711", "https://shop.example/purchase", "T-1")
    assert (sorted(row["products"]), sorted(row["keys"])) == (["BB-2", "LM-1"], ["cookie:991.882", "login:ana.s"])


def test_zendesk_tickets(graph: Graph) -> None:
    """A ticket is opened by its requester over its channel, and solved at its time, if it was."""
    assert loaded(graph, "zendesk/tickets", "zendesk.csv").new == 2
    found = journeys(graph)
    assert {name: [each[0] for each in steps] for name, steps in found.items()} == {
        "Ana Silva": ["ticket_opened", "ticket_solved"], "Dov Levi": ["ticket_opened"],
    }  # fmt: skip
    with graph.driver.session() as session:
        rows = session.run("MATCH (t:Touchpoint) RETURN t.key AS key, t.channel AS channel, t.status AS status, toString(t.at) AS at ORDER BY key")
        assert [tuple(row.values()) for row in rows] == [
            ("5001", "email", "Solved", "2025-03-10T08:00:00Z"), ("5001#solved", "email", None, "2025-03-11T15:30:00Z"),
            ("5002", "web", "Open", "2025-03-10T10:00:00Z"),
        ]  # fmt: skip


def test_mailchimp_members_and_activity(graph: Graph) -> None:
    """Members are persons who subscribed when they confirmed; every open and click of a campaign is theirs; who did nothing did nothing."""
    assert loaded(graph, "mailchimp/members", "mailchimp-members.csv").new == 2
    activity = loaded(graph, "mailchimp/activity", "mailchimp-activity.json")
    assert (activity.rejected, activity.set_aside) == (0, 0)
    found = journeys(graph)
    assert {name: [each[0] for each in steps] for name, steps in found.items()} == {
        "Ana Silva": ["newsletter_subscribed", "email_open", "email_click"], "Dov Levi": [],
    }  # fmt: skip


def test_an_export_with_fewer_columns_loads(graph: Graph, tmp_path: Path) -> None:
    """Columns that an account has not chosen to export are empty; the key's is missed with its name."""
    few = write(tmp_path, "few.csv", "Record ID,First Name,Last Name,Email\n7,Eva,Lind,eva@lind.example\n")
    mapping = read_mapping(LAYOUTS / "hubspot/contacts.yaml")
    assert load(graph, mapping, [few], key=SECRET)[0].new == 1
    with pytest.raises(BadInput, match="there is no column 'Record ID'"):
        load(graph, mapping, [write(tmp_path, "none.csv", "First Name,Last Name,Email\nEva,Lind,eva@lind.example\n")], key=SECRET)
