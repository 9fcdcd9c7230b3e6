"""What one person did: the timeline of touchpoints, and the journeys they make up."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.nouns import Noun
from app.api.schemas.paging import Paged
from app.api.schemas.sessions import Present, PresentQuery, Sessions, Stays
from app.api.schemas.timelines import Journeys, Timeline, TimelineQuery
from app.api.serving import answer, graph, session_rules, stage_names
from app.profiles.journeys import journeys
from app.profiles.sessions import present, sessions
from app.profiles.stays import stays
from app.profiles.timeline import timeline

if TYPE_CHECKING:
    from flask import Response

timelines = Noun("timelines", "What one person did, in order")
_FAILS = (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
_TOUCHPOINTS, _JOURNEYS, _SESSIONS = 100, 20, 50


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


@timelines.get("/persons/<string:person_id>/sessions", gives=Sessions, query=Paged, fails=_FAILS)
def sessions_of_person(query: dict[str, str | None], person_id: str) -> Response:
    """A person's sessions, the newest first: touchpoints in channels of one kind without a longer silence, and why each took place."""
    limit = int(query["limit"] or _SESSIONS)
    return answer(sessions(graph(), person_id, session_rules(), cursor=query["cursor"], limit=limit))


@timelines.get("/persons/<string:person_id>/present", gives=Present, query=PresentQuery, fails=_FAILS)
def present_of_person(query: dict[str, datetime], person_id: str) -> Response:
    """The channel that a person is in now, or was in at a moment, and why: the session that is open then, if any."""
    return answer(present(graph(), person_id, session_rules(), query.get("at") or datetime.now(tz=UTC)))


@timelines.get("/persons/<string:person_id>/stages", gives=Stays, fails=_FAILS)
def stages_of_person(person_id: str) -> Response:
    """A person's stays in stages, with entry and exit, the time in each, the current one, and where the way led back or began anew."""
    return answer(stays(graph(), person_id, stage_names()))
