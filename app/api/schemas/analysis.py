"""Paths, transitions and stages over all persons: how they are asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from app.api.schemas.fields import asked_moment, decimal, many, text, whole, words
from app.api.schemas.figures import Analysis
from app.api.schemas.naming import Names, Terms
from app.api.schemas.paging import Paged, following

_UNIT = "What is counted: persons, over all that they did, or each of their journeys"


def names(description: str, example: str, *, required: bool = False) -> Names:
    """Several names in one parameter, with commas between."""
    return Names(
        fields.String(validate=validate.Length(1, 300)),
        validate=validate.Length(1, 100),
        metadata={"description": f"{description}; several with commas between", "example": example},
        required=required,
    )


def terms(description: str, example: str, *, required: bool = False) -> Terms:
    """Several texts in one parameter that have signs of their own, with commas between."""
    return Terms(
        fields.String(validate=validate.Length(1, 2_000)),
        validate=validate.Length(1, 100),
        metadata={"description": f"{description}; several with commas between", "example": example},
        required=required,
    )


class Filtered(Schema):
    """Which touchpoints count. What is filtered away is as if it had not happened."""

    since = asked_moment("From this moment on", "2026-01-01T00:00:00Z")
    until = asked_moment("Up to this moment, which no longer counts", "2026-04-01T00:00:00Z")
    type = names("Only these types", "page_view,purchase")
    channel = names("Only these channels", "web,email")
    segment = terms("Only persons whose golden record has this value of a trait; of several all", "country:DE")
    stage = names("Only persons who are in one of these stages now", "retention,advocacy")

    unit = fields.String(
        load_default="persons",
        validate=validate.OneOf(("persons", "journeys")),
        metadata={"description": _UNIT, "example": "journeys"},
    )

    @validates_schema
    def in_order(self, data: dict[str, object], **_: object) -> None:
        """A time that ends before it begins holds nothing, and is a mistake."""
        since, until = data.get("since"), data.get("until")
        if since is not None and until is not None and not since < until:  # type: ignore[operator]  # both are times
            raise ValidationError("`since` must be before `until`.", "since")


class TransitionsQuery(Paged, Filtered):
    """How transitions are asked for."""


class PathsQuery(Paged, Filtered):
    """How paths are asked for."""

    steps = fields.Integer(
        load_default=5,
        validate=validate.Range(1, 50),
        metadata={"description": "How many steps of each path to tell apart", "example": 5},
    )
    collapse = fields.Boolean(
        load_default=False,
        metadata={"description": "Whether a step that repeats at once is one step", "example": True},
    )


class Path(Schema):
    """One path, and how many took it."""

    steps = words("The types of its steps, in order", ["page_view", "email_open", "purchase"])
    count = whole("How many took it", 41)
    persons = text("The address that lists exactly those", "/v1/paths/persons?path=page_view%2Cpurchase&revision=12&count=41")


class Paths(Analysis):
    """The most frequent paths; those shown and `others` together are `total`."""

    unit = text(_UNIT, "persons")
    paths = many(Path, "The paths, most frequent first", [])
    others = whole("How many took a path that is not on this page", 120)
    different = whole("How many different paths there are", 64)
    total = whole("How many there are under these filters", 1200)
    next = following()


class Transition(Schema):
    """One step, the next, and how often they follow each other."""

    to = text("The step right after it", "purchase")
    count = whole("How often", 41)
    share = decimal("The share among all that follows the step, 0 to 1", 0.12)
    persons = text("The address that lists who did it, and how often", "/v1/transitions/persons?from=page_view&to=purchase&revision=12&count=41")

    class Meta:
        """Fields whose names Python keeps for itself."""

        include = {"from": text("The step", "page_view")}  # noqa: RUF012 - marshmallow's own idiom


class Transitions(Analysis):
    """What follows what."""

    unit = text(_UNIT, "persons")
    transitions = many(Transition, "The transitions, most frequent first", [])
    total = whole("How many transitions there are under these filters", 5400)
    next = following()


class Stage(Schema):
    """One stage, and how many were in it."""

    stage = text("The stage", "consideration")
    count = whole("How many were ever in it under these filters", 800)
    current = whole("How many are in it now", 310)


class Stages(Analysis):
    """How many were in each stage, and how many are."""

    unit = text(_UNIT, "persons")
    stages = many(Stage, "The stages, from awareness to advocacy", [])
    total = whole("How many there are under these filters", 1200)


class StagesQuery(Filtered):
    """How stages are asked for."""
