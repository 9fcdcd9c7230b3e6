"""Jobs: how far a question is that was asked with `Prefer: respond-async`, and its answer."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

from app.api import deferring, keys
from app.api.nouns import Noun
from app.api.schemas.jobs import Answered, Job
from app.api.serving import answer, graph
from app.jobs.job import find, result

jobs = Noun("jobs", "Long questions that are answered later")
_GONE = (HTTPStatus.NOT_FOUND,)


@jobs.get("/jobs/<string:job>", gives=Job, fails=_GONE)
def one(job: str) -> Response:
    """How far a question is. Only the owner of the key that asked it sees it."""
    found = find(graph(), keys.caller().owner, job)
    response = answer(deferring.told(found))
    if found.ended is None and not found.lost:
        response.headers["Retry-After"] = deferring.PAUSE
    return response


@jobs.get("/jobs/<string:job>/result", gives=Answered, fails=(*_GONE, HTTPStatus.CONFLICT))
def answered(job: str) -> Response:
    """The answer, as it would have been given at once, with its status; 409 while there is none."""
    found = result(graph(), keys.caller().owner, job)
    return Response(found.body, found.status, mimetype=found.mimetype)
