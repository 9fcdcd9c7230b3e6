"""The history of judgements: what stewards said, who and why, and the button that takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from werkzeug.utils import redirect

from app.identity import judging
from app.identity.judged import Said
from app.ledger.book import Book
from app.web.asking import number
from app.web.errors import REFUSALS, refusal
from app.web.pairs import led_back
from app.web.serving import graph, page, secret, steward

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response

_ON_A_PAGE = 50
_NEWEST = 2**62


def judgements() -> str:
    """The log, the latest entry first."""
    return _log()


def undo(judgement_id: str) -> str | Response | tuple[str, int]:
    """Takes an entry back, by an entry of its own."""
    return _act(lambda said: judging.undo(graph(), judgement_id, said)["id"], request.form.get("reason", ""))


def agree(judgement_id: str) -> str | Response | tuple[str, int]:
    """Lets an entry act that waited for a second account."""
    return _act(lambda said: judging.agree(graph(), judgement_id, said)["id"], "agrees")


def _act(action: Callable[[Said], str], reason: str) -> str | Response | tuple[str, int]:
    author = steward()
    try:
        made = action(Said(author, reason, None, Book(secret())))
    except REFUSALS as error:
        return _log(refused=str(error)), refusal(error)
    return redirect(led_back(request.form.get("person", ""), made))


def _log(refused: str | None = None) -> str:
    rows = judging.entries(graph(), before=number("before", _NEWEST, least=1, most=_NEWEST), limit=_ON_A_PAGE + 1)
    return page(
        "judgements.html",
        section="web.reviews",
        entries=rows[:_ON_A_PAGE],
        older=rows[_ON_A_PAGE - 1]["number"] if len(rows) > _ON_A_PAGE else None,
        made=request.args.get("made"),
        waits=bool(request.args.get("waits")),
        refused=refused,
    )
