"""Where it goes hard."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.asking import link, listing, span
from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.counted import Counted
from app.api.schemas.friction import Friction, FrictionQuery, ShowingQuery
from app.api.serving import answer, graph
from app.journeys.friction import TROUBLES, WEEK, Hard, Hardship, Sign, showing
from app.journeys.friction import friction as all_signs

if TYPE_CHECKING:
    from flask import Response

friction = Noun("friction", "Where it goes hard")
_FAILS = (HTTPStatus.UNPROCESSABLE_ENTITY,)


class FrictionAsked(Query, total=False):
    """The validated parameters."""

    wait: str
    trouble: list[str]
    at: str
    sign: str


@friction.get("/friction", gives=Friction, query=FrictionQuery, fails=_FAILS, long=True)
def signs(query: FrictionAsked) -> Response:
    """After which touchpoints persons stop, repeat, come back, wait too long or run into trouble, each with who they are."""
    found = all_signs(graph(), _hard(query), filters(query), unit=unit(query))
    return answer(made(found, query) | {"touchpoints": [_row(each, found.revision) for each in found.rows]})


@friction.get("/friction/persons", gives=Counted, query=ShowingQuery, fails=_FAILS)
def persons(query: FrictionAsked) -> Response:
    """The persons who show one sign at one type of touchpoint."""
    which = (query["at"], Sign(query["sign"]))
    return answer(listing(showing(graph(), _hard(query), which, filters(query), unit=unit(query)), query))


def _hard(query: FrictionAsked) -> Hard:
    return Hard(span(query.get("wait"), "wait") or WEEK, tuple(query.get("trouble", TROUBLES)))


def _row(each: Hardship, revision: int) -> dict[str, object]:
    did = each.counts[Sign.DID]
    return {
        "type": each.type,
        "count": did,
        "signs": [
            {
                "sign": sign,
                "count": count,
                "share": round(count / did, 6),
                "persons": link("/v1/friction/persons", revision, count, at=each.type, sign=sign.value),
            }
            for sign, count in each.counts.items()
            if sign is not Sign.DID
        ],
    }
