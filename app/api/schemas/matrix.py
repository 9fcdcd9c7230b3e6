"""The step matrix, as it is answered."""

from __future__ import annotations

from marshmallow import Schema

from app.api.schemas.fields import decimal, many, text, whole
from app.api.schemas.figures import Analysis


class Cell(Schema):
    """How many have this type as their step of this number."""

    step = whole("The number of the step, from 1", 2)
    count = whole("How many", 118)
    share = decimal("Their share among all, 0 to 1", 0.2)
    persons = text("The address that lists exactly those; null for others together", "/v1/matrix/persons?step=2&kind=purchase", nullable=True)


class MatrixRow(Schema):
    """One type, step by step."""

    type = text("The type", "purchase")
    cells = many(Cell, "How many do it first, second, third …; a step at which nobody does is left out", [])


class Matrix(Analysis):
    """What is done first, second, third …; at every step the rows, `others` and `ended` sum to `total`."""

    unit = text("What is counted", "persons")
    rows = many(MatrixRow, "The types, most frequent first", [])
    others = many(Cell, "All other types together", [])
    ended = many(Cell, "Those who have no such step any more", [])
    total = whole("How many there are under these filters", 586)
