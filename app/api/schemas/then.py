"""What the service would have said at a moment."""

from __future__ import annotations

from marshmallow import Schema

from app.api.schemas.fields import asked_moment, many, moment, one, text, whole, words
from app.api.schemas.figures import MadeBy

_WHEN = "2026-03-14T09:26:53Z"
_MADE_BY = {"file": "cypher/ledger/lines.cypher", "params": {"names": ["P-1"], "until": _WHEN}}
_SAID = "What the service would have said at this moment, by the ledger"


class AsOf(Schema):
    """A moment that may be asked for."""

    as_of = asked_moment(_SAID, _WHEN)


class AsOfNeeded(Schema):
    """A moment that has to be given."""

    as_of = asked_moment(_SAID, _WHEN, required=True)


class Then(Schema):
    """What every answer about a moment says."""

    as_of = moment("The moment that was asked for", _WHEN, nullable=False)
    entry = whole("The last ledger entry at that moment; 0 before the first", 12)
    made_by = one(MadeBy, "The Cypher file that reads the ledger, and its parameters", _MADE_BY)


class PersonThen(Then):
    """A person at a moment: id and members. Traits are left out: at which moment each was known is not kept."""

    id = text("The id in use then", "P-1")
    asked = text("The id that was asked for; one retired by then answers with its successor then", "P-9")
    members = whole("How many records, identifiers and uses belonged to the person", 7)
    records = words("Those of the records that are still in the graph, by id", ["crm:C-1001"])
    identifiers = words("Those of the identifiers and uses that are still in the graph, by key", ["email:ada@example.com"])


class Claim(Schema):
    """An actor of a touchpoint and whose it was."""

    identifier = text("The key of the identifier", "cookie:c-1")
    person = text("The id of the person it belonged to; null for none", "P-1", nullable=True)


class Served(Then):
    """Under which id a touchpoint was served. Uses and the priorities of namespaces are those known now."""

    touchpoint = text("Source and event id", "web:e-17")
    at = moment("When it happened", _WHEN)
    state = text("owned, contested (two persons claimed it with equal right) or unowned", "owned")
    person = text("The id of its owner then; null unless it is owned", "P-1", nullable=True)
    claims = many(Claim, "Who did it, and whose each was", [{"identifier": "cookie:c-1", "person": "P-1"}])
