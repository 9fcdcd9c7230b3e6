"""The step matrix on a page: what persons do first, second, third …, as a table of shades; each cell opens its persons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flask import request

from app.errors import BadInput
from app.journeys.counted import in_cell
from app.journeys.matrix import matrix
from app.web.asking import Asked, address, facets, figure, number, of, text
from app.web.figures import Figures
from app.web.serving import graph, page

if TYPE_CHECKING:
    from app.journeys.counted import Counted
    from app.journeys.matrix import Matrix
    from app.web.figures import Table

_STEPS, _MOST_STEPS = 8, 20


def _show() -> str:
    asked = Asked.read()
    values: dict[str, object] = {"asked": asked, "given": request.args, "facets": facets(), "found": None, "steps": _steps()}
    try:
        values |= _analysed(asked)
    except BadInput as error:
        values["refused"] = str(error)
    return page("matrix.html", section="web.journeys", most=_MOST_STEPS, **values)


def _table() -> Table:
    found = _found(Asked.read())
    return ("step", "type", "count"), [(each.step, each.type or "", each.count) for each in found.rows]


def _behind() -> tuple[str, Counted]:
    asked, step, kind = Asked.read(), number("of_step", 1, least=1, most=_MOST_STEPS), of("kind") or None
    title = f"Who does {kind} as step {step}" if kind else f"Who has stopped before step {step}"
    return title, in_cell(graph(), (step, kind), asked.filters(), unit=asked.unit, collapse=bool(text("collapse")))


FIGURES = Figures("matrix", _show, _table, _behind)
"""Under /matrix."""


def _steps() -> int:
    return number("steps", _STEPS, least=1, most=_MOST_STEPS)


def _found(asked: Asked) -> Matrix:
    return matrix(graph(), asked.filters(), unit=asked.unit, steps=_steps(), collapse=bool(text("collapse")))


def _analysed(asked: Asked) -> dict[str, object]:
    found = _found(asked)
    often: Counter[str] = Counter()
    for each in found.rows:
        if each.type is not None:
            often[each.type] += each.count
    kinds: list[str | None] = [*sorted(often, key=lambda kind: (-often[kind], kind)), None]
    counts = {(each.step, each.type): each.count for each in found.rows}
    return {
        "found": found,
        "rows": [(kind, [_cell(found, step, kind, counts.get((step, kind), 0)) for step in range(1, _steps() + 1)]) for kind in kinds],
        "sentence": f"What {asked.many(found.total)} do step by step, {asked.days()}: each column sums to all of them." if found.total else "",
        "file": address("web.matrix_file"),
    }


def _cell(found: Matrix, step: int, kind: str | None, count: int) -> dict[str, object]:
    which = {"step": step, "kind": kind} if kind else {"step": step}
    return {"count": count, "persons": figure("web.matrix_persons", revision=found.revision, count=count, **which)}
