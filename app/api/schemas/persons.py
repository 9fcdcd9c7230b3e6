"""Persons as the API gives them."""

from __future__ import annotations

from marshmallow import Schema

from app.api.schemas.fields import anything, decimal, many, moment, one, text, truth, whole
from app.api.schemas.figures import Figure

_WHEN = "2026-03-14T09:26:53Z"


class Trait(Schema):
    """One trait of the golden record, with its provenance."""

    name = text("The trait", "givenName")
    value = anything("Its value in the golden record", "Ada")
    record = text("The record that gave it", "crm:C-1001", nullable=True)
    source = text("The source of that record", "crm", nullable=True)
    at = moment("When the source last changed that record", _WHEN)
    rule = text("The survivorship rule that chose it", "most_recent", nullable=True)


class Record(Schema):
    """One row of one source that belongs to the person."""

    id = text("Source and key", "crm:C-1001")
    source = text("The source", "crm")
    key = text("The row's key in its source", "C-1001")
    kind = text("What the row describes: person or organisation", "person", nullable=True)
    at = moment("When the source last changed it", _WHEN)


class Identifier(Schema):
    """One identifier that belongs to the person."""

    member = text("The member: the key, or that of its use where values change hands", "email:ada@example.com")
    key = text("Namespace and normal form, or a keyed hash", "email:ada@example.com")
    namespace = text("What kind of identifier it is", "email")
    value = text("The normal form; null when only a hash is kept", "ada@example.com", nullable=True)
    device = truth("Whether it is a device", example=False)
    hashed = text("The hash the source sent instead of the value", "sha256", nullable=True)
    first = moment("First seen on an event, or the start of this use", _WHEN)
    last = moment("Last seen on an event, or the end of this use", _WHEN)


class Brief(Schema):
    """All journeys of a person in one line."""

    stage = text("The stage they are in now", "retention", nullable=True)
    channel = text("The channel they last came through", "web", nullable=True)
    journeys = whole("How many journeys", 2)
    touchpoints = whole("How many touchpoints in them", 41)
    conversions = whole("How many conversions in them", 1)
    value = decimal("What they were worth", 129.9)
    currency = text("The reporting currency, ISO 4217", "EUR")
    first = moment("The first touchpoint", _WHEN)
    last = moment("The latest touchpoint", _WHEN)


class Person(Figure):
    """One person: golden traits, members, and the journey in brief."""

    id = text("The id in use", "P-1")
    asked = text("The id that was asked for; an old one is answered with its successor", "P-9")
    name = text("What to call them", "Ada Lovelace", nullable=True)
    kind = text("person or organisation", "person", nullable=True)
    anonymous = truth("Whether no record is known, only identifiers", example=False)
    excluded = text("Judged to be no customer (bot, test, staff), and out of every figure; null for a customer", None, nullable=True)
    members = whole("How many records and identifiers belong to the person", 7)
    traits = many(
        Trait,
        "The golden record",
        [{"name": "givenName", "value": "Ada", "record": "crm:C-1001", "source": "crm", "at": _WHEN, "rule": "most_recent"}],
    )
    records = many(Record, "The records that belong to the person, 200 at most", [])
    identifiers = many(Identifier, "The identifiers that belong to the person, 200 at most", [])
    journey = one(
        Brief,
        "All journeys in one line",
        {
            "stage": "retention",
            "channel": "web",
            "journeys": 2,
            "touchpoints": 41,
            "conversions": 1,
            "value": 129.9,
            "currency": "EUR",
            "first": "2026-01-02T10:00:00Z",
            "last": _WHEN,
        },
    )
