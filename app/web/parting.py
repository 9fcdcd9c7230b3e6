"""Parting a person along chosen links, and saying that a person is no customer: the decisions of the page of one person."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Response, request
from werkzeug.utils import redirect

from app.errors import BadInput, Outdated
from app.identity import assembly, judging
from app.identity.judged import Said
from app.identity.judgements import Kind
from app.ledger.book import Book
from app.web import people
from app.web.errors import REFUSALS, refusal
from app.web.pairs import led_back
from app.web.serving import graph, limits, secret, steward

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response as Answer

    from app.graph import Row


def cut(person_id: str) -> Response:
    """The fewest links whose removal parts two members (`a` and `b`), or without them the person's records, as JSON for the drawing."""
    found = assembly.held(graph(), person_id)
    a, b = request.args.get("a"), request.args.get("b")
    parting = assembly.cut(found, a, b) if a and b else assembly.weakest(found)
    if parting is None:
        raise BadInput("Fewer than two records: choose two members to see where they part.")
    links = [[link["from"], link["to"]] for link in parting.links]
    return Response(json.dumps({"links": links, "left": len(parting.left), "right": len(parting.right)}), mimetype="application/json")


def part(person_id: str) -> str | Answer | tuple[str, int]:
    """Parts a person along the links that were chosen; what cannot be is told on the person's page, and nothing has changed."""
    return _decided(person_id, lambda said: _parted(person_id, said))


def exclude(person_id: str) -> str | Answer | tuple[str, int]:
    """Says that a person is a bot, a test account or staff."""
    return _decided(person_id, lambda said: judging.not_a_customer(graph(), request.form.get("member", ""), _kind(), said, above=limits().second))


def _decided(person_id: str, action: Callable[[Said], Row]) -> str | Answer | tuple[str, int]:
    author = steward()
    given = request.form
    try:
        made = action(Said(author, given.get("reason", ""), given.get("tag") or None, Book(secret())))
    except REFUSALS as error:
        return people.refused(person_id, str(error)), refusal(error)
    return redirect(led_back(person_id, str(made["id"])))


def _parted(person_id: str, said: Said) -> Row:
    found = assembly.held(graph(), person_id)
    if said.tag is not None and said.tag != found.tag:
        raise Outdated(f"{found.id} has changed since you looked; look again, then decide.")
    remain = assembly.sides(found, [_link(each) for each in request.form.getlist("link")] or _none())
    return judging.part(graph(), found, remain, replace(said, tag=None), above=limits().second)[0]


def _link(text: str) -> tuple[str, str]:
    try:
        a, b = json.loads(text)
    except (ValueError, TypeError) as error:
        raise BadInput("A link is given by its two members; choose it in the drawing or in the table.") from error
    return str(a), str(b)


def _none() -> list[tuple[str, str]]:
    raise BadInput("No link is chosen; choose those that should go, in the drawing or in the table.")


def _kind() -> Kind:
    word = request.form.get("kind", "")
    if word not in set(Kind):
        raise BadInput(f"{word!r} is no kind; say one of {', '.join(Kind)}.")
    return Kind(word)
