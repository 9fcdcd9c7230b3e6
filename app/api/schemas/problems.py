"""The shape of every error: an RFC 9457 problem document."""

from __future__ import annotations

from marshmallow import Schema, fields

from app.api.schemas.fields import text, whole


class Violation(Schema):
    """One thing that is wrong with a request."""

    where = text("The parameter or field, from outside to inside", "query.limit")
    detail = text("What is wrong with it", "Not a valid integer.")


class Problem(Schema):
    """What went wrong, and what to do about it."""

    type = text("The kind of problem; `about:blank` when the status says it all", "about:blank")
    title = text("The status in words", "Not Found")
    status = whole("The HTTP status", 404)
    detail = text("One sentence: what happened and what to do", "No person was ever issued the id 'P-0'.")
    errors = fields.List(
        fields.Nested(Violation),
        metadata={
            "description": "Each violation, when the request did not validate",
            "example": [{"where": "query.limit", "detail": "Not a valid integer."}],
        },
    )
