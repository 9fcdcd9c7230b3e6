"""Whether the process lives, and whether it can answer: for load balancers and container engines, without a key."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.nouns import Noun
from app.api.schemas.health import Health
from app.api.serving import answer, graph

if TYPE_CHECKING:
    from flask import Response

health = Noun("health", "For load balancers and container engines", prefix="/", open_to_all=True)


@health.get("/livez", gives=Health)
def livez() -> Response:
    """The process answers. It says nothing about the database."""
    return answer({"status": "ok"})


@health.get("/readyz", gives=Health, fails=(HTTPStatus.SERVICE_UNAVAILABLE,))
def readyz() -> Response:
    """The process and its database answer."""
    graph().read("api/ready")
    return answer({"status": "ok"})
