"""Patterns of touchpoints: how they are asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.schemas.analysis import Filtered
from app.api.schemas.counted import Counted, CountedQuery
from app.api.schemas.fields import one, text

_SHOWN = """\
// page_view >> purchase within P30D
MATCH (p:Person)-[:TOOK]->(j:Journey {part: 0})
WHERE NOT p:Excluded AND EXISTS {
  MATCH (:Touchpoint {id: j.touchpoints[0]})-[:NEXT]->*
    (t1 WHERE t1.type = 'page_view')
    -[:NEXT]->+(t2 WHERE t2.type = 'purchase')
  WHERE [t1.at, t1.sequence] < [t2.at, t2.sequence]
    AND t2.at <= t1.at + duration('P30D')
}
RETURN p.id AS person, count(*) AS times
ORDER BY person"""


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


class Quantified(Schema):
    """The same question as Cypher with quantified paths, to read and to paste into Neo4j Browser; the service does not run it."""

    cypher = text("One statement without parameters that returns `person` and `times`; null where it cannot be written", _SHOWN, nullable=True)
    why_not = text("Why it cannot be written; null where it is", None, nullable=True)


class Matching(Counted):
    """The persons whose touchpoints fit a pattern, or do not."""

    pattern = text("The pattern, as it was asked for", "page_view >> purchase within P30D")
    never = text("Why nothing at all can fit; null where something can", None, nullable=True)
    quantified = one(Quantified, "The pattern as quantified paths", {"cypher": _SHOWN, "why_not": None})
