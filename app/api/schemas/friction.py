"""Friction: how it is asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.schemas.analysis import Filtered, names
from app.api.schemas.counted import CountedQuery
from app.api.schemas.fields import asked_text, decimal, many, text, whole
from app.api.schemas.figures import Analysis

SIGNS = ("did", "stopped", "repeated", "returned", "waited", "troubled")


class FrictionQuery(Filtered):
    """How it is asked for."""

    wait = asked_text("What is too long until the next touchpoint; a week unless said: a duration of weeks, days, hours and minutes", "P7D")
    trouble = names("Types that are trouble; complaint, error and support_ticket unless said", "complaint,refund")


class ShowingQuery(CountedQuery, FrictionQuery):
    """How the persons behind a sign are asked for."""

    at = fields.String(required=True, metadata={"description": "The type of touchpoint", "example": "checkout"})
    sign = fields.String(required=True, validate=validate.OneOf(SIGNS), metadata={"description": "The sign", "example": "stopped"})


class FrictionSign(Schema):
    """One sign."""

    sign = text("stopped there, repeated it, returned to it, waited after it, or was troubled right after it", "stopped")
    count = whole("How many show it", 41)
    share = decimal("Their share of those who did it, 0 to 1", 0.2)
    persons = text("The address that lists exactly those", "/v1/friction/persons?at=checkout&sign=stopped&revision=12&count=41")


class Hardship(Schema):
    """One type of touchpoint."""

    type = text("The type", "checkout")
    count = whole("How many did it", 205)
    signs = many(FrictionSign, "What is seen of it", [])


class Friction(Analysis):
    """Where it goes hard."""

    unit = text("What is counted", "persons")
    touchpoints = many(Hardship, "The types, most frequent first", [])
