"""Answers that come later: `Prefer: respond-async` (RFC 7240) on a long question is answered with 202 and the address of a job.

The job asks the same question of the application again, with the same key, so its answer is that which would have been given at once.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, cast

from flask import Flask, Response, current_app, request

from app.api import keys
from app.api.serving import answer, graph
from app.graph.connection import allowing
from app.jobs.job import Result, State, ask
from app.jobs.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.jobs.job import Job

P = ParamSpec("P")
PAUSE = "1"
"""Seconds after which it is worth looking again."""

PREFERENCE = {
    "in": "header",
    "name": "Prefer",
    "description": "`respond-async`: answer with 202 and the address of a job (RFC 7240); the question may take long.",
    "schema": {"type": "string"},
    "example": "respond-async",
}
_LONGEST_SECONDS = 3_600.0
"""How long the database may read for one statement of a job; who waits for an answer is told to ask for less much sooner."""
_WORKER = "throughline.jobs"
_ASYNC = "respond-async"
_PASSED_ON = ("Authorization", "X-API-Key")


def install(app: Flask) -> None:
    """Gives the application its worker."""
    app.extensions[_WORKER] = Worker()


def deferrable(view: Callable[P, Response]) -> Callable[P, Response]:
    """The same view, which makes a job of its question where the client would rather not wait. Its parameters are validated by then."""

    @wraps(view)
    def either(*args: P.args, **kwargs: P.kwargs) -> Response:
        return _accepted() if _preferred() else view(*args, **kwargs)

    return either


def told(job: Job) -> dict[str, object]:
    """A job as the API gives it."""
    return {
        "id": job.id,
        "state": job.state,
        "question": job.question,
        "asked": job.asked,
        "started": job.started,
        "ended": job.ended,
        "status": job.status,
        "result": f"/v1/jobs/{job.id}/result" if job.ended else None,
        "until": job.until,
        "detail": "The process that worked on it has ended; ask again." if job.lost and job.state is State.FAILED else None,
    }


def _preferred() -> bool:
    wishes = (each.partition(";")[0].strip().lower() for value in request.headers.getlist("Prefer") for each in value.split(","))
    return _ASYNC in wishes


def _accepted() -> Response:
    app = cast("Flask", current_app._get_current_object())  # type: ignore[attr-defined] # noqa: SLF001 - the thread has no context of its own
    question = request.full_path.rstrip("?")
    headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
    job = ask(graph(), keys.caller().owner, question)
    cast("Worker", app.extensions[_WORKER]).take(graph(), job.id, lambda: _answer(app, question, headers))
    response = answer(told(job), 202)
    response.headers |= {"Location": f"/v1/jobs/{job.id}", "Preference-Applied": _ASYNC, "Retry-After": PAUSE}
    return response


def _answer(app: Flask, question: str, headers: dict[str, str]) -> Result:
    with app.test_request_context(question, headers=headers), allowing(_LONGEST_SECONDS):
        response = app.full_dispatch_request()
        return Result(response.status_code, str(response.mimetype), response.get_data(as_text=True))
