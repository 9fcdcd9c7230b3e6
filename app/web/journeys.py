"""Paths over all persons: how journeys flow from step to step, the ways most of them take, and what follows what; each figure opens its persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request

from app.errors import BadInput
from app.journeys.counted import in_transition
from app.journeys.flows import Course, Passing, flows, on_way
from app.journeys.names import joined, written
from app.journeys.transitions import transitions
from app.profiles.stages import stages
from app.web.asking import Asked, address, facets, figure, name_in, number, of, text
from app.web.figures import Figures
from app.web.sankey import OTHERS, flow, names
from app.web.serving import conversions, graph, page, stage_names

if TYPE_CHECKING:
    from app.journeys.counted import Counted
    from app.journeys.flows import Flows
    from app.web.figures import Table

_STEPS, _MOST_STEPS = 5, 10
_PATHS, _KINDS, _TRANSITIONS = 15, 8, 15


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What makes a path, as it stands in the address."""

    steps: int
    start: str
    end: str
    without: list[str]
    collapse: bool
    unroll: bool

    @classmethod
    def read(cls) -> _Wanted:
        steps = number("steps", _STEPS, least=2, most=_MOST_STEPS)
        flags = {name: bool(text(name)) for name in ("collapse", "unroll")}
        return cls(steps, name_in("start"), name_in("end"), request.args.getlist("without"), **flags)

    def course(self) -> Course:
        return Course(
            start=self.start or None,
            end=self.end or None,
            excluded=tuple(map(written, self.without)),
            collapse=self.collapse,
            unroll=self.unroll,
            steps=self.steps,
        )


def _show() -> str:
    asked, wanted = Asked.read(), _Wanted.read()
    values: dict[str, object] = {"asked": asked, "wanted": wanted, "given": request.args, "facets": facets(), "paths": None}
    try:
        values |= _analysed(asked, wanted)
    except BadInput as error:
        values["refused"] = str(error)
    return page("journeys.html", section="web.journeys", **values)


def _table() -> Table:
    found = _found(Asked.read(), _Wanted.read())
    header = ("path", "count", "converted", "value", "median_seconds")
    return header, [(joined(each.path, " > "), each.count, each.converted, each.value, each.duration.median) for each in found.rows]


def _behind() -> tuple[str, Counted]:
    asked, wanted = Asked.read(), _Wanted.read()
    if of("origin"):
        found = in_transition(graph(), of("origin"), of("target"), asked.filters(), unit=asked.unit)
        return f"Who goes from {of('origin')} to {of('target')}", found
    if path := request.args.getlist("of_path"):
        return "Who goes " + " > ".join(path), on_way(graph(), wanted.course(), path, asked.filters(), unit=asked.unit)
    if not of("name"):
        return "Who goes any of these ways", on_way(graph(), wanted.course(), None, asked.filters(), unit=asked.unit)
    step = number("of_at", 1, least=1, most=wanted.steps)
    title = f"Who does {of('name')} as step {step}" + (f", and then {of('to')}" if of("to") else "")
    return title, on_way(graph(), wanted.course(), _passing(asked, wanted, step), asked.filters(), unit=asked.unit)


FIGURES = Figures("journeys", _show, _table, _behind)
"""Under /journeys."""


def _passing(asked: Asked, wanted: _Wanted, step: int) -> Passing:
    name, to = of("name"), of("to")
    ways = _ways(_found(asked, wanted)) if OTHERS in (name, to) else []
    here = names(ways, step - 1, name, kinds=_KINDS)
    return Passing(step, here, names(ways, step, to, kinds=_KINDS) if to else None)


def _found(asked: Asked, wanted: _Wanted) -> Flows:
    return flows(graph(), wanted.course(), asked.filters(), refunds=conversions().refunds, unit=asked.unit)


def _ways(found: Flows) -> list[tuple[tuple[str, ...], int]]:
    return [(each.path, each.count) for each in found.rows]


def _analysed(asked: Asked, wanted: _Wanted) -> dict[str, object]:
    filters, found = asked.filters(), _found(asked, wanted)
    drawn = flow(_ways(found), steps=wanted.steps, kinds=_KINDS)

    def persons(count: int, **which: object) -> str:
        return figure("web.journeys_persons", revision=found.revision, count=count, **which)

    links = [
        {"step": each.step, "source": each.source, "target": each.target, "count": each.count}
        | {"persons": persons(each.count, at=each.step + 1, name=each.source, to=each.target)}
        for each in drawn.links
    ]
    follows = transitions(graph(), filters, unit=asked.unit, limit=_TRANSITIONS)
    return {
        "paths": found,
        "flow": links,
        "drawn": {
            "nodes": [
                {"step": each.step, "name": each.name, "count": each.count, "persons": persons(each.count, at=each.step + 1, name=each.name)}
                for each in drawn.nodes
            ],
            "links": links,
            "steps": wanted.steps,
            "others": OTHERS,
        },
        "top": [(each, persons(each.count, path=list(each.path))) for each in found.rows[:_PATHS]],
        "rest": sum(each.count for each in found.rows[_PATHS:]),
        "everyone": persons(found.total),
        "file": address("web.journeys_file"),
        "sentence": _sentence(asked, wanted, found),
        "stages": stages(graph(), stage_names(), filters, unit=asked.unit),
        "transitions": follows,
        "follows": [(each, persons(each.count, origin=each.origin, target=each.target)) for each in follows.rows],
    }


def _sentence(asked: Asked, wanted: _Wanted, found: Flows) -> str:
    if not found.total:
        return "What customers do first, next, and before they buy."
    took = "takes" if found.total == 1 else "take"
    ways = "the same way" if len(found.rows) == 1 else f"{len(found.rows):,} different ways"
    ends = "".join(f" {word} {name}" for word, name in (("from", wanted.start), ("to", wanted.end)) if name)
    return f"{asked.many(found.total)} {took} {ways}{ends} through the first {wanted.steps} steps, {asked.days()}."
