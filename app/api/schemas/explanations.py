"""Why, why not, how, and where a person parts, as the API gives them."""

from __future__ import annotations

from marshmallow import Schema, fields

from app.api.schemas.fields import asked_text, decimal, many, moment, one, text, truth, whole, words

_WHEN = "2026-03-14T09:26:53Z"


class ExplanationQuery(Schema):
    """Two members."""

    a = fields.String(required=True, metadata={"description": "A record id, or the key of an identifier", "example": "crm:C-1001"})
    b = fields.String(required=True, metadata={"description": "Another", "example": "email:ada@example.com"})


class CutQuery(Schema):
    """Two members to part, or none for the weakest place."""

    a = asked_text("A member of the person; with `b`", "record/crm:C-1001")
    b = asked_text("Another member", "identifier/email:ada@example.com")


class NamedMember(Schema):
    """A member, and whose it is."""

    ref = text("The member: its kind and its key", "record/crm:C-1001")
    person = text("Whose it is; null when nobody's", "P-1", nullable=True)
    standing = text("Why it joins nobody: junk, generic, shared, evidence, waiting", "generic", nullable=True)


class Judged(Schema):
    """What somebody said."""

    id = text("The judgement", "J-12")
    verdict = text("same, different or unsure", "same")
    author = text("Who said so", "ada")
    reason = text("Why", "She told us on the phone.")
    at = moment("When", _WHEN)


class Evidence(Schema):
    """One link, with what was observed."""

    to = text("Its other end", "identifier/email:ada@example.com")
    rule = text("The rule that decided", "unique", nullable=True)
    evidence = text("What was observed: STATES, SEEN_WITH, ALIAS or RESEMBLES; null for a judgement", "STATES", nullable=True)
    count = whole("How often", 3, nullable=True)
    first = moment("First seen", _WHEN)
    last = moment("Last seen", _WHEN)
    sources = words("Who observed it", ["crm"])
    score = decimal("How sure a resemblance is, 0 to 1", 0.97, nullable=True)
    weight = decimal("The match weight of a resemblance", 11.2, nullable=True)
    because = fields.Raw(metadata={"description": "The parts of the score of a resemblance", "example": None}, allow_none=True)
    judgement = fields.Raw(metadata={"description": "The judgement that joins these two, if one does", "example": None}, allow_none=True)
    author = fields.String(metadata={"description": "Who judged, where a judgement joins these two", "example": "ada"})
    reason = fields.String(metadata={"description": "Why they judged so", "example": "She told us on the phone."})

    class Meta:
        """Fields whose names Python keeps for itself."""

        include = {"from": text("One end of the link", "record/crm:C-1001")}  # noqa: RUF012 - marshmallow's own idiom


class Refused(Schema):
    """A link that was refused."""

    to = text("Its other end", "identifier/email:info@example.com")
    rule = text("The rule that refused it", "generic")
    because = text("What spoke against it", "email:info@example.com", nullable=True)
    side = text("Of which of the two members: a or b", "a")
    direct = truth("Whether it leads straight to the other one", example=False)

    class Meta:
        """Fields whose names Python keeps for itself."""

        include = {"from": text("One end of the link", "record/crm:C-1001")}  # noqa: RUF012 - marshmallow's own idiom


class Reason(Schema):
    """One thing that keeps two members apart."""

    rule = text("The rule", "generic")
    sentence = text("In a sentence", "Too many use the value for it to be evidence: email:info@example.com.")
    links = many(Refused, "The links that were refused by it", [])


class Explanation(Schema):
    """Why two members are one person, or why they are not."""

    a = one(NamedMember, "The first", {"ref": "record/crm:C-1001", "person": "P-1", "standing": None})
    b = one(NamedMember, "The second", {"ref": "record/shop:77", "person": "P-1", "standing": None})
    joined = truth("Whether they are one person", example=True)
    steps = many(Evidence, "When joined: the shortest way from one to the other, link by link", [])
    reasons = many(Reason, "When apart: what keeps them so", [])
    judged = many(Judged, "What people said of the two", [])


class AssemblyStep(Schema):
    """One link that made one group of two."""

    number = whole("From 1", 1)
    stratum = whole("The strength of the link; stronger ones come first", 90)
    link = one(Evidence, "The link", {})
    left = whole("Members of the one group before", 1)
    right = whole("Members of the other", 1)
    members = whole("Members from then on", 2)
    records = whole("Records among them", 1)


class How(Schema):
    """How a person came together."""

    id = text("The person", "P-1")
    members = whole("How many members it has", 7)
    steps = many(AssemblyStep, "The links that made it, in the order of admission", [])
    revision = whole("The revision of the graph this answer was read at", 12)


class Cut(Schema):
    """The fewest links whose removal parts a person."""

    id = text("The person", "P-1")
    links = many(Evidence, "The links; empty for a person of one record", [])
    left = words("The members of one side", ["record/crm:C-1001"])
    right = words("The members of the other", ["record/shop:77"])
    revision = whole("The revision of the graph this answer was read at", 12)
