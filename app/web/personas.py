"""Personas on a page: who is alike, what sets each group apart, and how far to trust it; each group opens its persons."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from flask import request

from app.errors import BadInput
from app.journeys.personas import MOST, belonging, personas
from app.web.asking import Asked, address, facets, figure, number, text
from app.web.figures import Figures
from app.web.serving import conversions, graph, page

if TYPE_CHECKING:
    from app.journeys.counted import Counted
    from app.journeys.personas import Persona, Personas, Telling
    from app.web.figures import Table

_FIRM = 0.8
"""The stability below which the page warns."""


def _show() -> str:
    asked = Asked.read()
    values: dict[str, object] = {"asked": asked, "given": request.args, "facets": facets(), "found": None}
    try:
        values |= _analysed(asked)
    except BadInput as error:
        values["refused"] = str(error)
    return page("personas.html", section="web.journeys", groups=range(1, MOST + 1), k=text("k"), **values)


def _table() -> Table:
    found = _found(Asked.read())
    header = ("persona", "count", "aspect", "name", "within", "without", "deviations")
    return header, [
        (each.number, each.count, *telling.feature, telling.within, telling.without, telling.deviations)
        for each in found.rows
        for telling in each.telling
    ]


def _behind() -> tuple[str, Counted]:
    which, many = number("of_persona", 1, least=1, most=MOST), number("of_k", 1, least=1, most=MOST)
    return f"Who is of persona {which} of {many}", belonging(graph(), _converts(), which, Asked.read().filters(), k=many)


FIGURES = Figures("personas", _show, _table, _behind)
"""Under /personas."""


def _converts() -> list[str]:
    return sorted({kind for each in conversions().declared for kind in each.types})


def _found(asked: Asked) -> Personas:
    written = text("k")
    if written and not written.isdecimal():
        raise BadInput(f"“Personas” is no number: {written!r}.")
    return personas(graph(), _converts(), asked.filters(), k=int(written) if written else None)


def _analysed(asked: Asked) -> dict[str, object]:
    found = _found(asked)
    groups = "one group" if len(found.rows) == 1 else f"{len(found.rows)} groups"
    return {
        "found": found,
        "rows": [_row(found, each) for each in found.rows],
        "stability": fmean(found.stability) if found.stability else None,
        "firm": _FIRM,
        "sentence": f"{found.total:,} person{'' if found.total == 1 else 's'} in {groups} of who is alike, {asked.days()}." if found.total else "",
        "file": address("web.personas_file"),
    }


def _row(found: Personas, persona: Persona) -> dict[str, object]:
    which = {"persona": persona.number, "k": len(found.rows)}
    return {
        "persona": persona,
        "persons": figure("web.personas_persons", revision=found.revision, count=persona.count, **which),
        "telling": [(each, _measure(each, each.within), _measure(each, each.without)) for each in persona.telling],
    }


def _measure(telling: Telling, value: float) -> str:
    """A mean as people say it: an amount as it is, everything else a share."""
    return f"{value:,.1f}" if telling.feature.aspect == "amount" else f"{100 * value:.0f}%"
