"""Drafts as the API takes them, and what would come of them."""

from __future__ import annotations

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from app.api.schemas.attribution import LeftOut
from app.api.schemas.fields import asked_text, decimal, many, one, text, truth, whole, words
from app.api.schemas.figures import MadeBy
from app.identity.judgements import Kind, Verdict
from app.identity.scoring.model import read_model
from app.whatif.moves import Fate

PART = "part"
_JUDGEMENT = {"verdict": "same", "a": "crm:C-1001", "b": "shop:77"}
_LINKS = [["record/crm:C-1001", "identifier/email:info@example.com"]]
_POLICY = "namespaces:\n  email: {rule: joins, priority: 60, cap: 3}\n"
_MODEL = read_model().document
_PAIR = frozenset({"a", "b"})
_NEEDS = {
    Verdict.SAME: _PAIR,
    Verdict.DIFFERENT: _PAIR,
    Verdict.UNSURE: _PAIR,
    Verdict.NOT_A_CUSTOMER: frozenset({"a", "kind"}),
    Verdict.UNDO: frozenset({"judgement"}),
    PART: frozenset({"person", "links"}),
}


class DraftJudgement(Schema):
    """A judgement that nobody has made yet: on two members, on who is no customer, an undoing, or a parting along links."""

    verdict = fields.String(
        required=True,
        validate=validate.OneOf([str(each) for each in _NEEDS]),
        metadata={"description": "same, different, unsure, not_a_customer, undo or part", "example": "same"},
    )
    a = asked_text("A record id, or the key of an identifier", "crm:C-1001")
    b = asked_text("The other member, of same, different and unsure", "shop:77")
    kind = asked_text("Of not_a_customer: bot, test or staff", "bot", check=validate.OneOf([str(each) for each in Kind]))
    judgement = asked_text("Of undo: the judgement that it takes back", "J-12")
    person = asked_text("Of part: the person", "P-1")
    links = fields.List(
        fields.List(fields.String(), validate=validate.Length(equal=2)),
        validate=validate.Length(1, 100),
        metadata={"description": "Of part: pairs of members between which a link goes", "example": _LINKS},
    )

    @validates_schema
    def complete(self, data: dict[str, object], **_: object) -> None:
        """Each verdict needs words of its own, and has no use for others."""
        needed = _NEEDS[str(data.get("verdict"))]
        for name in needed - data.keys():
            raise ValidationError(f"Is needed for {data['verdict']}.", name)
        for name in data.keys() - needed - {"verdict"}:
            raise ValidationError(f"Has no meaning for {data['verdict']}.", name)


class DraftBody(Schema):
    """What is tried: one of these."""

    judgement = fields.Nested(DraftJudgement, metadata={"description": "A judgement", "example": _JUDGEMENT})
    policy = fields.String(
        validate=validate.Length(1, 500_000), metadata={"description": "A whole identifier policy, as YAML or JSON", "example": _POLICY}
    )
    model = fields.Dict(
        keys=fields.String(),
        metadata={
            "description": "A whole scoring model, as `throughline model show` prints it; version, author and reason do not count",
            "example": _MODEL,
        },
    )
    attribution = fields.Boolean(
        load_default=True,
        metadata={"description": "Whether to make the attribution report before and after, which reads the journeys of all", "example": True},
    )

    @validates_schema
    def single(self, data: dict[str, object], **_: object) -> None:
        """One draft at a time."""
        if len(data.keys() & {"judgement", "policy", "model"}) != 1:
            raise ValidationError("Give one draft: a judgement, a policy or a scoring model.", "judgement")


class Fates(Schema):
    """How many persons there are and would be, and what becomes of those there are: each has one fate."""

    before = whole("Persons now", 1200)
    after = whole("Persons then", 1198)
    unchanged = whole("Keep exactly their members", 1190)
    merged = whole("Whole in one person together with members of others", 6)
    split = whole("In more than one place, each without members of others", 2)
    rearranged = whole("In more than one place, and with members of others", 0)
    altered = whole("Gain or lose members that belong, or belonged, to nobody", 2)
    gone = whole("No member belongs to anybody any more", 0)


class Piece(Schema):
    """A person of a family, now or then."""

    id = text("The person; null for one that would get a new id", "P-1", nullable=True)
    name = text("Its name now", "Ada Lovelace", nullable=True)
    fate = text(f"Of a person now: {', '.join(Fate)}", "merged", nullable=True)
    size = whole("How many members", 9)
    members = words("The first of them, records before identifiers", ["record/crm:C-1001", "identifier/email:ada@example.com"])


class Family(Schema):
    """Persons now and then that share members, and no others do."""

    members = whole("How many members are concerned", 11)
    moved = whole("How many of them would be in other company", 2)
    personsBefore = whole("How many persons now", 2)  # noqa: N815 - as the answer has it
    personsAfter = whole("How many persons then", 1)  # noqa: N815 - as the answer has it
    before = many(Piece, "The largest of those now", [])
    after = many(Piece, "The largest of those then", [])


class Move(Schema):
    """One figure now and then."""

    before = decimal("Now", 12)
    after = decimal("Then", 11)


class NamedMove(Move):
    """One figure of several, now and then."""

    name = text("What it counts", "purchase")


class JourneyMoves(Schema):
    """How figures move, of those whose journeys would change; everybody else's stay."""

    persons = one(Move, "Persons with a journey", {"before": 2, "after": 1})
    journeys = one(Move, "Journeys", {"before": 2, "after": 1})
    steps = one(Move, "Touchpoints in journeys", {"before": 12, "after": 12})
    conversions = one(Move, "Conversions", {"before": 3, "after": 3})
    value = one(Move, "Their value, less refunds, in the reporting currency", {"before": 120.5, "after": 120.5})
    stages = many(NamedMove, "Journeys by present stage, where their number moves", [])
    types = many(NamedMove, "Touchpoints in journeys by type, where their number moves", [])
    credits = many(NamedMove, "Conversions and refunds by name, where their number moves", [])
    worth = many(NamedMove, "Value by conversion, where it moves", [])
    missingRate = text("What is missing where values cannot be told", None, nullable=True)  # noqa: N815 - as the answer has it


class CreditMove(Move):
    """One figure of a report now and then, not rounded."""

    difference = decimal("Then less now", -1)


class SumsMove(Schema):
    """What a report counts, now and then."""

    conversions = one(CreditMove, "Conversions", {"before": 41, "after": 41, "difference": 0})
    value = one(CreditMove, "Their value less what was taken back, in the reporting currency", {"before": 520.5, "after": 520.5, "difference": 0})
    refunds = one(CreditMove, "Refunds", {"before": 2, "after": 2, "difference": 0})


class ChannelMove(Schema):
    """What a model gives a channel, now and then."""

    channel = text("The channel", "email")
    conversions = one(CreditMove, "Conversions", {"before": 12, "after": 13, "difference": 1})
    value = one(CreditMove, "Value, in the reporting currency", {"before": 120.5, "after": 130.5, "difference": 10})


class ModelMoves(Schema):
    """One model."""

    model = text("The model", "markov")
    channels = many(ChannelMove, "Every channel that touched somebody or had spend, now or then, by name", [])


class AttributionMoves(Schema):
    """The attribution report now and then: the usual models over all declared conversions of all time."""

    models = many(ModelMoves, "The models", [])
    total = one(SumsMove, "What happened; null where it cannot be told", {}, nullable=True)
    unattributed = one(SumsMove, "The part of it that no touch led to", {}, nullable=True)
    converted = one(CreditMove, "How many persons converted or took back", {"before": 39, "after": 38, "difference": -1}, nullable=True)
    made_by = one(MadeBy, "The Cypher file that read the ways", {"file": "cypher/attribution/journeys.cypher", "params": {}}, nullable=True)
    left_out = many(LeftOut, "What the report after it leaves out, because it has no rate, by currency", [])
    refused = text("Why it cannot be told; else null", None, nullable=True)


class Forecast(Schema):
    """What would come of a draft. Nothing has been changed."""

    revision = whole("The revision of the graph at which this holds; the ETag names it for `If-Match`", 12)
    persons = one(Fates, "Persons", {"before": 1200, "after": 1198, "merged": 2})
    excluded = whole("Persons who would be customers no more, or again", 0)
    verdicts = whole("Links that would be decided another way", 3)
    second = truth("Whether a second account would have to agree; this is what the draft does then", example=False)
    waited = whole("Records and identifiers that wait for the next `unify`; what they change is not counted here", 0)
    worst = many(Family, "The families in which most members move", [])
    examples = many(Family, "Small families of each fate", [])
    journeys = one(JourneyMoves, "Journeys and conversions", {})
    attribution = one(AttributionMoves, "Credit of channels; null where it was not asked for", {}, nullable=True)
