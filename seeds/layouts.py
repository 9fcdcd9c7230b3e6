"""The file layouts that the generator shares with the story, so that the same mappings load both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds, for formats that know the difference."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Layout:
    """One file: source, place without ending, mapping, its own format, and columns (dotted when nested)."""

    source: str
    stem: str
    mapping: str
    format: str
    columns: tuple[tuple[str, Kind], ...]


def _layout(stem: str, own: str, columns: str) -> Layout:
    kinds = {"#": Kind.INTEGER, "%": Kind.NUMBER}
    parsed = tuple((name.rstrip("#%"), kinds.get(name[-1], Kind.TEXT)) for name in columns.split())
    return Layout(stem.split("/", maxsplit=1)[0], stem, f"{stem}.yaml", own, parsed)


LAYOUTS = {
    layout.stem: layout
    for layout in (
        _layout(
            "crm/contacts",
            "csv",
            "contact_id updated_at given_name family_name date_of_birth email phone street postal_code city country"
            " shop_login household_id account_id",
        ),
        _layout(
            "web/events",
            "jsonl",
            "event_id event occurred_at received_at session.id user.cookie user.login page.path product order.id"
            " order.amount% order.currency campaign",
        ),
        _layout(
            "app/events",
            "jsonl",
            "id event ts# installation login screen product order.id order.amount% order.currency",
        ),
        _layout("email/events", "tsv", "event_id time event campaign email forwarded_to"),
        _layout("newsletter/clicks", "csv", "click_id clicked_at campaign email_sha256 cookie"),
        _layout("ads/events", "csv", "event_id time event network campaign creative cookie"),
        _layout(
            "store/receipts",
            "csv",
            "receipt_no sold_at uploaded_at kind store till card_no email product amount% currency",
        ),
        _layout(
            "support/cases",
            "csv",
            "case_id opened_at kind contact_id email phone agent topic resolution_minutes# satisfaction#",
        ),
        _layout("phone/calls", "csv", "call_id started_at direction number seconds# agent"),
        _layout("survey/answers", "csv", "response_id answered_at survey email score# comment"),
        _layout(
            "social/posts",
            "jsonl",
            "id posted_at kind network author.handle author.email product stars# sentiment% text",
        ),
        _layout("loyalty/members", "csv", "card_no entry_id joined_at given_name family_name email phone"),
        _layout("loyalty/points", "parquet", "entry_id booked_at card_no movement points# receipt"),
    )
}

TYPES = {
    # type: (what it is called in the file, its declared order among events of the same time)
    "web/events": {
        "login": ("login", 1),
        "page_view": ("pv", 2),
        "search": ("search", 3),
        "product_view": ("prod", 4),
        "add_to_cart": ("cart", 5),
        "purchase": ("buy", 6),
    },
    "app/events": {
        "app_open": ("open", 1),
        "push_open": ("push_open", 1),
        "app_screen": ("screen", 2),
        "product_view": ("product", 4),
        "add_to_cart": ("cart", 5),
        "purchase": ("purchase", 6),
    },
    "email/events": {
        "email_sent": ("sent", 1),
        "email_open": ("open", 2),
        "email_click": ("click", 3),
        "email_forward": ("forward", 4),
        "email_unsubscribe": ("unsubscribe", 5),
    },
    "newsletter/clicks": {"email_click": ("", 3)},
    "ads/events": {"ad_impression": ("impression", 1), "ad_click": ("click", 2)},
    "store/receipts": {"purchase": ("sale", 6), "refund": ("return", 7)},
    "support/cases": {"support_ticket": ("ticket", 1), "support_call": ("call", 2)},
    "phone/calls": {"phone_call_in": ("in", 1), "phone_call_out": ("out", 2)},
    "survey/answers": {"survey_nps": ("nps", 1), "survey_csat": ("csat", 2), "survey_comment": ("comment", 3)},
    "social/posts": {"mention": ("mention", 1), "review": ("review", 2)},
    "loyalty/members": {"loyalty_joined": ("", 1)},
    "loyalty/points": {"points_earned": ("earned", 8), "points_redeemed": ("redeemed", 9)},
}
"""Touchpoint types of each layout. A test holds them to the mappings."""
