"""How all go through the stages, on a page: the flow from stage to stage, and who enters and leaves each; each figure opens its persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from app.errors import BadInput
from app.profiles.stage_ways import Move, moving, stage_ways
from app.web.asking import Asked, address, facets, figure, number, of
from app.web.figures import Figures
from app.web.sankey import OTHERS, flow
from app.web.serving import graph, page, stage_names

if TYPE_CHECKING:
    from app.journeys.counted import Counted
    from app.profiles.stage_ways import StageWays
    from app.web.figures import Table

_STEPS, _MOST_STEPS = 5, 10
_EVERY_KIND = 1000
"""Stages are few: none is gathered as others."""


def _show() -> str:
    asked = Asked.read()
    values: dict[str, object] = {"asked": asked, "given": request.args, "facets": facets(), "found": None, "steps": _steps()}
    try:
        values |= _analysed(asked)
    except BadInput as error:
        values["refused"] = str(error)
    return page("stages.html", section="web.journeys", **values)


def _table() -> Table:
    found = _found(Asked.read())
    return ("from", "to", "count"), sorted((a or "", b or "", count) for (a, b), count in found.moves().items())


def _behind() -> tuple[str, Counted]:
    asked, here, to = Asked.read(), of("name"), request.args.get("of_to")
    step = number("of_at", 1, least=1, most=_MOST_STEPS) if of("at") else None
    move = Move([here] if here else None, step, None if to is None else [to] if to else [])
    place = f" as stage {step}" if step else ""
    after = "" if to is None else f", and then {to}" if to else ", and is there at the end"
    return f"Who comes to {here or 'any stage'}{place}{after}", moving(graph(), move, asked.filters(), unit=asked.unit)


FIGURES = Figures("stages", _show, _table, _behind)
"""Under /stages."""


def _steps() -> int:
    return number("steps", _STEPS, least=2, most=_MOST_STEPS)


def _found(asked: Asked) -> StageWays:
    return stage_ways(graph(), asked.filters(), unit=asked.unit)


def _analysed(asked: Asked) -> dict[str, object]:
    found = _found(asked)
    drawn = flow([(each.stages, each.count) for each in found.rows], steps=_steps(), kinds=_EVERY_KIND)

    def persons(count: int, **which: object) -> dict[str, object]:
        return {"count": count, "persons": figure("web.stages_persons", revision=found.revision, count=count, **which)}

    moves = found.moves()
    known = {name for pair in moves for name in pair if name}
    names = [name for name in stage_names() if name in known] + sorted(known - set(stage_names()))
    return {
        "found": found,
        "drawn": {
            "nodes": [{"step": each.step, "name": each.name} | persons(each.count, at=each.step + 1, name=each.name) for each in drawn.nodes],
            "links": [
                {"step": each.step, "source": each.source, "target": each.target}
                | persons(each.count, at=each.step + 1, name=each.source, to=each.target)
                for each in drawn.links
            ],
            "steps": _steps(),
            "others": OTHERS,
            "stages": True,
        },
        "names": names,
        "begins": [persons(moves[None, b], at=1, name=b) for b in names],
        "moves": [(a, [persons(moves[a, b], name=a, to=b) for b in names], persons(moves[a, None], name=a, to="")) for a in names],
        "sentence": f"How {asked.many(found.total)} go from stage to stage, {asked.days()}." if found.total else "",
        "file": address("web.stages_file"),
    }
