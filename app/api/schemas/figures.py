"""What every figure carries: the revision it was made at and the Cypher file that made it."""

from __future__ import annotations

from marshmallow import Schema

from app.api.schemas.fields import many, one, table, text, whole, words


class MadeBy(Schema):
    """The Cypher file of an answer, to be run again in Neo4j Browser."""

    file = text("The file, relative to the repository", "cypher/profiles/person.cypher")
    params = table("The values it ran with", {"id": "P-1", "limit": 200})


class UnknownName(Schema):
    """A name that no touchpoint in a journey has."""

    kind = text("Of what it is the name: type or channel", "type")
    name = text("The name, as it was asked for", "purchse")
    near = words("The names there are that are spelt like it", ["purchase"])


class Figure(Schema):
    """The base of every answer that states something about the graph."""

    revision = whole("The revision of the graph this answer was read at", 12)
    made_by = one(
        MadeBy,
        "The Cypher file that made the answer, and its parameters",
        {"file": "cypher/profiles/person.cypher", "params": {"id": "P-1", "limit": 200}},
    )


class Analysis(Figure):
    """The base of every answer about all persons."""

    class Meta:
        """Fields whose names marshmallow keeps for itself."""

        include = {  # noqa: RUF012 - marshmallow's own idiom
            "unknown": many(UnknownName, "Types and channels asked for that nobody has: a mistake in a name, perhaps", [])
        }
