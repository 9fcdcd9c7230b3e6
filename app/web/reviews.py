"""The steward's desk: the queue, two members side by side with what joins them or keeps them apart, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request, url_for
from werkzeug.utils import redirect

from app.errors import BadInput
from app.identity import judging
from app.identity.explain import explain
from app.identity.judged import Said
from app.identity.judgements import Verdict
from app.identity.review import after, place_of, queue
from app.ledger.book import Book
from app.web.errors import REFUSALS, refusal
from app.web.serving import derive_touched, graph, page, secret, steward

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from app.graph import Row

_ON_A_PAGE = 25
_OFFERED = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)


def reviews() -> str:
    """The queue, the riskiest first, and the item that is looked at."""
    return _desk(request.args.get("item"))


def decide() -> str | Response | tuple[str, int]:
    """Says what a steward has decided of the two members of an item; what cannot be is shown beside them, and nothing has changed."""
    author = steward()
    given = request.form
    try:
        said = Said(author, given.get("reason", ""), given.get("tag") or None, Book(secret()))
        row = judging.judge(graph(), _verdict(given.get("verdict", "")), (given.get("a", ""), given.get("b", "")), said)
    except REFUSALS as error:
        return _desk(given.get("item"), refused=str(error)), refusal(error)
    derived = derive_touched()
    return redirect(url_for("web.judgements", made=row["id"], waits=None if derived else 1))


def _verdict(word: str) -> Verdict:
    if word not in _OFFERED:
        raise BadInput(f"{word!r} is no decision; say one of {', '.join(_OFFERED)}.")
    return Verdict(word)


def _desk(wanted: str | None, refused: str | None = None) -> str:
    rows = queue(graph(), kind=request.args.get("kind") or None, place=place_of(request.args.get("cursor")), limit=_ON_A_PAGE + 1)
    shown = rows[:_ON_A_PAGE]
    item = next((row for row in shown if row["id"] == wanted), shown[0] if shown else None)
    return page(
        "reviews.html",
        section="web.reviews",
        items=shown,
        item=item,
        next=after(shown[-1]) if len(rows) > _ON_A_PAGE else None,
        refused=refused,
        offered=_OFFERED,
        **(_looked_at(item) if item and item["b"] else {"explained": None, "traits": []}),
    )


def _looked_at(item: Row) -> dict[str, object]:
    explained = explain(graph(), item["a"], item["b"])
    rows = graph().ask("web/compare", nodes=[explained.a.node, explained.b.node])
    sides = {row["node"]: dict(row["traits"]) for row in rows}
    return {"explained": explained, "traits": differences(sides.get(explained.a.node, {}), sides.get(explained.b.node, {}))}


def differences(left: Row, right: Row) -> list[Row]:
    """What two members say, trait by trait: `name`, `left`, `right` (None where unsaid) and whether both say it and `differ`."""
    names = sorted({*left, *right})
    return [
        {"name": name, "left": left.get(name), "right": right.get(name), "differ": name in left and name in right and left[name] != right[name]}
        for name in names
    ]
