"""Health: whether persons are as large as persons are, what holds them, what was refused, and which figure is past its limit."""

from __future__ import annotations

from app.identity.health import LEAST, SUSPECTS
from app.identity.health import health as figures
from app.profiles.person import MadeBy
from app.web.serving import graph, limits, page

_FILES = ("totals", "sizes", "candidates", "refused")


def health() -> str:
    """The figures with their limits and flags. It walks over all persons."""
    found = figures(graph(), limits())
    return page(
        "health.html",
        section="web.reviews",
        health=found,
        limits=limits(),
        raised={flag.figure for flag in found.flags},
        made={name: MadeBy(f"cypher/identity/health_{name}.cypher", {}) for name in _FILES}
        | {"suspects": MadeBy("cypher/identity/health_suspects.cypher", {"least": LEAST, "limit": SUSPECTS})},
    )
