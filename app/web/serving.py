"""What every page shares: the application's graph, and who is looking."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import abort, current_app, g, render_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.graph import Graph, Row
    from app.identity.policy import Policy
    from app.journeys.conversions import Conversions
    from app.web.accounts import Account
    from app.whatif.drafts import Draft

GRAPH = "throughline.graph"
"""The key in `app.extensions` under which the factory leaves a function that gives this process's graph."""

CURRENCY = "throughline.currency"
"""The key in `app.extensions` under which the factory leaves the currency that conversions are reported in."""

CONVERSIONS = "throughline.conversions"
"""The key in `app.extensions` under which the factory leaves the declared conversions."""

PRIORITIES = "throughline.priorities"
"""The key in `app.extensions` under which the factory leaves a function that gives the priority of each namespace by the policy in force."""

STAGES = "throughline.stages"
"""The key in `app.extensions` under which the factory leaves the names of the stages, in order."""

SECRET = "throughline.secret"  # noqa: S105 - the name of a place
"""The key in `app.extensions` under which the factory leaves the key of the hashes of identifiers."""

DERIVE = "throughline.derive"
"""The key in `app.extensions` under which the factory leaves a function that derives what a judgement touched, and says whether it could."""

FORECAST = "throughline.forecast"
"""The key in `app.extensions` under which the factory leaves a function that tries a draft and tells what would come of it."""

POLICY = "throughline.policy"
"""The key in `app.extensions` under which the factory leaves the policy that counts where none was ever applied."""


def graph() -> Graph:
    """The graph this process reads."""
    return cast("Callable[[], Graph]", current_app.extensions[GRAPH])()


def currency() -> str:
    """The currency that conversions are reported in."""
    return cast("str", current_app.extensions[CURRENCY])


def conversions() -> Conversions:
    """The declared conversions."""
    return cast("Conversions", current_app.extensions[CONVERSIONS])


def priorities() -> dict[str, int]:
    """The priority of each namespace by the policy in force: the highest decides whose a touchpoint is."""
    return cast("Callable[[Graph], dict[str, int]]", current_app.extensions[PRIORITIES])(graph())


def stage_names() -> tuple[str, ...]:
    """The stages, in the order of a journey."""
    return cast("tuple[str, ...]", current_app.extensions[STAGES])


def secret() -> bytes:
    """The key of the hashes of identifiers."""
    return cast("bytes", current_app.extensions[SECRET])


def derive_touched() -> bool:
    """Derives what has just been judged, and says whether it could: a large change waits for `unify`."""
    return cast("Callable[[Graph], bool]", current_app.extensions[DERIVE])(graph())


def forecast(draft: Draft) -> Row:
    """What would come of a draft, as `app/whatif/told.py` tells it."""
    return cast("Callable[[Graph, Draft], Row]", current_app.extensions[FORECAST])(graph(), draft)


def default_policy() -> Policy:
    """The policy that counts where none was ever applied."""
    return cast("Policy", current_app.extensions[POLICY])


def steward() -> str:
    """The name of the steward who is signed in. Aborts with 403 for an account that may only read."""
    found = account()
    if found is None or not found.judges:
        abort(403, "Only stewards judge; ask for the role (`throughline user add NAME --role steward`).")
    return found.name


def account() -> Account | None:
    """Who is signed in, if anybody."""
    return cast("Account | None", g.get("account"))


def page(template: str, section: str | None = None, **values: object) -> str:
    """A page in its frame; `section` is the endpoint that the navigation marks as current."""
    return render_template(template, section=section, account=account(), **values)
