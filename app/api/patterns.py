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
from app.journeys.quantified import shown
from app.journeys.vocabulary import known

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

    The pattern is compiled to an automaton, which is a parameter of the Cypher file that answers. `quantified` says the same as paths, for people.
    """
    text, kept, counted, negated = query["pattern"], filters(query), unit(query), query["negated"]
    pattern = parse(text)
    found, never = matching(graph(), pattern, kept, unit=counted, negated=negated)
    paths = shown(text, pattern, known(graph()), kept, unit=counted, negated=negated)
    return answer(listing(found, query) | {"pattern": text, "never": never, "quantified": {"cypher": paths.cypher, "why_not": paths.why_not}})
