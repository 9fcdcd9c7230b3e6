"""Prometheus metrics and the access log: method, route template, status and duration, nothing a person is known by.

`/metrics` takes an API key like everything else (Prometheus: `authorization: {credentials: KEY}`): behind a reverse
proxy every client looks like loopback, so an address proves nothing. Under several workers prometheus_client shares
counts through the files in PROMETHEUS_MULTIPROC_DIR, which `app/server.py` sets before anything imports this module.
"""

from __future__ import annotations

import logging
import os
import time
from functools import cache
from typing import TYPE_CHECKING

from flask import Blueprint, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

if TYPE_CHECKING:
    from flask import Flask

blueprint = Blueprint("metrics", __name__)

_log = logging.getLogger("throughline.access")
_SECONDS = Histogram(
    "throughline_request_seconds",
    "Time from the request to the answer",
    ["method", "route", "status"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@blueprint.get("/metrics")
def metrics() -> Response:
    """Requests and their durations, by method, route and status, over all workers."""
    registry: CollectorRegistry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def install(app: Flask) -> None:
    """Times every request of the application."""
    app.before_request(_begin)
    app.register_blueprint(blueprint)
    app.after_request(_end)


def _begin() -> None:
    g.began = time.perf_counter()


@cache
def _counter(method: str, route: str, status: int) -> Histogram:
    """The counts of one kind of request; finding them by label costs more than counting."""
    return _SECONDS.labels(method, route, str(status))


def _end(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    # Templates and known methods only: a label or a line never holds what a client made up.
    route = request.url_rule.rule if request.url_rule else "unmatched"
    method = request.method if request.method in _METHODS else "other"
    _counter(method, route, response.status_code).observe(seconds)
    _log.info("%s %s %d %.1fms", method, route, response.status_code, seconds * 1000)
    return response
