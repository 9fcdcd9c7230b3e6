"""What if: a draft is tried and nothing is changed. The answer's ETag makes it come true as forecast, or not at all."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.nouns import Noun
from app.api.schemas.whatif import PART, DraftBody, Forecast
from app.api.serving import answer, default_model, default_policy, forecast, limits, tagged
from app.identity.judged import at_revision
from app.identity.judgements import Kind, Verdict
from app.identity.policy import parse
from app.identity.scoring.model import model_of
from app.whatif.drafts import ExclusionDraft, ModelDraft, PairDraft, PartDraft, PolicyDraft, UndoDraft

if TYPE_CHECKING:
    from flask import Response

    from app.graph import Row
    from app.whatif.drafts import Draft

whatif = Noun("whatif", "What a judgement, a policy or a scoring model would do, without doing it")
_FAILS = (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY)


@whatif.post("/whatif", takes=DraftBody, gives=Forecast, fails=_FAILS)
def tried(body: Row) -> Response:
    """Persons merged, split and unchanged, where most would change, examples, how journeys and conversions would move, and whom channels owe credit.

    The draft is put in force and derived in a transaction that is rolled back; what would be refused for good is refused here in the same words.
    The ETag names the revision: sent as `If-Match` with the judgement, that does what was forecast, or nothing (412). A policy is applied by
    `throughline policy apply FILE --revision …`, a scoring model by `throughline model apply FILE --revision …`.
    """
    found = forecast(_draft(body), credit=body["attribution"])
    return tagged(answer(found), at_revision(found["revision"]))


def _draft(body: Row) -> Draft:
    if "policy" in body:
        return PolicyDraft(parse(body["policy"], "This policy"), default_policy())
    if "model" in body:
        return ModelDraft(model_of(body["model"], "This scoring model"), default_model(), limits().trial)
    said = body["judgement"]
    match said["verdict"]:
        case Verdict.NOT_A_CUSTOMER:
            return ExclusionDraft(said["a"], Kind(said["kind"]))
        case Verdict.UNDO:
            return UndoDraft(said["judgement"])
        case word if word == PART:
            return PartDraft(said["person"], [(a, b) for a, b in said["links"]])
        case word:
            return PairDraft(Verdict(word), said["a"], said["b"])
