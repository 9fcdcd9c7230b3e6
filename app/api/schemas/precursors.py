"""What comes before: how it is asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, fields

from app.api.schemas.analysis import Filtered, names
from app.api.schemas.counted import CountedQuery
from app.api.schemas.fields import asked_text, decimal, many, text, whole
from app.api.schemas.figures import Analysis

_LINK = "/v1/precursors/persons?of=policy_cancelled&before=complaint&left=true&revision=12&count=21"
_CHANCE = "Of so large a difference by chance (Fisher's exact test, or chi-squared among very many), corrected for the number of types (Holm)"


class PrecursorsQuery(Filtered):
    """How it is asked for."""

    of = names("The types that are asked about", "policy_cancelled,account_closed", required=True)
    within = asked_text("Before it at most: an ISO 8601 duration of weeks, days, hours and minutes", "P30D")


class PrecededQuery(CountedQuery, PrecursorsQuery):
    """How the persons of one figure are asked for."""

    before = fields.String(required=True, metadata={"description": "The type that comes before", "example": "complaint"})
    left = fields.Boolean(required=True, metadata={"description": "Of those who have what is asked about, else of the others", "example": True})


class Precursor(Schema):
    """A type that comes before."""

    type = text("The type", "complaint")
    left = whole("How many of those who left have it before", 21)
    left_share = decimal("Their share, 0 to 1", 0.42)
    left_persons = text("The address that lists exactly those", _LINK)
    stayed = whole("How many of those who stayed have it before their latest touchpoint", 40)
    stayed_share = decimal("Their share, 0 to 1", 0.1)
    stayed_persons = text("The address that lists exactly those", _LINK)
    odds_ratio = decimal("The odds among those who left, divided by those among the others (half a person added to each cell)", 6.4)
    low = decimal("Where the odds ratio lies at least: all intervals hold at once with 95 % probability", 2.1)
    high = decimal("Where it lies at most", 19.5)
    probability = decimal(_CHANCE, 0.0004)


class Precursors(Analysis):
    """What comes before, the least likely to be chance first."""

    unit = text("What is counted", "persons")
    left = whole("How many have what is asked about", 50)
    stayed = whole("How many have not", 400)
    precursors = many(Precursor, "The types", [])
