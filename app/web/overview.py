"""The overview: what came in, what became of it, and where to look first."""

from __future__ import annotations

from app.profiles.person import MadeBy
from app.web.serving import graph, page, stage_names

_PERSONS, _REASONS = 5, 12


def overview() -> str:
    """Sources, persons, the largest of them, stages, rejects, and what could not be derived."""
    found = graph()
    stages = found.read("web/current_stages")
    return page(
        "overview.html",
        section="web.overview",
        totals=found.read("web/totals")[0],
        sources=found.read("web/sources"),
        largest=found.read("web/largest_persons", limit=_PERSONS),
        rejects=found.read("web/rejects", limit=_REASONS),
        failures=found.read("web/failures", limit=_REASONS),
        stages=[row for name in stage_names() for row in stages if row["stage"] == name],
        unstaged=sum(row["persons"] for row in stages if not row["stage"]),
        made={name: MadeBy(f"cypher/web/{name}.cypher", {}) for name in _FILES},
    )


_FILES = ("totals", "sources", "largest_persons", "rejects", "current_stages", "failures")
