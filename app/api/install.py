"""Puts the API into an application: its contract at /openapi.json, its endpoints behind keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from app.api import deferring, keys, metrics
from app.api.attribution import attribution
from app.api.designs import designs
from app.api.explanations import explanations
from app.api.flows import flows
from app.api.friction import friction
from app.api.funnels import funnels
from app.api.health import health
from app.api.histories import histories
from app.api.jobs import jobs
from app.api.judgements import judgements
from app.api.ledger import ledger
from app.api.matrix import matrix
from app.api.merge_graphs import merge_graphs
from app.api.paths import paths
from app.api.patterns import patterns
from app.api.periods import periods
from app.api.personas import personas
from app.api.persons import persons
from app.api.precursors import precursors
from app.api.problems import Api
from app.api.retention import retention
from app.api.reviews import reviews
from app.api.stages import stages
from app.api.timelines import timelines
from app.api.transitions import transitions
from app.api.whatif import whatif

if TYPE_CHECKING:
    from flask import Flask

_BEHIND_KEYS = (
    *(persons, timelines, merge_graphs, histories, paths, transitions, stages, ledger, explanations, judgements, reviews, whatif),
    *(attribution, designs, flows, friction, funnels, matrix, patterns, periods, personas, precursors, retention, jobs),
)
_OPEN = (health,)
_GUARDED = frozenset(each.name for each in _BEHIND_KEYS) | {metrics.blueprint.name}
_INTRODUCTION = """Who a customer is, where they are in their journey, and why we think so.

Every request needs an API key: `Authorization: Bearer KEY` or `X-API-Key: KEY`. Errors are
[RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problem documents. Lists come in pages:
follow `next` until it is null. Every answer names the graph revision it was read at and the Cypher file that made it.
"""


def install(app: Flask) -> None:
    """Registers every endpoint. The application must already hold `app.extensions[GRAPH]`."""
    app.config.update(
        API_TITLE="Throughline",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {"description": _INTRODUCTION},
            "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
            "security": [{"key": []}],
        },
    )
    keys.install(app)
    deferring.install(app)
    app.before_request(_guard)
    metrics.install(app)
    api = Api(app)
    for each in (*_BEHIND_KEYS, *_OPEN):
        api.register_blueprint(each.blueprint)


def _guard() -> None:
    if request.blueprint in _GUARDED:
        keys.require()
