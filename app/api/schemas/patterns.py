"""Patterns of touchpoints: how they are asked for, and what is answered."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.schemas.analysis import Filtered
from app.api.schemas.counted import Counted, CountedQuery
from app.api.schemas.fields import text


class PatternQuery(CountedQuery, Filtered):
    """How the persons of a pattern are asked for."""

    pattern = fields.String(
        required=True,
        validate=validate.Length(1, 2_000),
        metadata={
            "description": (
                "Touchpoints with > (the next) or >> (a later one) between: a type, `%` for any text, (a|b), `.` for any, `!` for any other, "
                "@channel; ? * + {2,5} for how often; [P1D..P7D] behind > or >> for after how long; ^ and $ for nothing before and after; "
                "`within P30D` for the whole"
            ),
            "example": "page_view >> add_to_cart > !purchase* $ within P30D",
        },
    )
    negated = fields.Boolean(load_default=False, metadata={"description": "Those whose touchpoints do not fit instead", "example": True})


class Matching(Counted):
    """The persons whose touchpoints fit a pattern, or do not."""

    pattern = text("The pattern, as it was asked for", "page_view >> purchase within P30D")
    never = text("Why nothing at all can fit; null where something can", None, nullable=True)
