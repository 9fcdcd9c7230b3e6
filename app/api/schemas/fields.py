"""Short words for schema fields that cannot be written without a description and an example."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from marshmallow import fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marshmallow import Schema, validate


def _said(description: str, example: object) -> Mapping[str, object]:
    # apispec writes examples into the document as they are, so they have to be JSON already.
    return {"description": description, "example": example.isoformat() if isinstance(example, datetime) else example}


def text(description: str, example: str | None, *, nullable: bool = False) -> fields.String:
    """A string that is always given."""
    return fields.String(required=True, allow_none=nullable, metadata=_said(description, example))


def whole(description: str, example: int, *, nullable: bool = False) -> fields.Integer:
    """A whole number that is always given."""
    return fields.Integer(required=True, strict=True, allow_none=nullable, metadata=_said(description, example))


def decimal(description: str, example: float, *, nullable: bool = False) -> fields.Float:
    """A number that is always given."""
    return fields.Float(required=True, allow_none=nullable, metadata=_said(description, example))


def truth(description: str, *, example: bool) -> fields.Boolean:
    """True or false, always given."""
    return fields.Boolean(required=True, metadata=_said(description, example))


def moment(description: str, example: str, *, nullable: bool = True) -> fields.AwareDateTime:
    """A time with its zone, ISO 8601."""
    return fields.AwareDateTime(required=True, allow_none=nullable, metadata=_said(description, example))


def anything(description: str, example: object) -> fields.Raw:
    """A value of any JSON type."""
    return fields.Raw(required=True, allow_none=True, metadata=_said(description, example))


def table(description: str, example: Mapping[str, object]) -> fields.Dict:
    """An object whose names are data, such as traits or parameters."""
    return fields.Dict(keys=fields.String(), required=True, metadata=_said(description, example))


def words(description: str, example: list[str]) -> fields.List[str]:
    """A list of strings."""
    return fields.List(fields.String(), required=True, metadata=_said(description, example))


def many(schema: type[Schema], description: str, example: object) -> fields.List[object]:
    """A list of objects."""
    return fields.List(fields.Nested(schema), required=True, metadata=_said(description, example))


def one(schema: type[Schema], description: str, example: object, *, nullable: bool = False) -> fields.Nested:
    """One object."""
    return fields.Nested(schema, required=True, allow_none=nullable, metadata=_said(description, example))


def asked_text(description: str, example: str, *, check: validate.Validator | None = None) -> fields.String:
    """A query parameter that may be left out."""
    return fields.String(validate=check, metadata=_said(description, example))


class Moment(fields.AwareDateTime):
    """A time that is asked for, in UTC. One without a zone is refused, and so is one that UTC has no day for, at an end of the calendar."""

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, object] | None, **kwargs: object) -> datetime:
        found = super()._deserialize(value, attr, data, **kwargs)
        try:
            return found.astimezone(UTC)
        except OverflowError:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE) from None


def asked_moment(description: str, example: str, *, required: bool = False) -> Moment:
    """A time in a query that may be left out unless it is required."""
    return Moment(required=required, metadata=_said(description, example))
