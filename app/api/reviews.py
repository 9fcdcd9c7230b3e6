"""What a steward should look at, and whether all is well."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.nouns import Noun
from app.api.schemas.reviews import HealthFigures, Reviews, ReviewsQuery
from app.api.serving import answer, graph, limits
from app.identity.health import health
from app.identity.review import after, place_of, queue

if TYPE_CHECKING:
    from flask import Response

reviews = Noun("reviews", "What a steward should look at, and whether all is well")
_ON_A_PAGE = 50


@reviews.get("/reviews", gives=Reviews, query=ReviewsQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def waiting(query: dict[str, str]) -> Response:
    """The queue, the riskiest first, each item with the reason for its place. What a steward has settled is not in it."""
    limit = int(query["limit"] or _ON_A_PAGE)
    rows = queue(graph(), kind=query.get("kind"), place=place_of(query["cursor"]), limit=limit + 1)
    return answer({"reviews": rows[:limit], "next": after(rows[limit - 1]) if len(rows) > limit else None})


@reviews.get("/health", gives=HealthFigures)
def figures() -> Response:
    """Health figures, with a flag for each that is past its limit. It walks over all persons: ask now and then."""
    return answer(health(graph(), limits()))
