"""The history of a person as the API gives it."""

from __future__ import annotations

from marshmallow import Schema

from app.api.schemas.fields import many, moment, one, text, whole, words
from app.api.schemas.figures import MadeBy


class Event(Schema):
    """One thing that was said of a person, or that changed its members."""

    at = moment("When", "2026-03-14T09:26:53Z", nullable=False)
    kind = text("said (by a steward) or changed (by a run)", "changed")
    sentence = text("What happened", "P-9 merged into this person; 4 members came.")
    author = text("Who said or did it", "ada")
    because = text("Why", "ada said in J-12: “She told us on the phone.”", nullable=True)
    entry = whole("Of what changed: the ledger's entry; null while its run has not ended", 14, nullable=True)
    judgement = text("Of what was said: the judgement", "J-12", nullable=True)
    state = text("Of what was said: pending, stands, undone or superseded", "stands", nullable=True)
    since = words("Of what changed: the judgements and policy versions that it acted on", ["J-12"])


class History(Schema):
    """What became of a person, since when and why."""

    id = text("The id in use", "P-1")
    asked = text("The id that was asked for", "P-9")
    events = many(Event, "The latest first", [])
    made_by = one(MadeBy, "What made the list of what was said", {"file": "cypher/profiles/judged.cypher", "params": {"id": "P-1", "limit": 200}})
