"""How questions about all persons are written in an address, and the links from a figure to the persons behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import request

from app.api.filtering import made
from app.errors import BadInput
from app.journeys.counted import changed
from app.journeys.documents import duration
from app.journeys.names import parted
from app.profiles.cursors import place, token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.journeys.counted import Counted

_ON_A_PAGE = 100
_OF_A_PAGE = ("cursor", "limit")


def span(value: str | None, name: str) -> int | None:
    """A duration in microseconds, None for none. Raises BadInput when it is no duration, or nothing at all."""
    return None if value is None else duration(value, f"`{name}`")


def link(address: str, revision: int, count: int, /, **which: object) -> str:
    """The address that lists those whom a figure of this request counts, at the revision it was made at."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in _OF_A_PAGE and name not in which]
    more = [(name, str(value)) for name, value in which.items() if value is not None]
    return f"{address}?{urlencode([*kept, *more, ('revision', str(revision)), ('count', str(count))])}"


def listing(found: Counted, query: Mapping[str, object]) -> dict[str, object]:
    """A page of the persons behind a figure, and what changed since it was made."""
    (skip,) = place(_text(query["cursor"]), (0,))
    end = skip + (int(str(query["limit"])) if query["limit"] else _ON_A_PAGE)
    revision, count = query.get("revision"), query.get("count")
    return made(found, query) | {
        "persons": [{"id": each.id, "times": each.times} for each in found.rows[skip:end]],
        "different": len(found.rows),
        "total": found.total,
        "changed": changed(found, revision=None if revision is None else int(str(revision)), count=None if count is None else int(str(count))),
        "next": token(end) if end < len(found.rows) else None,
    }


def names(value: str, name: str) -> tuple[str, ...]:
    """Names with `|` between. Raises BadInput when one is empty."""
    found = tuple(parted(value, "|"))
    if not all(found):
        raise BadInput(f"`{name}` has an empty name in {value!r}; write names with | between.")
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)
