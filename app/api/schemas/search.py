"""Finding persons: what is asked and what is found."""

from __future__ import annotations

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from app.api.schemas.fields import asked_moment, asked_text, decimal, many, moment, one, text, truth, whole
from app.api.schemas.figures import MadeBy
from app.api.schemas.paging import Paged, following

_WHEN = "2026-03-14T09:26:53Z"
_MADE_BY = {"file": "cypher/profiles/search.cypher", "params": {"words": "+(ada^2 ada*)", "skip": 0, "limit": 21}}


class PersonsQuery(Paged):
    """Persons by words, or by one identifier."""

    q = asked_text("Words of names, identifiers or places", "ada london", check=validate.Length(1, 200))
    identifier = asked_text("`namespace:value`", "email:ada@example.com", check=validate.Length(3, 1000))

    @validates_schema
    def one_of_both(self, data: dict[str, object], **_: object) -> None:
        """Exactly one way to ask."""
        if ("q" in data) == ("identifier" in data):
            raise ValidationError("Give either `q` or `identifier`.", "q")


class Match(Schema):
    """One person that matches."""

    id = text("The person", "P-1")
    name = text("What to call them", "Ada Lovelace", nullable=True)
    kind = text("person or organisation", "person", nullable=True)
    anonymous = truth("Whether no record is known", example=False)
    members = whole("Records and identifiers", 7)
    excluded = text("Judged to be no customer (bot, test, staff), and out of every figure; null for a customer", None, nullable=True)
    stage = text("The stage they are in now", "retention", nullable=True)
    last = moment("Their latest touchpoint", _WHEN)
    score = decimal("How well they match, to compare within one answer", 1.84)


class Owner(Schema):
    """Whose an identifier is, and when."""

    id = text("The person", "P-1")
    name = text("What to call them", "Ada Lovelace", nullable=True)
    to = moment("The end of this use, where identifiers change hands", _WHEN)

    class Meta:
        """Fields whose names Python keeps for itself."""

        include = {"from": moment("The start of this use, where identifiers change hands", _WHEN)}  # noqa: RUF012


class Answer(Schema):
    """One identifier as asked, and whose it is."""

    identifier = text("As asked", "email:Ada@Example.com")
    state = text("found, unknown, or why it joins nobody: junk, generic, shared, evidence, waiting", "found")
    persons = many(Owner, "Whose it is, the present owner first", [{"id": "P-1", "name": "Ada Lovelace"}])


class Persons(Schema):
    """Persons found by words (`persons`), or by an identifier (`answers`)."""

    persons = fields.List(fields.Nested(Match), metadata={"description": "By words: the persons, best first", "example": []})
    answers = fields.List(fields.Nested(Answer), metadata={"description": "By identifier: the one answer", "example": []})
    next = following()
    made_by = one(MadeBy, "The Cypher file that made the answer, and its parameters", _MADE_BY)


class LookupBody(Schema):
    """Identifiers to look up together."""

    identifiers = fields.List(
        fields.String(validate=validate.Length(3, 1000)),
        required=True,
        validate=validate.Length(1, 100),
        metadata={
            "description": "`namespace:value` each, 100 at most",
            "example": ["email:ada@example.com", "phone:+442071234567"],
        },
    )
    as_of = asked_moment("What the service would have said at this moment, by the ledger", _WHEN)


class AnswerThen(Schema):
    """One identifier as asked, and whose it was."""

    identifier = text("As asked", "email:Ada@Example.com")
    person = text("The id of its owner then; null for none", "P-1", nullable=True)


class Lookup(Schema):
    """The answers, in the order asked; those about a moment in `then`, with the moment and the last ledger entry at it."""

    answers = many(Answer, "One for each identifier; empty with `as_of`", [])
    then = fields.List(fields.Nested(AnswerThen), metadata={"description": "With `as_of`: one for each identifier", "example": []})
    as_of = asked_moment("The moment that was asked for", _WHEN)
    entry = fields.Integer(strict=True, metadata={"description": "With `as_of`: the last ledger entry at that moment", "example": 12})
    made_by = one(MadeBy, "The Cypher file that made the answer, and its parameters", _MADE_BY)
