"""What every figure carries: the revision it was made at and the Cypher file that made it."""

from __future__ import annotations

from marshmallow import Schema

from app.api.schemas.fields import one, table, text, whole


class MadeBy(Schema):
    """The Cypher file of an answer, to be run again in Neo4j Browser."""

    file = text("The file, relative to the repository", "cypher/profiles/person.cypher")
    params = table("The values it ran with", {"id": "P-1", "limit": 200})


class Figure(Schema):
    """The base of every answer that states something about the graph."""

    revision = whole("The revision of the graph this answer was read at", 12)
    made_by = one(
        MadeBy,
        "The Cypher file that made the answer, and its parameters",
        {"file": "cypher/profiles/person.cypher", "params": {"id": "P-1", "limit": 200}},
    )
