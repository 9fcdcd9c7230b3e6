"""Retention triangles: how they are asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.schemas.analysis import Filtered, names
from app.api.schemas.counted import CountedQuery
from app.api.schemas.fields import decimal, many, text, whole
from app.api.schemas.figures import Analysis
from app.journeys.retention import MOST_AFTER


class RetentionQuery(Filtered):
    """How a triangle is asked for."""

    begins = names("Types of which the first touchpoint is the beginning; left out: any", "purchase")
    returns = names("Types by which somebody comes back; left out: any", "purchase,login")
    period = fields.String(
        load_default="month", validate=validate.OneOf(("day", "week", "month")), metadata={"description": "The length of a period", "example": "week"}
    )


class ReturnedQuery(CountedQuery, RetentionQuery):
    """How the persons of one cell are asked for."""

    cohort = fields.String(required=True, metadata={"description": "The first day of the cohort's period", "example": "2026-01-01"})
    after = fields.Integer(
        required=True, validate=validate.Range(0, MOST_AFTER), metadata={"description": "Periods after it; 0 is the whole cohort", "example": 2}
    )


class Return(Schema):
    """How many came back in one period."""

    after = whole("Periods after the beginning; 0 is the whole cohort", 2)
    count = whole("How many", 34)
    share = decimal("Their share of the cohort, 0 to 1", 0.29)
    persons = text("The address that lists exactly those", "/v1/retention/persons?cohort=2026-01-01&after=2&revision=12&count=34")


class RetentionCohort(Schema):
    """Those who began in one period."""

    first = text("The first day of the period", "2026-01-01")
    returns = many(Return, "Who came back, period by period; one in which nobody did is left out", [])


class Retention(Analysis):
    """Who comes back, by when they began."""

    unit = text("What is counted", "persons")
    cohorts = many(RetentionCohort, "The cohorts, the oldest first", [])
    total = whole("How many began in any period", 586)
