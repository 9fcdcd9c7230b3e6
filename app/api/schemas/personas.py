"""Personas: how they are asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.schemas.analysis import Filtered
from app.api.schemas.counted import CountedQuery
from app.api.schemas.fields import decimal, many, text, whole, words
from app.api.schemas.figures import Analysis
from app.journeys.personas import LEAST, MOST

_K = "How many personas; left out: as many from 2 to 8 as are still stable (.9 or more)"


class PersonasQuery(Filtered):
    """What personas are made of."""

    k = fields.Integer(validate=validate.Range(LEAST, MOST), metadata={"description": _K, "example": 4})


class PersonaPersonsQuery(CountedQuery, Filtered):
    """How the persons of one persona are asked for."""

    k = fields.Integer(required=True, validate=validate.Range(1, MOST), metadata={"description": "How many personas there are", "example": 4})
    persona = fields.Integer(required=True, validate=validate.Range(min=1), metadata={"description": "The number of the persona", "example": 2})


class PersonaFeature(Schema):
    """What sets a persona apart."""

    aspect = text("What it is about: amount, type, channel, stage, or a trait", "channel")
    name = text("Which of those", "store")
    within = decimal("The mean within: a share, 0 to 1, or of an amount the number of touchpoints, days or conversions", 0.62)
    without = decimal("The mean of all others", 0.08)
    deviations = decimal("The difference, in standard deviations of all", 1.9)


class Persona(Schema):
    """A group of persons."""

    number = whole("Its number; the largest is 1", 2)
    count = whole("How many persons", 118)
    share = decimal("Their share of all, 0 to 1", 0.2)
    persons = text("The address that lists exactly those", "/v1/personas/persons?k=4&persona=2&revision=12&count=118")
    apart = many(PersonaFeature, "What sets it apart, the strongest first", [])
    examples = words("The persons nearest to its middle", ["P-1", "P-7"])


class Personas(Analysis):
    """Groups of persons by what they do and who they are."""

    unit = text("What is counted", "persons")
    total = whole("How many persons there are under these filters", 600)
    personas = many(Persona, "The largest first", [])
    stability = decimal(
        "How far the personas of random parts of the persons agree with these: the mean adjusted Rand index over ten seeds",
        0.96,
        nullable=True,
    )
    least_stability = decimal("The least of the ten", 0.91, nullable=True)
