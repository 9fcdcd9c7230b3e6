"""What follows what."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.analysis import Transitions, TransitionsQuery
from app.api.serving import answer, graph
from app.journeys.transitions import transitions as all_transitions
from app.profiles.cursors import place, token

if TYPE_CHECKING:
    from flask import Response

transitions = Noun("transitions", "What follows what")
_ON_A_PAGE = 100


@transitions.get("/transitions", gives=Transitions, query=TransitionsQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def pairs(query: Query) -> Response:
    """How often a type of touchpoint is followed by another, of those that pass the filters.

    What is filtered away does not stand between. With unit `journeys` none leads from one journey into the next.
    """
    (skip,) = place(query["cursor"], (0,))
    end = skip + (query["limit"] or _ON_A_PAGE)
    found = all_transitions(graph(), filters(query), unit=unit(query))
    leaving: Counter[str] = Counter()
    for each in found.rows:
        leaving[each.origin] += each.count
    return answer(
        made(found)
        | {
            "transitions": [
                {
                    "from": each.origin,
                    "to": each.target,
                    "count": each.count,
                    "share": round(each.count / leaving[each.origin], 6),
                }
                for each in found.rows[skip:end]
            ],
            "total": sum(leaving.values()),
            "next": token(end) if end < len(found.rows) else None,
        }
    )
