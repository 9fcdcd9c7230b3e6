"""The one composition root of the web application: graph, API, pages, errors and headers come together here."""

from __future__ import annotations

import threading
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask, Response, current_app, request
from werkzeug.routing import RequestRedirect

from app.api import install as api
from app.api import problems
from app.context import CONVERSIONS, CURRENCY, DERIVE, DESIGNS, FORECAST, GRAPH, LIMITS, MODEL, POLICY, PRIORITIES, SECRET, SESSIONS, STAGES, graph
from app.contradictions import Contradictions
from app.derivation import derive_touched
from app.graph import Graph
from app.identity.policies import current
from app.identity.policy import read_policy
from app.identity.scoring.model import read_model
from app.journeys.conversions import read_conversions
from app.journeys.designs import read_designs
from app.journeys.sessions import read_sessions
from app.journeys.stages import read_stages
from app.settings import Settings
from app.web import install as web
from app.web.errors import error_page
from app.whatif.forecast import forecast
from app.whatif.told import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Swagger UI's style sheet draws its icons from data: addresses; everything else comes from this host.
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
}
_CONTRADICTIONS = "throughline.contradictions"
_MOST_BODY_BYTES = 1_000_000
_PATIENCE_SECONDS = 2.0
_LONGEST_SECONDS = 120.0
"""A statement that reads for longer is stopped: by one pattern anybody could keep a core busy for hours."""


def create_app(connect: Callable[[], Graph] | None = None, *, secret: str | None = None) -> Flask:
    """The application over the graph that `connect` opens, by default the one the settings name.

    `secret` signs sessions and keys the hashes of identifiers, by default the one of the settings. Raises BadInput when a setting is wrong.
    """
    app = Flask("app", static_folder="web/static", template_folder="web/templates")
    app.config["MAX_CONTENT_LENGTH"] = _MOST_BODY_BYTES
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    app.extensions[GRAPH] = _Once(connect or _configured)
    settings = Settings.from_environment()
    secret = secret or settings.secret()
    app.extensions[SECRET] = secret.encode()
    app.extensions[_CONTRADICTIONS] = Contradictions()
    policy = read_policy(settings.policy)
    app.extensions[PRIORITIES] = lambda graph: current(graph, policy).priorities
    app.extensions[CONVERSIONS] = conversions = read_conversions(settings.conversions)
    app.extensions[CURRENCY] = conversions.currency
    app.extensions[STAGES] = tuple(read_stages(settings.stages).names)
    app.extensions[SESSIONS] = read_sessions(settings.sessions)
    app.extensions[DESIGNS] = read_designs(settings.designs)
    app.extensions[LIMITS] = settings.limits
    app.extensions[DERIVE] = lambda graph: derive_touched(graph, settings)
    app.extensions[FORECAST] = lambda graph, draft, credit: told(graph, forecast(graph, settings, draft, credit=credit))
    app.extensions[POLICY] = policy
    app.extensions[MODEL] = read_model(settings.model)
    api.install(app)
    web.install(app, secret)
    app.register_error_handler(Exception, _failed)
    app.after_request(_secure)
    return app


class _Once:
    """Opens the graph at the first request, in the worker that serves it: no driver is carried across a fork."""

    def __init__(self, connect: Callable[[], Graph]) -> None:
        self._connect, self._lock = connect, threading.Lock()
        self._graph: Graph | None = None

    def __call__(self) -> Graph:
        with self._lock:
            if self._graph is None:
                self._graph = self._connect()
            return self._graph


def _configured() -> Graph:
    database = Settings.from_environment().database()
    # A client waits for an answer: better a quick 503 than half a minute of trying again.
    return Graph(database.uri, database.auth, database.database, patience=_PATIENCE_SECONDS, longest=_LONGEST_SECONDS)


def _failed(error: Exception) -> ResponseReturnValue:
    if isinstance(error, RequestRedirect):
        return error.get_response()
    if request.method == "GET" and problems.status_of(error) == HTTPStatus.INTERNAL_SERVER_ERROR:
        told = current_app.extensions[_CONTRADICTIONS].behind(error, graph())
        if told is not error:
            problems.log(error)
        error = told
    answer = problems.problem(error)
    if problems.wanted():
        return answer
    return error_page(answer.status_code, str((answer.get_json() or {}).get("detail")))


def _secure(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=3600"
    return response
