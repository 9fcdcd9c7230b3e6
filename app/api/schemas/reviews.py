"""The review queue and the health figures as the API gives them."""

from __future__ import annotations

from marshmallow import Schema, validate

from app.api.schemas.fields import asked_text, decimal, many, one, text, whole, words
from app.api.schemas.paging import Paged, following

KINDS = ("pending", "against", "bridge", "oversize", "contested", "touchpoints", "score", "numbering")


class ReviewsQuery(Paged):
    """Which items."""

    kind = asked_text("Only of this kind", "bridge", check=validate.OneOf(KINDS))


class Reviewed(Schema):
    """A person that an item is about."""

    id = text("The person", "P-1")
    name = text("What to call them", "Ada Lovelace", nullable=True)
    members = whole("Records and identifiers", 7)


class Review(Schema):
    """Something to look at."""

    id = text("Its key, which lasts as long as what it is about", "bridge|identifier/phone:+1|record/crm:C-1")
    kind = text("Why it is in the queue", "bridge")
    risk = decimal("0 to 1; what orders the queue", 0.82)
    reason = text("Why, in a sentence", "One link alone holds 1 and 2 records or addresses together; they differ in name.")
    a = text("A member to look at", "identifier/phone:+1", nullable=True)
    b = text("And the other one", "record/crm:C-1", nullable=True)
    others = words("More members to look at beside the first, where several claim it", ["identifier/login:ada"])
    judgement = text("The judgement it is about", "J-12", nullable=True)
    persons = many(Reviewed, "Whom it is about", [])


class Reviews(Schema):
    """A page of the queue, the riskiest first."""

    reviews = many(Review, "The items", [])
    next = following()


class SizeClass(Schema):
    """Persons of a class of sizes."""

    upTo = whole("The largest size of the class; null for all above", 5, nullable=True)  # noqa: N815 - as the statement has it
    persons = whole("Persons of so many members", 120)
    byValues = whole("Persons of so many identifiers", 140)  # noqa: N815 - as the statement has it


class RefusedBy(Schema):
    """Links that a rule refused."""

    rule = text("The rule", "generic")
    links = whole("How many", 34)


class Queued(Schema):
    """Items of a kind."""

    kind = text("The kind", "bridge")
    items = whole("How many", 12)


class Flag(Schema):
    """A figure past its limit."""

    figure = text("Which", "largest")
    value = decimal("How much", 412.0)
    limit = decimal("At most", 150.0)
    sentence = text("What to do", "P-1 is larger than persons are; look at its weakest place.")


class HealthTotals(Schema):
    """Figures of the whole."""

    persons = whole("Persons, without those who are no customers", 1200)
    excluded = whole("Those", 3)
    identifiers = whole("Identifiers that belong to a person", 4200)
    largest = whole("Members of the largest person", 42, nullable=True)
    largestId = text("And who it is", "P-1", nullable=True)  # noqa: N815 - as the statement has it
    joined = whole("Persons of two members and more", 800)
    single = whole("Those of them that every one of their links alone holds together", 500)
    queue = whole("Items to review", 31)
    judgements = whole("Judgements that stand", 12)
    pending = whole("Judgements that wait for a second account", 1)
    undoRefused = whole("Undoings refused, because what would stand contradicted itself", 0)  # noqa: N815 - as the statement has it
    revision = whole("The revision of the graph", 12)


class Suspect(Schema):
    """An identifier that may be nobody's."""

    key = text("The identifier", "cookie:optout")
    links = whole("Records that state it, and identifiers that it was seen with", 42)
    norm = whole("So many have 99.9 percent of the values of its namespace at most", 6)
    because = text("word (where values are none) or shared (by far more than the norm)", "word")


class HealthFigures(Schema):
    """Whether persons are as large as persons are."""

    totals = one(HealthTotals, "Figures of the whole", {})
    sizes = many(SizeClass, "Persons per size, in members and in identifiers", [])
    refused = many(RefusedBy, "Links refused, by rule", [])
    queue = many(Queued, "The queue, by kind", [])
    candidate = whole("Members of the largest set that evidence would make one were there no rules", 80)
    single = decimal("The share of joined persons that single links hold together", 0.62)
    suspects = many(Suspect, "Identifiers that may be nobody's; what is, belongs into the policy's junk", [])
    flags = many(Flag, "Figures past their limits", [])
