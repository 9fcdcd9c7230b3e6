"""What changed between two periods: how it is asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from app.api.schemas.analysis import Filtered, names
from app.api.schemas.counted import CountedQuery
from app.api.schemas.fields import asked_moment, decimal, many, moment, one, text, whole, words
from app.api.schemas.figures import Analysis
from app.journeys.periods import Kind

_LINK = "/v1/changes/persons?kind=conversion&name=purchase&other=false&revision=12&count=21"


class ChangesQuery(Filtered):
    """Two periods, and how paths are told apart."""

    since = asked_moment("The period begins", "2026-02-01T00:00:00Z", required=True)
    until = asked_moment("The period ends; this moment no longer counts", "2026-03-01T00:00:00Z", required=True)
    compare_since = asked_moment("The other period begins", "2026-01-01T00:00:00Z", required=True)
    compare_until = asked_moment("The other period ends; left out: it is as long as the first", "2026-02-01T00:00:00Z")
    steps = fields.Integer(
        load_default=5, validate=validate.Range(1, 50), metadata={"description": "How many steps of each path to tell apart", "example": 5}
    )
    collapse = fields.Boolean(load_default=True, metadata={"description": "Whether a step that repeats at once is one step", "example": False})
    most = fields.Integer(
        load_default=20,
        validate=validate.Range(1, 100),
        metadata={"description": "How many of each kind are compared: those that most persons have in both periods together", "example": 20},
    )

    @validates_schema
    def other_in_order(self, data: dict[str, object], **_: object) -> None:
        """The other period, too, begins before it ends."""
        since, until = data.get("compare_since"), data.get("compare_until")
        if since is not None and until is not None and not since < until:  # type: ignore[operator]  # both are times
            raise ValidationError("`compare_since` must be before `compare_until`.", "compare_since")


class ChangedPersonsQuery(CountedQuery, ChangesQuery):
    """How the persons of one figure are asked for."""

    kind = fields.String(
        required=True, validate=validate.OneOf(list(Kind)), metadata={"description": "What is counted; `all`: who did anything", "example": "path"}
    )
    name = names("The path, the two types of a transition, the stage or the conversion", "page_view,purchase")
    other = fields.Boolean(required=True, metadata={"description": "In the other period, else in the first", "example": False})


class PeriodTotal(Schema):
    """A period, and who did anything in it."""

    since = moment("It begins", "2026-02-01T00:00:00Z", nullable=False)
    until = moment("It ends; this moment no longer counts", "2026-03-01T00:00:00Z", nullable=False)
    count = whole("How many persons did anything in it", 180)
    persons = text("The address that lists exactly those", _LINK)


class PeriodChange(Schema):
    """One item in both periods."""

    kind = text("What it is: a path, a transition, a stage or a conversion", "conversion")
    name = words("The types of the path or transition, the stage, or the conversion", ["purchase"])
    count = whole("How many persons in the period", 21)
    share = decimal("Their share of all in it, 0 to 1", 0.12)
    persons = text("The address that lists exactly those", _LINK)
    other_count = whole("How many in the other period", 12)
    other_share = decimal("Their share of all in it, 0 to 1", 0.08)
    other_persons = text("The address that lists exactly those", _LINK)
    difference = decimal("The share less the other share", 0.04)
    low = decimal("Where the difference lies at least, with 95 % probability (Newcombe); each interval by itself", -0.02)
    high = decimal("Where it lies at most", 0.1)
    probability = decimal("Of so large a difference by chance (Fisher), corrected for all that is compared (Benjamini and Hochberg)", 0.04)


class Changes(Analysis):
    """What changed between two periods, the least likely to be chance first."""

    unit = text("What is counted", "persons")
    period = one(PeriodTotal, "The period", {})
    other = one(PeriodTotal, "The one it is compared with", {})
    both = whole("How many persons are in both; intervals take them for different persons", 60)
    compared = whole("How many items are compared", 42)
    changes = many(PeriodChange, "The items", [])
