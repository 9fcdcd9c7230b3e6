"""Errors as pages, for people."""

from __future__ import annotations

from http import HTTPStatus

from app.errors import BadInput, Conflict, NotFound, Outdated, ThroughlineError
from app.web.serving import page

_WORDS = {
    HTTPStatus.NOT_FOUND: ("There is no such page", "The address may be mistyped, or what it led to is gone."),
    HTTPStatus.INTERNAL_SERVER_ERROR: ("That is our mistake", "Something went wrong on our side; it has been logged."),
    HTTPStatus.SERVICE_UNAVAILABLE: ("The database does not answer", "Try again in a moment."),
}


_REFUSED: dict[type[ThroughlineError], HTTPStatus] = {
    BadInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFound: HTTPStatus.NOT_FOUND,
    Outdated: HTTPStatus.PRECONDITION_FAILED,
}
REFUSALS = (BadInput, Conflict, NotFound, Outdated)
"""What a steward can be told beside the form; every other failure has a page of its own."""


def refusal(error: ThroughlineError) -> HTTPStatus:
    """The status of a page that shows one of REFUSALS."""
    return _REFUSED.get(type(error), HTTPStatus.CONFLICT)


def error_page(status: int, detail: str) -> tuple[str, int]:
    """The page of an error; `detail` is shown where there is nothing better to say."""
    title, sentence = _WORDS.get(HTTPStatus(status), (HTTPStatus(status).phrase, detail))
    if status == HTTPStatus.NOT_FOUND and detail.startswith("No person"):
        title, sentence = "No such person", detail
    return page("error.html", status=status, title=title, detail=sentence), status
