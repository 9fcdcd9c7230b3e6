"""Personas: who is alike."""

from __future__ import annotations

from http import HTTPStatus
from statistics import fmean
from typing import TYPE_CHECKING

from app.api.asking import link, listing
from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.counted import Counted
from app.api.schemas.personas import PersonaPersonsQuery, Personas, PersonasQuery
from app.api.serving import answer, conversions, graph
from app.errors import BadInput
from app.journeys.answers import Unit
from app.journeys.personas import belonging
from app.journeys.personas import personas as all_personas

if TYPE_CHECKING:
    from flask import Response

    from app.journeys.personas import Persona
    from app.journeys.personas import Personas as Found

personas = Noun("personas", "Who is alike, and what sets them apart")
_FAILS = (HTTPStatus.UNPROCESSABLE_ENTITY,)


class PersonasAsked(Query, total=False):
    """The validated parameters."""

    k: int
    persona: int


@personas.get("/personas", gives=Personas, query=PersonasQuery, fails=_FAILS, long=True)
def groups(query: PersonasAsked) -> Response:
    """Persons grouped by how much they do, what and where, where they stand and who they are, each group with what sets it apart.

    Nothing in it is left to chance: the same graph gives the same personas. `stability` says how much they are worth.
    """
    found = all_personas(graph(), _converts(query), filters(query), k=query.get("k"))
    return answer(
        made(found, query)
        | {
            "total": found.total,
            "personas": [_persona(found, each) for each in found.rows],
            "stability": round(fmean(found.stability), 6) if found.stability else None,
            "least_stability": round(min(found.stability), 6) if found.stability else None,
        }
    )


@personas.get("/personas/persons", gives=Counted, query=PersonaPersonsQuery, fails=_FAILS)
def persons(query: PersonasAsked) -> Response:
    """The persons of one persona."""
    return answer(listing(belonging(graph(), _converts(query), query["persona"], filters(query), k=query["k"]), query))


def _converts(query: PersonasAsked) -> list[str]:
    if unit(query) is not Unit.PERSONS:
        raise BadInput("Personas are made of persons. Leave `unit` out.")
    return sorted({kind for each in conversions().declared for kind in each.types})


def _persona(found: Found, each: Persona) -> dict[str, object]:
    return {
        "number": each.number,
        "count": each.count,
        "share": round(each.count / found.total, 6),
        "persons": link("/v1/personas/persons", found.revision, each.count, k=len(found.rows), persona=each.number),
        "apart": [
            {
                "aspect": telling.feature.aspect,
                "name": telling.feature.name,
                "within": round(telling.within, 6),
                "without": round(telling.without, 6),
                "deviations": round(telling.deviations, 6),
            }
            for telling in each.telling
        ],
        "examples": each.examples,
    }
