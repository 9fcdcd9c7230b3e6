"""Judgements: what stewards say of members, listed, made, undone, agreed to. A decision names what it was made on by `If-Match`."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.keys import caller
from app.api.nouns import Noun
from app.api.schemas.judgements import (
    AgreementBody,
    Judgement,
    JudgementBody,
    JudgementDone,
    Judgements,
    JudgementsQuery,
    PartingBody,
    ReasonBody,
)
from app.api.serving import answer, derive_touched, graph, if_match, limits, secret, tagged
from app.errors import Outdated
from app.identity import judging
from app.identity.assembly import held, sides
from app.identity.explain import seen
from app.identity.judged import Said, is_revision
from app.identity.judgements import Kind, Verdict
from app.ledger.book import Book
from app.profiles.cursors import place, token

if TYPE_CHECKING:
    from flask import Response

    from app.graph import Row

judgements = Noun("judgements", "What stewards say: same, different, unsure, not a customer")
_ON_A_PAGE = 100
_NEWEST = 2**62
_FAILS = (
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.PRECONDITION_FAILED,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.PRECONDITION_REQUIRED,
)


@judgements.get("/judgements", gives=Judgements, query=JudgementsQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def log(query: dict[str, str]) -> Response:
    """The log, the latest entry first. Nothing is ever taken out of it."""
    (back,) = place(query["cursor"], (0,))
    limit = int(query["limit"] or _ON_A_PAGE)
    chosen = {name: query.get(name) for name in ("state", "verdict", "author")}
    rows = judging.entries(graph(), before=_NEWEST - back, limit=limit + 1, **chosen)
    more = len(rows) > limit
    shown = rows[:limit]
    return answer({"judgements": [_shown(row) for row in shown], "next": token(_NEWEST - shown[-1]["number"]) if more else None})


@judgements.get("/judgements/<string:judgement_id>", gives=Judgement, fails=(HTTPStatus.NOT_FOUND,))
def one(judgement_id: str) -> Response:
    """One entry; its ETag changes when the persons concerned, or what is judged of them, do."""
    row = judging.entry(graph(), judgement_id)
    return tagged(answer(_shown(row)), seen(graph().read, row["nodes"]))


@judgements.post("/judgements", takes=JudgementBody, gives=JudgementDone, fails=_FAILS)
def judge(body: dict[str, str]) -> Response:
    """Says that two members are the same, different, or that it is unsure; or that whoever holds one is no customer.

    `If-Match` is the ETag of the explanation (`GET /v1/explanations`) that the decision was made on, or that of a forecast (`POST /v1/whatif`): then
    it comes true as forecast, or the answer is a 412. What contradicts the closure of other
    judgements, or can have no effect, is refused and says why.
    """
    said = _said(body["reason"], required=True)
    if body["verdict"] == Verdict.NOT_A_CUSTOMER:
        return _done(judging.not_a_customer(graph(), body["a"], Kind(body["kind"]), said, above=limits().second))
    return _done(judging.judge(graph(), Verdict(body["verdict"]), (body["a"], body["b"]), said, above=limits().second))


@judgements.post("/judgements/<string:judgement_id>/undo", takes=ReasonBody, gives=JudgementDone, fails=_FAILS)
def undo(body: dict[str, str], judgement_id: str) -> Response:
    """Takes an entry back, by an entry of its own; what it superseded stands again."""
    return _done(judging.undo(graph(), judgement_id, _said(body["reason"], required=False)))


@judgements.post("/judgements/<string:judgement_id>/agree", takes=AgreementBody, gives=JudgementDone, fails=_FAILS)
def agree(body: dict[str, str], judgement_id: str) -> Response:
    """Lets an entry act that waited for a second account; its author cannot agree to it."""
    del body
    return _done(judging.agree(graph(), judgement_id, _said("agrees", required=False)))


@judgements.post("/persons/<string:person_id>/part", takes=PartingBody, gives=JudgementDone, fails=_FAILS)
def part(body: Row, person_id: str) -> Response:
    """Parts a person along links: everybody of one side is kept from everybody of the other. `If-Match` is the ETag of its `how` or `cut`."""
    said = _said(body["reason"], required=True)
    found = held(graph(), person_id)
    if not is_revision(said.tag):
        if said.tag is not None and said.tag != found.tag:
            raise Outdated(f"{found.id} has changed since you looked; look again, then decide.")
        said = replace(said, tag=None)
    remain = sides(found, [(a, b) for a, b in body["links"]])
    return _done(*judging.part(graph(), found, remain, said, above=limits().second))


def _said(reason: str, *, required: bool) -> Said:
    return Said(caller().owner, reason, if_match(required=required), Book(secret()))


def _done(*rows: Row) -> Response:
    derived = derive_touched()
    return answer({"judgements": [_shown(judging.entry(graph(), row["id"])) for row in rows], "derived": derived})


def _shown(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "nodes"}
