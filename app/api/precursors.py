"""What comes before somebody leaves."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.asking import link, listing, span
from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.counted import Counted
from app.api.schemas.precursors import PrecededQuery, Precursors, PrecursorsQuery
from app.api.serving import answer, graph
from app.errors import BadInput
from app.journeys.answers import Unit
from app.journeys.precursors import Precursor, preceded
from app.journeys.precursors import precursors as all_precursors

if TYPE_CHECKING:
    from flask import Response

precursors = Noun("precursors", "What comes before somebody leaves")
_PERSONS = "/v1/precursors/persons"
_FAILS = (HTTPStatus.UNPROCESSABLE_ENTITY,)


class PrecursorsAsked(Query, total=False):
    """The validated parameters."""

    of: list[str]
    within: str
    before: str
    left: bool


@precursors.get("/precursors", gives=Precursors, query=PrecursorsQuery, fails=_FAILS, long=True)
def before(query: PrecursorsAsked) -> Response:
    """What precedes a cancellation, or another touchpoint, more or less often among those who have it than among those who have not.

    A difference is no cause: it says where to look.
    """
    found = all_precursors(graph(), query["of"], filters(query), within=_within(query))
    rows = [_row(each, found.revision) for each in found.rows]
    return answer(made(found, query) | {"left": found.left, "stayed": found.stayed, "precursors": rows})


@precursors.get("/precursors/persons", gives=Counted, query=PrecededQuery, fails=_FAILS)
def persons(query: PrecursorsAsked) -> Response:
    """The persons of one figure."""
    which = (query["before"], query["left"])
    return answer(listing(preceded(graph(), query["of"], which, filters(query), within=_within(query)), query))


def _within(query: PrecursorsAsked) -> int | None:
    if unit(query) is not Unit.PERSONS:
        raise BadInput("Persons leave, journeys do not. Leave `unit` out.")
    return span(query.get("within"), "within")


def _row(each: Precursor, revision: int) -> dict[str, object]:
    table = each.table
    return {
        "type": each.type,
        "left": table.some_with,
        "left_share": round(table.some_with / table.some, 6) if table.some else 0.0,
        "left_persons": link(_PERSONS, revision, table.some_with, before=each.type, left="true"),
        "stayed": table.others_with,
        "stayed_share": round(table.others_with / table.others, 6) if table.others else 0.0,
        "stayed_persons": link(_PERSONS, revision, table.others_with, before=each.type, left="false"),
        "odds_ratio": each.odds_ratio,
        "low": each.interval[0],
        "high": each.interval[1],
        "probability": each.probability,
    }
