"""The persons behind a figure: how they are asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.schemas.analysis import Filtered, PathsQuery, names
from app.api.schemas.fields import asked_text, many, text, whole
from app.api.schemas.figures import Analysis
from app.api.schemas.paging import Paged, following
from app.journeys.matrix import MOST_STEPS


class CountedQuery(Paged):
    """What a link from a figure to its persons carries."""

    revision = fields.Integer(
        validate=validate.Range(min=0),
        metadata={"description": "The revision of the graph that the figure was made at; if it has moved on, the answer says so", "example": 12},
    )
    count = fields.Integer(validate=validate.Range(min=0), metadata={"description": "The figure as it was then", "example": 118})


class PathPersonsQuery(CountedQuery, PathsQuery):
    """How the persons on a path are asked for."""

    path = names("The types of its steps, in order", "page_view,purchase", required=True)


class TransitionPersonsQuery(CountedQuery, Filtered):
    """How the persons in a transition are asked for."""

    to = fields.String(required=True, metadata={"description": "The type right after it", "example": "purchase"})

    class Meta:
        """Fields whose names Python keeps for itself."""

        include = {  # noqa: RUF012 - marshmallow's own idiom
            "from": fields.String(required=True, metadata={"description": "The type of the first", "example": "page_view"})
        }


class MatrixQuery(Filtered):
    """How the step matrix is asked for."""

    steps = fields.Integer(load_default=10, validate=validate.Range(1, MOST_STEPS), metadata={"description": "How many steps", "example": 10})
    collapse = fields.Boolean(load_default=False, metadata={"description": "Whether a step that repeats at once is one step", "example": True})
    kinds = fields.Integer(
        load_default=20, validate=validate.Range(1, 200), metadata={"description": "How many types to tell apart; the rest are others", "example": 20}
    )


class CellPersonsQuery(CountedQuery, MatrixQuery):
    """How the persons of a cell are asked for."""

    step = fields.Integer(
        required=True, validate=validate.Range(1, MOST_STEPS), metadata={"description": "The number of the step, from 1", "example": 2}
    )
    kind = asked_text("The type of the step; left out: those who have no such step any more", "purchase")


class CountedPerson(Schema):
    """One person."""

    id = text("The person", "P-1")
    times = whole("How often it was counted: once, or each of its journeys or transitions", 1)


class Counted(Analysis):
    """Exactly those whom a figure counts; the `times` of all of them sum to `total`."""

    unit = text("What is counted", "persons")
    persons = many(CountedPerson, "The persons on this page, by id", [])
    different = whole("How many persons there are", 118)
    total = whole("The figure", 118)
    changed = text("What changed since the figure was made; null when nothing", None, nullable=True)
    next = following()
