"""The merge graph as the API gives it."""

from __future__ import annotations

from marshmallow import Schema

from app.api.schemas.fields import many, moment, text, whole, words
from app.api.schemas.figures import Figure

_WHEN = "2026-03-14T09:26:53Z"


class Node(Schema):
    """A record or an identifier: a member, or something kept apart."""

    id = text("The node within this graph: its kind and its key", "identifier/email:ada@example.com")
    key = text("Record id, or identifier key", "email:ada@example.com")
    kind = text("record, identifier or device", "identifier")
    label = text("What to show", "ada@example.com", nullable=True)
    group = text("The source of a record, the namespace of an identifier", "email", nullable=True)
    standing = text("Why an identifier joins nobody: junk, generic, shared, evidence, waiting", "generic", nullable=True)
    person = text("Whose it is; null when nobody's", "P-1", nullable=True)


class Link(Schema):
    """A link between two nodes, and the verdict on it."""

    # `from` is a word of Python's own, so the field is added below by name.
    to = text("Its other end", "identifier/email:ada@example.com")
    verdict = text("admitted, refused, or judged: what a steward said of the two", "admitted")
    rule = text("The rule that decided; of a judged link same, different or unsure", "unique", nullable=True)
    because = text("Why it was refused, or the steward's reason", "generic: 21 users, at most 5", nullable=True)
    evidence = text("What was observed: STATES, SEEN_WITH, ALIAS", "STATES", nullable=True)
    count = whole("How often", 3, nullable=True)
    first = moment("First seen", _WHEN)
    last = moment("Last seen", _WHEN)
    sources = words("Who observed it", ["crm"])
    judgement = text("The judgement, of a judged link", "J-12", nullable=True)
    author = text("And who said so", "ada", nullable=True)
    state = text("And whether it stands, or is pending: it waits for a second account", "stands", nullable=True)

    class Meta:
        """Fields whose names Python keeps for itself."""

        include = {"from": text("One end of the link", "record/crm:C-1001")}  # noqa: RUF012 - marshmallow's own idiom


class MergeGraph(Figure):
    """Why these records and identifiers are one person."""

    id = text("The id in use", "P-1")
    asked = text("The id that was asked for", "P-9")
    members = whole("How many members the person has; 1,000 are shown", 7)
    nodes = many(Node, "Members, and what was kept apart from them", [])
    links = many(Link, "Admitted, refused and judged links", [])
