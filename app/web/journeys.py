"""Journeys over all persons: how they flow from step to step, and the paths most of them take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from flask import request

from app.errors import BadInput
from app.journeys.answers import Filter, Unit
from app.journeys.paths import paths
from app.journeys.transitions import transitions
from app.profiles.stages import stages
from app.web.sankey import OTHERS, flow
from app.web.serving import graph, page, stage_names

if TYPE_CHECKING:
    from app.journeys.paths import Paths

_STEPS, _MOST_STEPS = 5, 10
_PATHS, _KINDS, _TRANSITIONS = 200, 8, 15


@dataclass(frozen=True, slots=True)
class Asked:
    """The controls of the page, as they stand in the address."""

    since: str
    until: str
    channels: list[str]
    types: list[str]
    steps: int
    unit: Unit
    collapse: bool

    @property
    def filtered(self) -> bool:
        """Whether anything is filtered away."""
        return bool(self.since or self.until or self.channels or self.types)

    def filters(self) -> Filter:
        """As a filter of analyses; a day is from midnight to midnight UTC. Raises BadInput when a day is none."""
        since, until = _day("From", self.since), _day("Until", self.until)
        return Filter(since, until, self.types or None, self.channels or None)


def journeys() -> str:
    """The Sankey, the top paths and the transitions under one set of controls."""
    asked = _asked()
    values: dict[str, object] = {"asked": asked, "facets": graph().read("web/facets")[0], "paths": None}
    try:
        values |= _analysed(asked)
    except BadInput as error:
        values["refused"] = str(error)
    return page("journeys.html", section="web.journeys", **values)


def _analysed(asked: Asked) -> dict[str, object]:
    filters = asked.filters()
    top = paths(graph(), filters, unit=asked.unit, steps=asked.steps, collapse=asked.collapse, limit=_PATHS)
    found = flow([(each.steps, each.count) for each in top.rows], steps=asked.steps, kinds=_KINDS)
    return {
        "paths": top,
        "flow": found,
        "drawn": {"nodes": found.nodes, "links": found.links, "steps": asked.steps, "others": OTHERS},
        "sentence": _sentence(asked, top),
        "stages": stages(graph(), stage_names(), filters, unit=asked.unit),
        "transitions": transitions(graph(), filters, unit=asked.unit, limit=_TRANSITIONS),
    }


def _sentence(asked: Asked, top: Paths) -> str:
    if not top.total:
        return "What customers do first, next, and before they buy."
    counted = f"{top.total:,} {asked.unit if top.total > 1 else asked.unit.removesuffix('s')}"
    days = (("from", _day("From", asked.since)), ("until", _day("Until", asked.until)))
    when = "".join(f" {word} {day.day} {day:%b %Y}" for word, day in days if day)
    took = "takes" if top.total == 1 else "take"
    ways = "the same way" if top.different == 1 else f"{top.different:,} different ways"
    return f"{counted}{when} {took} {ways} through the first {asked.steps} steps."


def _asked() -> Asked:
    steps = request.args.get("steps", _STEPS, type=int)
    return Asked(
        since=request.args.get("since", "").strip(),
        until=request.args.get("until", "").strip(),
        channels=request.args.getlist("channel"),
        types=request.args.getlist("type"),
        steps=min(max(steps, 2), _MOST_STEPS),
        unit=Unit.JOURNEYS if request.args.get("unit") == "journeys" else Unit.PERSONS,
        collapse=bool(request.args.get("collapse")),
    )


def _day(name: str, written: str) -> datetime | None:
    if not written:
        return None
    try:
        return datetime.combine(date.fromisoformat(written), time.min, UTC)
    except ValueError:
        raise BadInput(f"“{name}” is no day; write it like 2026-03-14.") from None
