"""The persons behind a figure: how they are asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.schemas.fields import many, text, whole
from app.api.schemas.figures import Figure
from app.api.schemas.paging import Paged, following


class CountedQuery(Paged):
    """What a link from a figure to its persons carries."""

    revision = fields.Integer(
        validate=validate.Range(min=0),
        metadata={"description": "The revision of the graph that the figure was made at; if it has moved on, the answer says so", "example": 12},
    )
    count = fields.Integer(validate=validate.Range(min=0), metadata={"description": "The figure as it was then", "example": 118})


class CountedPerson(Schema):
    """One person."""

    id = text("The person", "P-1")
    times = whole("How often it was counted: once, or each of its journeys or transitions", 1)


class Counted(Figure):
    """Exactly those whom a figure counts; the `times` of all of them sum to `total`."""

    unit = text("What is counted", "persons")
    persons = many(CountedPerson, "The persons on this page, by id", [])
    different = whole("How many persons there are", 118)
    total = whole("The figure", 118)
    changed = text("What changed since the figure was made; null when nothing", None, nullable=True)
    next = following()
