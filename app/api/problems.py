"""Errors as RFC 9457 problem documents, from one table: which error of ours is which HTTP status."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

import flask_smorest
from flask import Response, request
from werkzeug.exceptions import HTTPException

from app.api.schemas.problems import Problem
from app.api.serving import answer
from app.errors import BadInput, Conflict, Forbidden, NotFound, Outdated, ThroughlineError, Unavailable, way

if TYPE_CHECKING:
    from collections.abc import Mapping

MIMETYPE = "application/problem+json"
STATUS: Mapping[type[ThroughlineError], int] = {
    BadInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Forbidden: HTTPStatus.FORBIDDEN,
    Outdated: HTTPStatus.PRECONDITION_FAILED,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""Every other ThroughlineError is ours to mend: 500, and its message stays in the log."""

_OURS = "Something went wrong on our side; it has been logged."
_log = logging.getLogger("throughline.errors")


class UnauthorizedError(ThroughlineError):
    """No key, or none that we issued."""


class Api(flask_smorest.Api):  # type: ignore[misc]  # flask-smorest ships no types
    """flask-smorest's Api, but its own error documents give way to problem documents."""

    ERROR_SCHEMA = Problem

    def _register_error_handlers(self) -> None:
        """None: the factory decides whether a person or a program reads the error."""

    def _register_responses(self) -> None:
        # Only errors are registered here, and flask-smorest has one content type for everything.
        self.DEFAULT_RESPONSE_CONTENT_TYPE = MIMETYPE
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE

    def _register_pagination_header(self) -> None:
        """None: pages are found by cursors."""


def problem(error: Exception) -> Response:
    """The problem document for any exception; the status is the error's own, and 500 for what nobody foresaw."""
    if isinstance(error, HTTPException) and error.code:
        return _of_http(error, error.code)
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log(error)
    detail = _OURS if status == HTTPStatus.INTERNAL_SERVER_ERROR else str(error)
    found = _document(status, detail)
    if status == HTTPStatus.UNAUTHORIZED:
        found.headers["WWW-Authenticate"] = 'Bearer realm="throughline"'
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        found.headers["Retry-After"] = "5"
    return found


def status_of(error: Exception) -> int:
    """The HTTP status of an exception: its own if it is HTTP's, else the table's, else 500."""
    if isinstance(error, HTTPException) and error.code:
        return error.code
    if isinstance(error, UnauthorizedError):
        return HTTPStatus.UNAUTHORIZED
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)


def log(error: Exception) -> None:
    """Logs where an error came from, but not its message: that may quote what a client sent."""
    route = request.url_rule.rule if request.url_rule else "unmatched"
    _log.error("%s in %s %s: %s", type(error).__name__, request.method, route, way(error))


def wanted() -> bool:
    """Whether this client is better served by a problem document than by a page: all but browsers are."""
    if request.path.startswith("/v1/"):
        return True
    accepted = request.accept_mimetypes
    return accepted.quality("text/html") <= max(accepted.quality("application/json"), accepted.quality(MIMETYPE))


def _of_http(error: HTTPException, code: int) -> Response:
    data = getattr(error, "data", None) or {}
    found = _document(code, error.description or HTTPStatus(code).phrase, _violations(data.get("messages")))
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            found.headers[name] = value
    return found


def _violations(messages: object, where: str = "") -> list[dict[str, str]]:
    """The nested messages of webargs as a flat list: `{"query": {"limit": [...]}}` is at `query.limit`."""
    if isinstance(messages, dict):
        return [each for key, value in messages.items() for each in _violations(value, f"{where}.{key}".lstrip("."))]
    if isinstance(messages, list):
        return [{"where": where, "detail": str(each)} for each in messages]
    return []


def _document(status: int, detail: str, errors: list[dict[str, str]] | None = None) -> Response:
    if errors:
        detail = "; ".join(f"{each['where']}: {each['detail']}" for each in errors)
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return answer(body | ({"errors": errors} if errors else {}), status, MIMETYPE)
