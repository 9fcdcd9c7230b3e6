"""What every page shares: what the factory left (`app.context`), and who is looking."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import abort, g, render_template

from app.context import conversions, currency, default_policy, derive_touched, designs, forecast, graph, limits, priorities, secret, stage_names

if TYPE_CHECKING:
    from app.web.accounts import Account

__all__ = [
    "account",
    "conversions",
    "currency",
    "default_policy",
    "derive_touched",
    "designs",
    "forecast",
    "graph",
    "limits",
    "page",
    "priorities",
    "secret",
    "stage_names",
    "steward",
]


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
