"""Designed journeys and what is observed of them: how they are asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.schemas.analysis import Filtered
from app.api.schemas.counted import CountedQuery
from app.api.schemas.fields import asked_text, decimal, many, one, text, truth, whole, words
from app.api.schemas.figures import Analysis
from app.journeys.alignment import Sign
from app.journeys.conformance import Whole

_LINK = "/v1/designs/first-purchase/persons?sign=skipped&step=3&revision=12&count=21"


class DesignQuery(Filtered):
    """What a designed journey is held against."""


class DesignedPersonsQuery(CountedQuery, DesignQuery):
    """How the persons of one figure are asked for: by `whole`, by `sign` and `step`, or by `unforeseen` and `after`."""

    whole = asked_text("Those who are on the design, fit it, are off it, or whose way is too long", "fitting", check=validate.OneOf(list(Whole)))
    sign = asked_text("What became of a step", "skipped", check=validate.OneOf(list(Sign)))
    step = fields.Integer(validate=validate.Range(min=1), metadata={"description": "The number of the step, from 1", "example": 3})
    unforeseen = asked_text("The type of a touchpoint that the design has not", "support_ticket")
    after = fields.Integer(validate=validate.Range(min=0), metadata={"description": "How many steps lie before it", "example": 2})


class DesignSummary(Schema):
    """One design."""

    name = text("Its name in addresses: that of its file", "first-purchase")
    title = text("What it is called", "A first purchase")
    steps = whole("How many steps it has", 6)


class Designs(Schema):
    """The designed journeys."""

    designs = many(DesignSummary, "By name", [{"name": "first-purchase", "title": "A first purchase", "steps": 6}])


class DesignedStage(Schema):
    """One stage of a design."""

    stage = text("Its name", "consideration")
    feels = text("The customer's state of mind", "Comparing, unsure about size and price.", nullable=True)
    says = words("What is said in it", ["Try it on in the store."])


class DesignCount(Schema):
    """One figure and who is behind it."""

    count = whole("How many", 21)
    share = decimal("Their share of those on the design, 0 to 1", 0.21)
    persons = text("The address that lists exactly those", _LINK)


class DesignedStep(Schema):
    """One step of a design, and what became of it. Done, reversed, skipped and left out together are all on the design."""

    number = whole("Its number, from 1", 3)
    step = text("Its name", "Looks at a product")
    stage = text("Its stage", "consideration")
    types = words("The types by which it is done", ["product_view"])
    channels = words("In these channels only; none: in any", ["web", "app"])
    owner = text("The function that owns it", "E-commerce", nullable=True)
    optional = truth("Whether it may be left out", example=False)
    repeats = truth("Whether it may be done again before the next", example=True)
    done = one(DesignCount, "In its place", {})
    reversed = one(DesignCount, "Out of its place, before or after", {})
    skipped = one(DesignCount, "Not at all, though required", {})
    left_out = one(DesignCount, "Not at all, as it may be", {})
    repeated = one(DesignCount, "Again, though it is not meant to be", {})


class UnforeseenTouchpoint(DesignCount):
    """A touchpoint that the design has not."""

    type = text("Its type", "support_ticket")
    after = whole("How many steps of the design lie before it", 2)
    times = whole("How often, by all of them together", 30)


class DesignedTotal(Schema):
    """One figure of the whole."""

    count = whole("How many", 100)
    persons = text("The address that lists exactly those", "/v1/designs/first-purchase/persons?whole=on&revision=12&count=100")


class Design(Analysis):
    """A designed journey and what is observed of it."""

    unit = text("What is counted", "journeys")
    name = text("Its name", "first-purchase")
    title = text("What it is called", "A first purchase")
    besides = words("Types that may come anywhere and are no deviation", ["login"])
    stages = many(DesignedStage, "The stages in order", [])
    total = whole("How many have any touchpoint under these filters", 180)
    on = one(DesignedTotal, "Of them, who does any step of the design", {})
    fitting = one(DesignedTotal, "Of those, who does it without a deviation", {})
    off = one(DesignedTotal, "Who does no step of it", {})
    too_long = one(DesignedTotal, "Whose way is too long to be aligned (more than 5,000 touchpoints)", {})
    fitness = decimal("1 - cost / worst cost over all alignments together, 0 to 1; null where nobody is on it", 0.64, nullable=True)
    mean_fitness = decimal("The mean of each one's own fitness", 0.61, nullable=True)
    steps = many(DesignedStep, "The steps in order", [])
    unforeseen = many(UnforeseenTouchpoint, "Touchpoints that the design has not, the most frequent first", [])
