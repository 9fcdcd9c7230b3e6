"""Why, why not, how, and where a person parts."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.nouns import Noun
from app.api.schemas.explanations import Cut, CutQuery, Explanation, ExplanationQuery, How
from app.api.serving import answer, graph, priorities, tagged
from app.errors import BadInput
from app.identity.assembly import cut, held, how, weakest
from app.identity.explain import explain

if TYPE_CHECKING:
    from flask import Response

    from app.graph import Row
    from app.identity.named import Named

explanations = Noun("explanations", "Why these are one person, or are not")
_FAILS = (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)


@explanations.get("/explanations", gives=Explanation, query=ExplanationQuery, fails=_FAILS)
def why(query: dict[str, str]) -> Response:
    """Why two members are one person: the evidence from one to the other. Or why they are not: the rules that keep them apart.

    The ETag names what was seen; a judgement made on it sends it back as `If-Match`.
    """
    found = explain(graph(), query["a"], query["b"])
    body = {"a": _member(found.a), "b": _member(found.b), "joined": found.joined, "steps": found.steps, "judged": found.judged}
    return tagged(answer(body | {"reasons": [asdict(reason) for reason in found.reasons]}), found.tag)


@explanations.get("/persons/<string:person_id>/how", gives=How, fails=_FAILS)
def assembled(person_id: str) -> Response:
    """How a person came together, step by step, in the order of admission."""
    found = held(graph(), person_id)
    steps = how(found, priorities())
    return tagged(answer({"id": found.id, "members": len(found.members), "steps": steps, "revision": found.revision}), found.tag)


@explanations.get("/persons/<string:person_id>/cut", gives=Cut, query=CutQuery, fails=_FAILS)
def smallest_cut(query: dict[str, str], person_id: str) -> Response:
    """The fewest links whose removal parts two members, or, without `a` and `b`, any two groups of the person's records."""
    if ("a" in query) != ("b" in query):
        raise BadInput("Give both `a` and `b`, or neither for the weakest place.")
    found = held(graph(), person_id)
    parting = cut(found, query["a"], query["b"]) if "a" in query else weakest(found)
    body: Row = {"id": found.id, "links": [], "left": sorted(found.members), "right": [], "revision": found.revision}
    return tagged(answer(body | asdict(parting) if parting else body), found.tag)


def _member(found: Named) -> Row:
    return {"ref": found.ref, "person": found.person, "standing": found.standing}
