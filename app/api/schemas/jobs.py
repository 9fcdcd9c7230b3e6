"""A job as the API gives it."""

from __future__ import annotations

from marshmallow import Schema

from app.api.schemas.fields import moment, text, whole


class Job(Schema):
    """A question that is answered later."""

    id = text("The job's id", "J-9f2c5d0e7a1b4c3d")
    state = text("waiting, running, done or failed", "done")
    question = text("The address that was asked, with its parameters", "/v1/personas?k=5")
    asked = moment("When it was asked", "2026-03-14T09:26:53Z", nullable=False)
    started = moment("When work on it began; null while it waits", "2026-03-14T09:26:53Z")
    ended = moment("When it was answered; null until then", "2026-03-14T09:27:21Z")
    status = whole("The HTTP status of the answer; null until there is one", 200, nullable=True)
    result = text("Where the answer is; null until there is one", "/v1/jobs/J-9f2c5d0e7a1b4c3d/result", nullable=True)
    until = moment("Until when the answer is kept; null until there is one", "2026-03-14T10:27:21Z")
    detail = text("Why there will be no answer; null otherwise", None, nullable=True)


class Answered(Schema):
    """What the question would have been answered with at once; see there."""
