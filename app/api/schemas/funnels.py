"""Funnels: how they are asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.schemas.analysis import Filtered, names, terms
from app.api.schemas.counted import CountedQuery
from app.api.schemas.fields import asked_text, decimal, many, one, text, truth, whole
from app.api.schemas.figures import Analysis
from app.api.schemas.times import Spread

_LINK = "/v1/funnels/persons?step=home%2Cpurchase&at=1&revision=12&count=586"
_WINDOW = "an ISO 8601 duration of weeks, days, hours and minutes"


class FunnelQuery(Filtered):
    """How a funnel is asked for."""

    step = terms(
        "The steps: types of touchpoints, alternatives with | between, a ? behind a step that may be left out",
        "home,product_view,wish|add_to_cart?,purchase",
        required=True,
    )
    order = fields.String(
        load_default="ordered",
        validate=validate.OneOf(("ordered", "strict", "any")),
        metadata={"description": "Later steps at later times; `strict`: with nothing between; `any`: in any order", "example": "strict"},
    )
    attempt = fields.String(
        load_default="best",
        validate=validate.OneOf(("best", "first")),
        metadata={"description": "The one that gets furthest, or the one from the first touchpoint of the first step", "example": "first"},
    )
    window = asked_text(f"From an attempt's first step to its last at most: {_WINDOW}", "P7D")
    step_window = names(f"From each step to the next at most: {_WINDOW}; one for all, or one for each step but the first", "P1D,PT2H,P1D")
    without = terms("Types that may not come between: anywhere, or between two steps", "refund,complaint|cancel@2-3")
    breakdown = asked_text("Groups by this property of a touchpoint", "channel")
    breakdown_step = fields.Integer(
        load_default=1, metadata={"description": "The step whose touchpoint the property is taken from, from 1", "example": 2}
    )
    cohort = fields.String(
        validate=validate.OneOf(("day", "week", "month")),
        metadata={"description": "Cohorts by when the attempt that counts began", "example": "month"},
    )


class FunnelPersonsQuery(CountedQuery, FunnelQuery):
    """How the persons at one step are asked for."""

    at = fields.Integer(required=True, metadata={"description": "The step, from 1", "example": 2})
    dropped = fields.Boolean(load_default=False, metadata={"description": "Those who got there and no further", "example": True})
    value = asked_text("Only this group; empty for those without", "web")
    period = asked_text("Only this cohort, by its first day", "2026-03-01")


class FunnelStep(Schema):
    """One step."""

    step = text("The step as it was asked for", "add_to_cart")
    optional = truth("Whether it may be left out", example=False)
    count = whole("How many get there", 356)
    share = decimal("Their share among those at the first step, 0 to 1", 0.607509)
    share_of_previous = decimal("Their share among those at the step before that may not be left out", 0.625659)
    dropped = whole("How many get there and no further", 238)
    persons = text("The address that lists exactly those counted", _LINK)
    dropped_persons = text("The address that lists those dropped; null at the last step", _LINK, nullable=True)


class Bin(Schema):
    """One bin of a histogram."""

    above = decimal("Longer than so many seconds", 86400.0)
    up_to = decimal("Up to so many seconds; null: any longer", 172800.0, nullable=True)
    count = whole("How many", 21)


class TimeToConvert(Spread):
    """How long it takes from the first step to the last, in each one's fastest attempt."""

    histogram = many(Bin, "The same as a histogram; its counts sum to `count`", [])


class Part(Schema):
    """One group or cohort."""

    name = text("The value of the property, or the first day of the cohort; null for those without", "web", nullable=True)
    counts = fields.List(
        fields.Integer(strict=True), required=True, metadata={"description": "How many get to each step", "example": [586, 569, 356, 118]}
    )
    conversion = decimal("The share that gets from the first step to the last", 0.201365)
    time = one(Spread, "How long it takes them", {})
    persons = text("The address that lists those at the first step", _LINK)


class Funnel(Analysis):
    """How far all get."""

    unit = text("What is counted", "persons")
    steps = many(FunnelStep, "The steps, in order", [])
    time = one(TimeToConvert, "How long it takes from first to last step", {})
    groups = many(Part, "By the property asked for: of the attempt that gets furthest, soonest, and of those began last", [])
    cohorts = many(Part, "By when that attempt began", [])
