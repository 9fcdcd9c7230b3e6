"""What one person did: the timeline of touchpoints, and the journeys they make up."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.nouns import Noun
from app.api.schemas.paging import Paged
from app.api.schemas.timelines import Journeys, Timeline, TimelineQuery
from app.api.serving import answer, graph
from app.profiles.journeys import journeys
from app.profiles.timeline import timeline

if TYPE_CHECKING:
    from flask import Response

timelines = Noun("timelines", "What one person did, in order")
_FAILS = (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
_TOUCHPOINTS, _JOURNEYS = 100, 20


@timelines.get("/persons/<string:person_id>/timeline", gives=Timeline, query=TimelineQuery, fails=_FAILS)
def of_person(query: dict[str, str | None], person_id: str) -> Response:
    """A person's touchpoints in order of time, sequence and id, each with the stage it was in."""
    limit = int(query["limit"] or _TOUCHPOINTS)
    newest = query["order"] == "newest"
    return answer(timeline(graph(), person_id, cursor=query["cursor"], limit=limit, newest=newest))


@timelines.get("/persons/<string:person_id>/journeys", gives=Journeys, query=Paged, fails=_FAILS)
def journeys_of_person(query: dict[str, str | None], person_id: str) -> Response:
    """A person's journeys, each with its whole sequence of steps; a new one begins where the conversions file says."""
    limit = int(query["limit"] or _JOURNEYS)
    return answer(journeys(graph(), person_id, cursor=query["cursor"], limit=limit))
