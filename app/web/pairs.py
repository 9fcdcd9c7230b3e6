"""Two members beside each other: what each says, why they are one or are not, what was judged of them, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request, url_for
from werkzeug.utils import redirect

from app.errors import BadInput
from app.identity import judging
from app.identity.explain import explain
from app.identity.judged import Said
from app.identity.judgements import Verdict
from app.ledger.book import Book
from app.web.errors import REFUSALS, refusal
from app.web.serving import derive_touched, graph, limits, page, secret, steward

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

    from app.graph import Row

OFFERED = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
_OF_THE_ROW = frozenset({"at", "source", "stated by"})
"""What members say of where they come from, and not of a person: to differ in it means nothing."""

NOTHING: Mapping[str, object] = {"explained": None, "traits": []}
"""What `looked_at` gives where there are no two members to look at."""


def pair() -> str | tuple[str, int]:
    """The page of two members, `a` and `b` by name, and of the fields to name them; with `part` only what a page around it shows."""
    if request.args.get("part"):
        if not (request.args.get("a") and request.args.get("b")):
            raise BadInput("Name two members, `a` and `b`.")
        return _shown(request.args, part=True)
    try:
        return _shown(request.args)
    except REFUSALS as error:
        return _shown(request.args, refused=str(error)), refusal(error)


def judge() -> str | Response | tuple[str, int]:
    """Says what a steward has decided of two members, and leads back to the person; what cannot be is shown beside them, and nothing has changed."""
    author = steward()
    try:
        made = say(author, request.form)
    except REFUSALS as error:
        return _shown(request.form, refused=str(error)), refusal(error)
    return redirect(led_back(request.form.get("person", ""), made))


def say(author: str, given: Mapping[str, str]) -> str:
    """Writes the judgement that a form gives (`verdict`, `a`, `b`, `reason`, `tag`) and returns its id. Raises as `judging.judge` does."""
    said = Said(author, given.get("reason", ""), given.get("tag") or None, Book(secret()))
    row = judging.judge(graph(), _verdict(given.get("verdict", "")), (given.get("a", ""), given.get("b", "")), said, above=limits().second)
    return str(row["id"])


def led_back(person: str, made: str) -> str:
    """Derives what was judged, and gives the address that tells it: the person's page, or the history where no person was looked at."""
    waits = None if derive_touched() else 1
    if person:
        return url_for("web.person", person_id=person, made=made, waits=waits)
    return url_for("web.judgements", made=made, waits=waits)


def looked_at(a: str, b: str) -> dict[str, object]:
    """Two members as the pages show them. Raises NotFound or BadInput for a name that is no member's."""
    explained = explain(graph(), a, b)
    rows = graph().read("web/compare", nodes=[explained.a.node, explained.b.node])
    sides = {row["node"]: dict(row["traits"]) for row in rows}
    traits = differences(sides.get(explained.a.node, {}), sides.get(explained.b.node, {}))
    return {"explained": explained, "traits": traits, "offered": OFFERED}


def differences(left: Row, right: Row) -> list[Row]:
    """What two members say, trait by trait: `name`, `left`, `right` (None where unsaid) and whether both say it and `differ`."""
    names = sorted({*left, *right})
    both = {name for name in names if name in left and name in right and name not in _OF_THE_ROW}
    return [{"name": name, "left": left.get(name), "right": right.get(name), "differ": name in both and left[name] != right[name]} for name in names]


def _shown(given: Mapping[str, str], *, part: bool = False, refused: str | None = None) -> str:
    a, b = given.get("a", "").strip(), given.get("b", "").strip()
    try:
        seen: Mapping[str, object] = looked_at(a, b) if a and b else NOTHING
    except REFUSALS:
        # A refusal is told even where the members it was about cannot be shown any more.
        if refused is None:
            raise
        seen = NOTHING
    person = given.get("person") or None
    return page("pair_part.html" if part else "pair.html", section="web.reviews", a=a, b=b, person=person, refused=refused, **seen)


def _verdict(word: str) -> Verdict:
    if word not in OFFERED:
        raise BadInput(f"{word!r} is no decision; say one of {', '.join(OFFERED)}.")
    return Verdict(word)
