"""Finding persons, and the page of one of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from flask import redirect, request, url_for

from app.errors import BadInput
from app.identity.assembly import held
from app.identity.judgements import Kind
from app.profiles.history import history
from app.profiles.lookup import lookup
from app.profiles.merge_graph import MEMBERS_SHOWN, merge_graph
from app.profiles.person import profile
from app.profiles.search import search as find
from app.profiles.timeline import timeline
from app.web.serving import account, currency, graph, page, secret

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from app.graph import Row
    from app.profiles.lookup import Answer
    from app.profiles.person import Profile
    from app.profiles.search import Found

_ON_A_PAGE = 20
_TOUCHPOINTS = 25


def search() -> str:
    """Persons by words or by an identifier, in one field."""
    words = request.args.get("q", "").strip()[:200]
    found, refused = None, None
    if words:
        try:
            found = find(graph(), words, cursor=request.args.get("cursor"), limit=_ON_A_PAGE)
        except BadInput as error:
            refused = str(error)
    return page(
        "search.html",
        section="web.search",
        words=words,
        found=found,
        refused=refused,
        exact=_exact(words) if words and not request.args.get("cursor") else None,
        nothing=_is_nothing(found),
    )


def person(person_id: str) -> str | Response:
    """Profile, identifiers, timeline, merge graph and history of one person; an old id leads to the present one."""
    found = profile(graph(), person_id, currency=currency())
    if found.id != person_id:
        return redirect(url_for("web.person", person_id=found.id, was=person_id, made=request.args.get("made"), waits=request.args.get("waits")))
    return _shown(found)


def refused(person_id: str, why: str) -> str:
    """The page of one person, with the sentence that says why a decision could not be. Raises NotFound."""
    return _shown(profile(graph(), person_id, currency=currency()), why)


def _shown(found: Profile, why_refused: str | None = None) -> str:
    steps = timeline(graph(), found.id, cursor=request.args.get("cursor"), limit=_TOUCHPOINTS, newest=True)
    return page(
        "person.html",
        section="web.search",
        person=found,
        was=request.args.get("was"),
        timeline=steps,
        days=[(day, list(rows)) for day, rows in groupby(steps.touchpoints, key=lambda row: row["at"].date())],
        later=bool(request.args.get("cursor")),
        graph=merge_graph(graph(), found.id),
        history=history(graph(), found.id),
        groups=_by_namespace(found.identifiers),
        made=request.args.get("made"),
        waits=bool(request.args.get("waits")),
        refused=why_refused,
        tag=_tag(found),
        kinds=tuple(Kind),
    )


def _tag(found: Profile) -> str | None:
    """What a steward's parting sends back, so that it is refused when the person has changed; None for who cannot part it."""
    looks = account()
    return held(graph(), found.id).tag if looks and looks.judges and found.members <= MEMBERS_SHOWN else None


def _exact(words: str) -> Answer | None:
    identifier = words if ":" in words else f"email:{words}" if "@" in words else None
    if identifier is None:
        return None
    try:
        answer = lookup(graph(), [identifier], secret=secret()).answers[0]
    except BadInput:
        return None
    return None if answer.state == "unknown" else answer


def _is_nothing(found: Found | None) -> bool:
    return found is not None and not found.persons


def _by_namespace(identifiers: list[Row]) -> dict[str, list[Row]]:
    return {name: list(rows) for name, rows in groupby(identifiers, key=lambda each: each["namespace"])}
