"""Who comes back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.asking import link, listing
from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.counted import Counted
from app.api.schemas.retention import Retention, RetentionQuery, ReturnedQuery
from app.api.serving import answer, graph
from app.errors import BadInput
from app.journeys.answers import Unit
from app.journeys.retention import Cohort, Triangle, returned
from app.journeys.retention import retention as all_cohorts

if TYPE_CHECKING:
    from flask import Response

retention = Noun("retention", "Who comes back")
_FAILS = (HTTPStatus.UNPROCESSABLE_ENTITY,)


class RetentionAsked(Query, total=False):
    """The validated parameters."""

    begins: list[str]
    returns: list[str]
    period: str
    cohort: str
    after: int


@retention.get("/retention", gives=Retention, query=RetentionQuery, fails=_FAILS, long=True)
def cohorts(query: RetentionAsked) -> Response:
    """Of those who began in each period, how many came back in each period after it, by the calendar in UTC."""
    found = all_cohorts(graph(), _triangle(query), filters(query))
    return answer(
        made(found, query)
        | {
            "cohorts": [{"first": each.first, "returns": _returns(each, found.revision)} for each in found.rows],
            "total": sum(each.counts[0] for each in found.rows),
        }
    )


@retention.get("/retention/persons", gives=Counted, query=ReturnedQuery, fails=_FAILS)
def persons(query: RetentionAsked) -> Response:
    """The persons of one cell of the triangle."""
    return answer(listing(returned(graph(), _triangle(query), query["cohort"], query["after"], filters(query)), query))


def _triangle(query: RetentionAsked) -> Triangle:
    if unit(query) is not Unit.PERSONS:
        raise BadInput("Retention is counted in persons: a journey does not come back. Leave `unit` out.")
    return Triangle(query.get("begins"), query.get("returns"), query["period"])


def _returns(cohort: Cohort, revision: int) -> list[dict[str, object]]:
    return [
        {
            "after": after,
            "count": count,
            "share": round(count / cohort.counts[0], 6),
            "persons": link("/v1/retention/persons", revision, count, cohort=cohort.first, after=after),
        }
        for after, count in cohort.counts.items()
    ]
