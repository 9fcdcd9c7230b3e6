"""Journeys over all persons: how they flow from step to step, and the paths most of them take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from flask import request

from app.errors import BadInput
from app.web.serving import graph, page

_STEPS, _MOST_STEPS = 5, 10


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the form, as they stand in the address."""

    since: str
    until: str
    channels: list[str]
    types: list[str]
    steps: int

    @property
    def filtered(self) -> bool:
        """Whether anything is filtered away."""
        return bool(self.since or self.until or self.channels or self.types)

    def between(self) -> tuple[datetime | None, datetime | None]:
        """The moments the days begin at, in UTC. Raises BadInput when a day is none, or the last is before the first."""
        since, until = _day("From", self.since), _day("Until", self.until)
        if since and until and since >= until:
            raise BadInput("“From” has to be before “Until”.")
        return since, until


def journeys() -> str:
    """The Sankey, the top paths and the transitions under one set of filters."""
    asked = _asked()
    refused = None
    try:
        asked.between()
    except BadInput as error:
        refused = str(error)
    return page(
        "journeys.html",
        section="web.journeys",
        asked=asked,
        facets=graph().read("web/facets")[0],
        refused=refused,
        sentence="What customers do first, next, and before they buy.",
        paths=None,
    )


def _asked() -> Asked:
    steps = request.args.get("steps", _STEPS, type=int)
    return Asked(
        since=request.args.get("since", "").strip(),
        until=request.args.get("until", "").strip(),
        channels=request.args.getlist("channel"),
        types=request.args.getlist("type"),
        steps=min(max(steps, 2), _MOST_STEPS),
    )


def _day(name: str, written: str) -> datetime | None:
    if not written:
        return None
    try:
        return datetime.combine(date.fromisoformat(written), time.min, UTC)
    except ValueError:
        raise BadInput(f"“{name}” is no day; write it like 2026-03-14.") from None
