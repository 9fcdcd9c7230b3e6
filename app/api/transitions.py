"""What follows what."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING, TypedDict, TypeVar

from app.api.asking import link, listing
from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.analysis import Transitions, TransitionsQuery
from app.api.schemas.counted import Counted, TransitionPersonsQuery
from app.api.schemas.times import Times
from app.api.serving import answer, graph
from app.journeys.counted import in_transition
from app.journeys.intervals import Interval, intervals
from app.journeys.transitions import Transition
from app.journeys.transitions import transitions as all_transitions
from app.profiles.cursors import place, token

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response

    from app.journeys.answers import Answer

transitions = Noun("transitions", "What follows what")
T = TypeVar("T", Transition, Interval)
_ON_A_PAGE = 100


@transitions.get("/transitions", gives=Transitions, query=TransitionsQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def pairs(query: Query) -> Response:
    """How often a type of touchpoint is followed by another, of those that pass the filters.

    What is filtered away does not stand between. With unit `journeys` none leads from one journey into the next.
    """
    found = all_transitions(graph(), filters(query), unit=unit(query))
    return answer(_page(found, query, lambda _: {}))


@transitions.get("/transitions/times", gives=Times, query=TransitionsQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def times(query: Query) -> Response:
    """The same transitions, each with the persons who make it and how long it takes: quartiles, median, 90th percentile."""
    found = intervals(graph(), filters(query), unit=unit(query))
    return answer(_page(found, query, lambda each: {"different": each.persons, "between": each.between}))


InTransition = TypedDict("InTransition", {"from": str, "to": str})


class TransitionAsked(Query, InTransition, total=False):
    """The validated parameters of a list of persons in a transition."""


@transitions.get("/transitions/persons", gives=Counted, query=TransitionPersonsQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def persons(query: TransitionAsked) -> Response:
    """The persons who go from one type of touchpoint to another, each as often as it does."""
    return answer(listing(in_transition(graph(), query["from"], query["to"], filters(query), unit=unit(query)), query))


def _page(found: Answer[T], query: Query, more: Callable[[T], dict[str, object]]) -> dict[str, object]:
    """A page of transitions, with `more` of each, and the share of all that leaves the same type."""
    (skip,) = place(query["cursor"], (0,))
    end = skip + (query["limit"] or _ON_A_PAGE)
    leaving: Counter[str] = Counter()
    for each in found.rows:
        leaving[each.origin] += each.count
    return made(found, query) | {
        "transitions": [
            {
                "from": each.origin,
                "to": each.target,
                "count": each.count,
                "share": round(each.count / leaving[each.origin], 6),
                "persons": link("/v1/transitions/persons", found.revision, each.count, **{"from": each.origin, "to": each.target}),
                **more(each),
            }
            for each in found.rows[skip:end]
        ],
        "total": sum(leaving.values()),
        "next": token(end) if end < len(found.rows) else None,
    }
