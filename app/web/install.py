"""Puts the pages into an application, behind the door."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from flask import Blueprint

from app.web import (
    attribution,
    designs,
    documents,
    funnels,
    health,
    journeys,
    judgements,
    matrix,
    overview,
    pairs,
    parting,
    people,
    periods,
    personas,
    retention,
    reviews,
    sessions,
    stages,
    whatif,
)
from app.web.asking import strange
from app.web.formats import FILTERS

if TYPE_CHECKING:
    from flask import Flask


def install(app: Flask, secret: str) -> None:
    """Registers every page. The application must already hold `app.extensions[GRAPH]`."""
    # The same secret also keys the hashes of identifiers, so cookies are signed with one derived from it.
    sessions.install(app, hmac.digest(secret.encode(), b"session cookies", "sha256").hex())
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["strange"] = strange
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.register_blueprint(_pages())


def _pages() -> Blueprint:
    web = Blueprint("web", __name__)
    web.before_request(sessions.guard)
    web.add_url_rule("/sign-in", "sign_in", sessions.sign_in, methods=["GET", "POST"])
    web.add_url_rule("/sign-out", "sign_out", sessions.sign_out, methods=["POST"])
    web.add_url_rule("/", "overview", overview.overview)
    web.add_url_rule("/people", "search", people.search)
    web.add_url_rule("/people/<string:person_id>", "person", people.person)
    web.add_url_rule("/people/<string:person_id>/cut", "cut", parting.cut)
    web.add_url_rule("/people/<string:person_id>/part", "part", parting.part, methods=["POST"])
    web.add_url_rule("/people/<string:person_id>/exclude", "exclude", parting.exclude, methods=["POST"])
    web.add_url_rule("/pairs", "pair", pairs.pair)
    web.add_url_rule("/pairs", "judge", pairs.judge, methods=["POST"])
    web.add_url_rule("/attribution", "attribution", attribution.attribution)
    web.add_url_rule("/attribution.csv", "attribution_file", attribution.attribution_file)
    for each in (journeys.FIGURES, funnels.FIGURES, matrix.FIGURES, stages.FIGURES, retention.FIGURES, periods.FIGURES, personas.FIGURES):
        each.routes(web)
    web.add_url_rule("/designs", "designs", designs.first)
    web.add_url_rule("/designs/<string:name>", "design", designs.design)
    web.add_url_rule("/reviews", "reviews", reviews.reviews)
    web.add_url_rule("/reviews", "decide", reviews.decide, methods=["POST"])
    web.add_url_rule("/health", "health", health.health)
    web.add_url_rule("/judgements", "judgements", judgements.judgements)
    web.add_url_rule("/judgements/<string:judgement_id>/undo", "undo", judgements.undo, methods=["POST"])
    web.add_url_rule("/judgements/<string:judgement_id>/agree", "agree", judgements.agree, methods=["POST"])
    web.add_url_rule("/whatif", "whatif", whatif.whatif)
    web.add_url_rule("/whatif", "tried", whatif.tried, methods=["POST"])
    web.add_url_rule("/docs", "docs", documents.docs)
    web.add_url_rule("/cypher/<path:name>", "cypher_file", documents.cypher_file)
    return web
