"""Timelines and journeys of one person as the API gives them."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.schemas.fields import decimal, many, moment, table, text, whole
from app.api.schemas.figures import Figure
from app.api.schemas.paging import Paged, following

_WHEN = "2026-03-14T09:26:53Z"
_STAGE = "The stage of the journey: awareness, consideration, conversion, retention or advocacy"


class TimelineQuery(Paged):
    """How a timeline is asked for."""

    order = fields.String(
        load_default="oldest",
        validate=validate.OneOf(("oldest", "newest")),
        metadata={"description": "Which touchpoints come first", "example": "newest"},
    )


class Touchpoint(Schema):
    """Something that happened between the person and the company."""

    id = text("Source and event id", "web:e-17")
    source = text("The source that told of it", "web")
    at = moment("When it happened", _WHEN, nullable=False)
    received_at = moment("When the source received it", _WHEN)
    type = text("What happened", "page_view")
    channel = text("Through which channel", "web")
    sequence = whole("Its place among touchpoints of the same moment", 0, nullable=True)
    stage = text(_STAGE, "consideration", nullable=True)
    journey = whole("The number of the journey it is part of, from 0", 0)
    session = text("The session", "s-44", nullable=True)
    campaign = text("The campaign", "spring-sale", nullable=True)
    product = text("The product", "lamp-2", nullable=True)
    order = text("The order", "O-1001", nullable=True)
    contract = text("The contract", "K-9", nullable=True)
    location = text("Where", "Berlin", nullable=True)
    agent = text("Who served the customer", "agent-7", nullable=True)
    value = decimal("What it was worth", 129.9, nullable=True)
    currency = text("In which currency, ISO 4217", "EUR", nullable=True)
    text = text("What was said", "Arrived broken, sadly.", nullable=True)
    properties = table("Whatever else the source told", {"page": "/lamps/2"})


class Timeline(Figure):
    """A page of one person's touchpoints."""

    id = text("The id in use", "P-1")
    asked = text("The id that was asked for", "P-9")
    touchpoints = many(Touchpoint, "The touchpoints, in order of time, sequence and id", [])
    total = whole("How many touchpoints the person has in all", 41)
    next = following()


class Step(Schema):
    """One step of a journey."""

    touchpoint = text("The touchpoint", "web:e-17")
    type = text("What happened", "page_view")
    at = moment("When", _WHEN, nullable=False)
    channel = text("Through which channel", "web", nullable=True)
    stage = text(_STAGE, "consideration", nullable=True)


class Journey(Schema):
    """One journey, or a part of a long one: it is cut at 1,000 steps and continued."""

    id = text("The journey part", "P-1/0/0")
    number = whole("The number of the journey, from 0", 0)
    part = whole("The part of a long journey, from 0", 0)
    first = moment("The first touchpoint", _WHEN)
    last = moment("The latest touchpoint", _WHEN)
    stage = text("The stage it has reached", "retention", nullable=True)
    value = decimal("What its conversions are worth, in the reporting currency", 129.9, nullable=True)
    conversions = whole("How many conversions it holds", 1, nullable=True)
    steps = many(Step, "The steps, in order", [])


class Journeys(Figure):
    """A page of one person's journeys."""

    id = text("The id in use", "P-1")
    asked = text("The id that was asked for", "P-9")
    journeys = many(Journey, "The journeys, in order", [])
    next = following()
