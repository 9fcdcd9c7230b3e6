"""What every endpoint shares: the application's graph, and answers written by orjson.

Views hand ready data to `answer`; the marshmallow schema on the endpoint documents it and the tests hold every answer
to it, so that no request pays for a second walk over its rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import orjson
from flask import Response, abort, current_app, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.graph import Graph, Row
    from app.identity.policy import Policy
    from app.journeys.conversions import Conversions
    from app.journeys.sessions import SessionRules
    from app.whatif.drafts import Draft

GRAPH = "throughline.graph"
"""The key in `app.extensions` under which the factory leaves a function that gives this process's graph."""

CURRENCY = "throughline.currency"
"""The key in `app.extensions` under which the factory leaves the currency that conversions are reported in."""

CONVERSIONS = "throughline.conversions"
"""The key in `app.extensions` under which the factory leaves the declared conversions."""

STAGES = "throughline.stages"
"""The key in `app.extensions` under which the factory leaves the names of the stages, in order."""

SESSIONS = "throughline.sessions"
"""The key in `app.extensions` under which the factory leaves the rules that say what a session is."""

PRIORITIES = "throughline.priorities"
"""The key in `app.extensions` under which the factory leaves a function that gives the priority of each namespace by the policy in force."""

DERIVE = "throughline.derive"
"""The key in `app.extensions` under which the factory leaves a function that derives what a judgement touched, and says whether it could."""

FORECAST = "throughline.forecast"
"""The key in `app.extensions` under which the factory leaves a function that tries a draft and tells what would come of it."""

POLICY = "throughline.policy"
"""The key in `app.extensions` under which the factory leaves the policy that counts where none was ever applied."""

SECRET = "throughline.secret"  # noqa: S105 - the name of a place
"""The key in `app.extensions` under which the factory leaves the key of the hashes of identifiers."""


def graph() -> Graph:
    """The graph this process reads."""
    return cast("Callable[[], Graph]", current_app.extensions[GRAPH])()


def currency() -> str:
    """The currency that conversions are reported in."""
    return cast("str", current_app.extensions[CURRENCY])


def conversions() -> Conversions:
    """The declared conversions."""
    return cast("Conversions", current_app.extensions[CONVERSIONS])


def stage_names() -> tuple[str, ...]:
    """The stages, in the order of a journey."""
    return cast("tuple[str, ...]", current_app.extensions[STAGES])


def session_rules() -> SessionRules:
    """What a session is."""
    return cast("SessionRules", current_app.extensions[SESSIONS])


def derive_touched() -> bool:
    """Derives what has just been judged, and says whether it could: a large change, or one while another run is under way, waits for `unify`."""
    return cast("Callable[[Graph], bool]", current_app.extensions[DERIVE])(graph())


def forecast(draft: Draft) -> Row:
    """What would come of a draft, as `app/whatif/told.py` tells it."""
    return cast("Callable[[Graph, Draft], Row]", current_app.extensions[FORECAST])(graph(), draft)


def default_policy() -> Policy:
    """The policy that counts where none was ever applied."""
    return cast("Policy", current_app.extensions[POLICY])


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


def secret() -> bytes:
    """The key of the hashes of identifiers."""
    return cast("bytes", current_app.extensions[SECRET])


def priorities() -> dict[str, int]:
    """The priority of each namespace by the policy in force: the highest decides whose a touchpoint is."""
    return cast("Callable[[Graph], dict[str, int]]", current_app.extensions[PRIORITIES])(graph())


def answer(body: object, status: int = 200, mimetype: str = "application/json") -> Response:
    """A JSON response. Dataclasses become objects, times ISO 8601 in UTC with `Z`."""
    return Response(orjson.dumps(body, option=orjson.OPT_UTC_Z), status, mimetype=mimetype)
