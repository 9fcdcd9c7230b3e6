"""Where the next page begins, as an opaque token: URL-safe base64 of a short JSON list."""

from __future__ import annotations

import base64
import binascii

import orjson

from app.errors import BadInput

# Half of what the database can hold: it adds the rows of a page to it.
_LARGEST = 2**62


def token(*place: int | str) -> str:
    """The token of a place; whole numbers and strings only."""
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def place(cursor: str | None, start: tuple[int, ...]) -> tuple[int, ...]:
    """The numbers behind a token, as many as `start` has, which is returned without one. Raises BadInput."""
    if not cursor:
        return start
    try:
        found = orjson.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, orjson.JSONDecodeError, ValueError):
        found = None
    if not isinstance(found, list) or not _possible(found, start):
        raise BadInput("This cursor is not one we gave; leave it out to begin with the first page.")
    return tuple(found)


def _possible(found: list[object], start: tuple[int, ...]) -> bool:
    # The last number of every cursor counts up from its start; what the database cannot hold is nobody's place.
    whole = [each for each in found if type(each) is int and abs(each) < _LARGEST]
    return len(whole) == len(found) == len(start) and whole[-1] >= start[-1]
