"""The steward's desk: the queue, two members side by side with what joins them or keeps them apart, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request, url_for
from werkzeug.utils import redirect

from app.identity.review import after, place_of, queue
from app.web import pairs
from app.web.errors import REFUSALS, refusal
from app.web.serving import derive_touched, graph, page, steward

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from app.graph import Row

_ON_A_PAGE = 25


def reviews() -> str:
    """The queue, the riskiest first, and the item that is looked at."""
    return _desk(request.args.get("item"))


def decide() -> str | Response | tuple[str, int]:
    """Says what a steward has decided of the two members of an item; what cannot be is shown beside them, and nothing has changed."""
    author = steward()
    try:
        made = pairs.say(author, request.form)
    except REFUSALS as error:
        return _desk(request.form.get("item"), refused=str(error)), refusal(error)
    derived = derive_touched()
    return redirect(url_for("web.judgements", made=made, waits=None if derived else 1))


def _desk(wanted: str | None, refused: str | None = None) -> str:
    rows = queue(graph(), kind=request.args.get("kind") or None, place=place_of(request.args.get("cursor")), limit=_ON_A_PAGE + 1)
    shown = rows[:_ON_A_PAGE]
    item = next((row for row in shown if row["id"] == wanted), shown[0] if shown else None)
    other = _other(item)
    return page(
        "reviews.html",
        section="web.reviews",
        items=shown,
        item=item,
        next=after(shown[-1]) if len(rows) > _ON_A_PAGE else None,
        refused=refused,
        other=other,
        **(pairs.looked_at(item["a"], other) if item and other else pairs.NOTHING),
    )


def _other(item: Row | None) -> str | None:
    """The member that the first of an item is laid beside: the one that is asked for, where several claim it."""
    asked = request.args.get("b")
    if item is None or asked in item["others"]:
        return asked if item else None
    return str(item["b"]) if item["b"] else None
