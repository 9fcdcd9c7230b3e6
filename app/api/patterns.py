"""Who did this, in this order?"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.asking import listing
from app.api.filtering import Query, filters, unit
from app.api.nouns import Noun
from app.api.schemas.patterns import Matching, PatternQuery
from app.api.serving import answer, graph
from app.journeys.patterns import matching, parse

if TYPE_CHECKING:
    from flask import Response

patterns = Noun("patterns", "Who did this, in this order?")


class PatternAsked(Query, total=False):
    """The validated parameters."""

    pattern: str
    negated: bool


@patterns.get("/patterns", gives=Matching, query=PatternQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,), long=True)
def persons(query: PatternAsked) -> Response:
    """The persons whose touchpoints, of those that pass the filters, fit a pattern.

    The pattern is compiled to an automaton, which is a parameter of the Cypher file that answers.
    """
    found, never = matching(graph(), parse(query["pattern"]), filters(query), unit=unit(query), negated=query["negated"])
    return answer(listing(found, query) | {"pattern": query["pattern"], "never": never})
