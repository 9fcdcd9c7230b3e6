"""The answer of the health endpoints."""

from __future__ import annotations

from marshmallow import Schema

from app.api.schemas.fields import text


class Health(Schema):
    """All is well; anything else is a problem document."""

    status = text("Always `ok`", "ok")
