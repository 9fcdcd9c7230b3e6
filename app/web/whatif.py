"""What if: a steward tries a judgement or a policy, sees what would come of it, and does it as shown or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from app.errors import BadInput
from app.identity.judged import at_revision
from app.identity.judgements import Verdict
from app.identity.policy import parse
from app.web.errors import REFUSALS, refusal
from app.web.serving import currency, default_policy, forecast, page, steward
from app.whatif.drafts import PairDraft, PolicyDraft

if TYPE_CHECKING:
    from app.graph import Row
    from app.whatif.drafts import Draft

_OFFERED = (Verdict.SAME, Verdict.DIFFERENT)


def whatif() -> str:
    """The two forms, filled with what a link has brought: `a`, `b` and `verdict`."""
    return _page(dict(request.args.items()))


def tried() -> str | tuple[str, int]:
    """What would come of the draft; what cannot be is said above the form."""
    steward()
    given = dict(request.form.items())
    try:
        found = forecast(_draft(given))
    except REFUSALS as error:
        return _page(given, refused=str(error)), refusal(error)
    return _page(given, found=found)


def _draft(given: dict[str, str]) -> Draft:
    if "policy" in given:
        return PolicyDraft(parse(given["policy"], "This policy"), default_policy())
    word = given.get("verdict", "")
    if word not in _OFFERED:
        raise BadInput(f"{word!r} cannot be tried here; say one of {', '.join(_OFFERED)}.")
    return PairDraft(Verdict(word), given.get("a", "").strip(), given.get("b", "").strip())


def _page(given: dict[str, str], *, found: Row | None = None, refused: str | None = None) -> str:
    tag = at_revision(found["revision"]) if found and "policy" not in given else None
    return page(
        "whatif.html",
        section="web.whatif",
        given=given,
        found=found,
        credit=_moves(found),
        currency=currency(),
        tag=tag,
        refused=refused,
        offered=_OFFERED,
    )


def _moves(found: Row | None) -> list[tuple[str, Row]]:
    """The channels whose credit would be another, model by model."""
    models = found["attribution"]["models"] if found and found["attribution"] else []
    every = ((model["model"], each) for model in models for each in model["channels"])
    return [(model, each) for model, each in every if any(round(each[name]["difference"], 2) for name in ("conversions", "value"))]
