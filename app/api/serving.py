"""What every endpoint shares: what the factory left (`app.context`), and answers written by orjson.

Views hand ready data to `answer`; the marshmallow schema on the endpoint documents it and the tests hold every answer
to it, so that no request pays for a second walk over its rows.
"""

from __future__ import annotations

import orjson
from flask import Response, abort, request

from app.context import (
    conversions,
    currency,
    default_model,
    default_policy,
    derive_touched,
    designs,
    forecast,
    graph,
    limits,
    priorities,
    secret,
    session_rules,
    stage_names,
)

__all__ = [
    "answer",
    "conversions",
    "currency",
    "default_model",
    "default_policy",
    "derive_touched",
    "designs",
    "forecast",
    "graph",
    "if_match",
    "limits",
    "priorities",
    "secret",
    "session_rules",
    "stage_names",
    "tagged",
]


def tagged(response: Response, tag: str) -> Response:
    """The same answer, with the tag of what it shows; a decision made on it sends the tag back as If-Match."""
    response.headers["ETag"] = f'"{tag}"'
    return response


def if_match(*, required: bool) -> str | None:
    """The tag that a decision was made on, None for `*`. Aborts with 428 where it is required and missing."""
    given = request.headers.get("If-Match")
    if given is None and required:
        abort(428, "Send `If-Match` with the ETag of what you saw, or `*` to decide whatever it is now.")
    return None if given is None or given.strip() == "*" else given.strip().removeprefix("W/").strip('"')


def answer(body: object, status: int = 200, mimetype: str = "application/json") -> Response:
    """A JSON response. Dataclasses become objects, times ISO 8601 in UTC with `Z`."""
    return Response(orjson.dumps(body, option=orjson.OPT_UTC_Z), status, mimetype=mimetype)
