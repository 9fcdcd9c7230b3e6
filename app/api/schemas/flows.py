"""Ways from one touchpoint to another: how they are asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.schemas.analysis import Filtered, names, terms
from app.api.schemas.counted import CountedQuery
from app.api.schemas.fields import asked_moment, asked_text, decimal, many, one, text, whole, words
from app.api.schemas.figures import Analysis
from app.api.schemas.times import Spread

_LINK = "/v1/flows/persons?start=page_view&end=purchase&path=page_view%2Cpurchase&revision=12&count=41"


class FlowsQuery(Filtered):
    """How ways are asked for."""

    start = asked_text("Ways begin with the first touchpoint of this name; left out: where the person does", "page_view")
    end = asked_text("Ways end with the first later touchpoint of this name; left out: where the person does", "purchase")
    group = terms("Types that go by one name: the name, `:`, patterns with | between", "ads:ad_*|display,cart:*cart*")
    without = terms("Patterns of names that are passed over", "heartbeat*")
    collapse = fields.Boolean(load_default=False, metadata={"description": "Whether a name that repeats at once is one step", "example": True})
    unroll = fields.Boolean(
        load_default=False, metadata={"description": "Whether a name that comes again becomes another: cart, cart 2", "example": True}
    )
    steps = fields.Integer(load_default=6, validate=validate.Range(1, 50), metadata={"description": "How many steps to tell apart", "example": 6})
    ways = fields.Integer(load_default=20, validate=validate.Range(1, 500), metadata={"description": "How many ways to show", "example": 20})
    kinds = fields.Integer(
        load_default=8, validate=validate.Range(1, 100), metadata={"description": "How many names to show at each step", "example": 8}
    )
    compare_since = asked_moment("The other group: touchpoints from this moment on", "2025-10-01T00:00:00Z")
    compare_until = asked_moment("The other group: touchpoints up to this moment", "2026-01-01T00:00:00Z")
    compare_channel = names("The other group: only these channels", "app")


class FlowPersonsQuery(CountedQuery, FlowsQuery):
    """How the persons on a way are asked for."""

    path = names("The names of its steps, in order; left out: any way", "page_view,purchase")


class Flow(Schema):
    """One way."""

    steps = words("The names of its steps, in order; the last is … where it goes on", ["page_view", "purchase"])
    count = whole("How many take it", 41)
    share = decimal("Their share of all, 0 to 1", 0.1)
    converted = whole("How many of them convert on it", 40)
    value = decimal("What they are worth, refunds taken off, in the reporting currency; null where a rate is missing", 5120.5, nullable=True)
    duration = one(Spread, "From its first step to its last", {})
    persons = text("The address that lists exactly those", _LINK)


class OtherFlows(Schema):
    """The ways that are not shown, together."""

    count = whole("How many take one of them", 120)
    different = whole("How many ways there are", 64)
    converted = whole("How many of them convert", 80)
    value = decimal("What they are worth; null where a rate is missing", 9120.5, nullable=True)


class Name(Schema):
    """One name at a step."""

    name = text("The name", "page_view")
    count = whole("How many", 41)


class FlowLink(Schema):
    """From a name at this step to one at the next; null for others."""

    to = text("The name at the next step", "purchase", nullable=True)
    count = whole("How many", 41)

    class Meta:
        """Fields whose names Python keeps for itself."""

        include = {"from": text("The name at this step", "page_view", nullable=True)}  # noqa: RUF012 - marshmallow's own idiom


class FlowStep(Schema):
    """One step; `names`, `others` and `ended` together are `total`."""

    step = whole("Its number, from 1", 1)
    names = many(Name, "The most frequent names", [])
    others = whole("How many do something else", 12)
    ended = whole("How many ways have ended before", 0)
    links = many(FlowLink, "To the next step; a way that ends is in none", [])


class FlowDifference(Schema):
    """One way in both groups."""

    steps = words("The names of its steps, in order", ["page_view", "purchase"])
    count = whole("How many in the first group", 41)
    share = decimal("Their share of the first group", 0.1)
    other_count = whole("How many in the other group", 20)
    other_share = decimal("Their share of the other group", 0.05)
    difference = decimal("The share in the first less that in the other", 0.05)


class Compared(Schema):
    """The two groups side by side."""

    total = whole("How many the other group has", 400)
    ways = many(FlowDifference, "The ways that differ most first", [])


class Flows(Analysis):
    """The ways; those shown and `others` together are `total`."""

    unit = text("What is counted", "persons")
    total = whole("How many take any way", 410)
    persons = text("The address that lists exactly those", _LINK)
    ways = many(Flow, "The ways, most frequent first", [])
    others = one(OtherFlows, "All that are not shown", {})
    steps = many(FlowStep, "Where the ways are at each step", [])
    compared = fields.Nested(
        Compared, required=True, allow_none=True, metadata={"description": "Another group beside this; null when none was asked for", "example": None}
    )
