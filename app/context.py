"""What the factory leaves in the application for API and pages alike, by the names under which it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.graph import Graph, Row
    from app.identity.policy import Policy
    from app.identity.scoring.model import Model
    from app.journeys.conversions import Conversions
    from app.journeys.designs import DesignedJourney
    from app.journeys.sessions import SessionRules
    from app.limits import Limits
    from app.whatif.drafts import Draft

GRAPH = "throughline.graph"
"""A function that gives this process's graph."""

CURRENCY = "throughline.currency"
"""The currency that conversions are reported in."""

CONVERSIONS = "throughline.conversions"
"""The declared conversions."""

SESSIONS = "throughline.sessions"
"""The rules that say what a session is."""

DESIGNS = "throughline.designs"
"""The designed journeys, by name."""

FORECAST = "throughline.forecast"
"""A function that tries a draft and tells what would come of it."""

POLICY = "throughline.policy"
"""The policy that counts where none was ever applied."""

MODEL = "throughline.model"
"""The scoring model that counts where none was ever applied."""

STAGES = "throughline.stages"
"""The names of the stages, in order."""

PRIORITIES = "throughline.priorities"
"""A function that gives the priority of each namespace by the policy in force."""

DERIVE = "throughline.derive"
"""A function that derives what a judgement touched, and says whether it could."""

LIMITS = "throughline.limits"
"""The limits past which stewards look."""

SECRET = "throughline.secret"  # noqa: S105 - the name of a place
"""The key of the hashes of identifiers."""


def graph() -> Graph:
    """The graph this process reads."""
    return cast("Callable[[], Graph]", current_app.extensions[GRAPH])()


def currency() -> str:
    """The currency that conversions are reported in."""
    return cast("str", current_app.extensions[CURRENCY])


def conversions() -> Conversions:
    """The declared conversions."""
    return cast("Conversions", current_app.extensions[CONVERSIONS])


def session_rules() -> SessionRules:
    """What a session is."""
    return cast("SessionRules", current_app.extensions[SESSIONS])


def designs() -> dict[str, DesignedJourney]:
    """The designed journeys, by name."""
    return cast("dict[str, DesignedJourney]", current_app.extensions[DESIGNS])


def forecast(draft: Draft, *, credit: bool = True) -> Row:
    """What would come of a draft, as `app/whatif/told.py` tells it; with `credit` to the credit of channels, too."""
    return cast("Callable[[Graph, Draft, bool], Row]", current_app.extensions[FORECAST])(graph(), draft, credit)


def default_policy() -> Policy:
    """The policy that counts where none was ever applied."""
    return cast("Policy", current_app.extensions[POLICY])


def default_model() -> Model:
    """The scoring model that counts where none was ever applied."""
    return cast("Model", current_app.extensions[MODEL])


def stage_names() -> tuple[str, ...]:
    """The stages, in the order of a journey."""
    return cast("tuple[str, ...]", current_app.extensions[STAGES])


def priorities() -> dict[str, int]:
    """The priority of each namespace by the policy in force: the highest decides whose a touchpoint is."""
    return cast("Callable[[Graph], dict[str, int]]", current_app.extensions[PRIORITIES])(graph())


def derive_touched() -> bool:
    """Derives what has just been judged, and says whether it could: a large change, or one while another run is under way, waits for `unify`."""
    return cast("Callable[[Graph], bool]", current_app.extensions[DERIVE])(graph())


def limits() -> Limits:
    """The limits past which stewards look, or a second one agrees."""
    return cast("Limits", current_app.extensions[LIMITS])


def secret() -> bytes:
    """The key of the hashes of identifiers."""
    return cast("bytes", current_app.extensions[SECRET])
