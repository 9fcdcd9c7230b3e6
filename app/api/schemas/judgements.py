"""Judgements as the API takes and gives them."""

from __future__ import annotations

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from app.api.schemas.fields import asked_text, many, moment, text, truth, whole, words
from app.api.schemas.paging import Paged, following
from app.identity.judgements import Kind, State, Verdict

_WHEN = "2026-03-14T09:26:53Z"
_SAID = [str(each) for each in Verdict if each is not Verdict.UNDO]
_REASON = {"description": "Why; those who read it later will ask", "example": "She told us on the phone."}


class ReasonBody(Schema):
    """Why."""

    reason = fields.String(required=True, validate=validate.Length(1, 1000), metadata=_REASON)


class JudgementBody(ReasonBody):
    """A judgement on two members, or that whoever holds one is no customer."""

    verdict = fields.String(
        required=True, validate=validate.OneOf(_SAID), metadata={"description": "same, different, unsure or not_a_customer", "example": "same"}
    )
    a = fields.String(required=True, metadata={"description": "A record id, or the key of an identifier", "example": "crm:C-1001"})
    b = asked_text("The other member; left out for not_a_customer", "shop:77")
    kind = asked_text("Of not_a_customer: bot, test or staff", "bot", check=validate.OneOf([str(each) for each in Kind]))

    @validates_schema
    def complete(self, data: dict[str, str], **_: object) -> None:
        """A judgement on two needs both, one on a customer its kind."""
        alone = data.get("verdict") == Verdict.NOT_A_CUSTOMER
        if alone != ("kind" in data):
            raise ValidationError("Goes with not_a_customer, and only with it.", "kind")
        if alone == ("b" in data):
            raise ValidationError("Is the other member of same, different and unsure.", "b")


class PartingBody(ReasonBody):
    """Links whose removal parts a person."""

    links = fields.List(
        fields.List(fields.String(), validate=validate.Length(equal=2)),
        required=True,
        validate=validate.Length(1, 100),
        metadata={
            "description": "Pairs of members between which a link goes",
            "example": [["record/crm:C-1001", "identifier/email:info@example.com"]],
        },
    )


class AgreementBody(Schema):
    """Nothing: who agrees is who asks."""


class Judgement(Schema):
    """One entry of the log."""

    id = text("The entry", "J-12")
    number = whole("Its place in the log", 12)
    verdict = text("same, different, unsure, not_a_customer or undo", "same")
    kind = text("Of not_a_customer: bot, test or staff", "bot", nullable=True)
    state = text("pending, stands, undone or superseded; only what stands acts", "stands")
    author = text("Who said so", "ada")
    reason = text("Why", "She told us on the phone.")
    at = moment("When", _WHEN)
    agreedBy = text("The second account, where one was needed", None, nullable=True)  # noqa: N815 - as the graph has it
    size = whole("How many members stood on both sides", 9)
    undoes = text("What an undo undoes", None, nullable=True)
    undoneBy = text("The undoing that stands", None, nullable=True)  # noqa: N815 - as the graph has it
    supersedes = text("The entry about the same members before it", None, nullable=True)
    pair = words("The members that were judged", ["record/crm:C-1001", "record/shop:77"])
    persons = words("The persons that hold them now", ["P-1"])


class Judgements(Schema):
    """Entries of the log, the latest first."""

    judgements = many(Judgement, "The entries", [])
    next = following()


class JudgementDone(Schema):
    """What was said, and whether it has taken effect already."""

    judgements = many(Judgement, "The entries that were made or changed", [])
    derived = truth("Whether persons and journeys are derived already; if not, the next `unify` does it", example=True)


class JudgementsQuery(Paged):
    """Which entries."""

    state = asked_text("Only of this state", "pending", check=validate.OneOf([str(each) for each in State]))
    verdict = asked_text("Only of this verdict", "same", check=validate.OneOf([str(each) for each in Verdict]))
    author = asked_text("Only by this author", "ada")
