"""Pages of long lists: how they are asked for, and how the next one is found."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

MOST = 500
"""Rows on a page at most."""


class Paged(Schema):
    """The parameters of every list."""

    cursor = fields.String(
        load_default=None,
        metadata={"description": "`next` of the page before; leave it out for the first page", "example": "WzEsMF0"},
    )
    limit = fields.Integer(
        load_default=None,
        validate=validate.Range(min=1, max=MOST),
        metadata={"description": "Rows on a page", "example": 100},
    )


def following() -> fields.String:
    """The field that leads to the next page."""
    return fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The cursor of the page after this one; null on the last", "example": "WzEsMF0"},
    )
