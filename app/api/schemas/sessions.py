"""Sessions, the present contact and stays in stages of one person, as the API gives them."""

from __future__ import annotations

from marshmallow import Schema, fields

from app.api.schemas.fields import asked_moment, decimal, many, moment, table, text, whole, words
from app.api.schemas.figures import Figure
from app.api.schemas.paging import following

_WHEN = "2026-03-14T09:26:53Z"


class Session(Schema):
    """Touchpoints in channels of one kind without a longer silence between."""

    kind = text("The kind of its channels", "web")
    channels = words("Its channels, in order of first use", ["web"])
    reason = text("Why it took place: the strongest reason that a touchpoint names, else the type of the first", "purchase")
    types = words("What happened, in order", ["page_view", "add_to_cart"])
    touchpoints = words("The touchpoints, in order", ["web:e-17", "web:e-18"])
    stages = words("The stage of each", ["awareness", "consideration"])
    campaigns = words("The campaigns it came from", ["spring-sale"])
    products = words("The products it was about", ["lamp-2"])
    journey = whole("The number of the journey it begins in, from 0", 0)
    first = moment("When it began", _WHEN)
    last = moment("Its latest touchpoint", _WHEN)
    seconds = decimal("From the first touchpoint to the last", 312.0)


class Sessions(Figure):
    """A page of one person's sessions."""

    id = text("The id in use", "P-1")
    asked = text("The id that was asked for", "P-9")
    sessions = many(Session, "The sessions, the newest first", [])
    total = whole("How many sessions there are", 12)
    next = following()


class PresentQuery(Schema):
    """How the present contact is asked for."""

    at = asked_moment("At this moment instead of now; later touchpoints do not count", _WHEN)


class Present(Figure):
    """What a person is in touch about at a moment."""

    id = text("The id in use", "P-1")
    asked = text("The id that was asked for", "P-9")
    at = moment("The moment", _WHEN, nullable=False)
    channel = text("The channel in use; null when no session is open", "web", nullable=True)
    reason = text("Why; null when no session is open", "purchase", nullable=True)
    session = fields.Nested(
        Session, required=True, allow_none=True, metadata={"description": "The open session; null when there is none", "example": None}
    )


class Stay(Schema):
    """One stay in a stage."""

    journey = whole("The number of the journey, from 0", 0)
    stage = text("The stage", "consideration")
    move = text("How it was entered: begins, forward, back, or anew with a new journey", "forward")
    touchpoints = whole("How many touchpoints it holds", 4)
    entered = moment("When it was entered", _WHEN)
    left = moment("When the next was entered; null where the person still is", _WHEN)
    seconds = decimal("From entry to exit, or to the latest touchpoint", 86400.0)


class Stays(Figure):
    """The stays of one person in stages."""

    id = text("The id in use", "P-1")
    asked = text("The id that was asked for", "P-9")
    current = text("The stage the person is in", "retention", nullable=True)
    since = moment("Since when", _WHEN)
    journeys = whole("How many journeys there are", 2)
    back = whole("How often the way led back to an earlier stage", 0)
    stays = many(Stay, "The stays, in order", [])
    time = table("Seconds in each stage, over all stays", {"awareness": 86400.0})
