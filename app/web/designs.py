"""A designed journey as lanes, with what is observed counted on each of its steps, and the persons behind each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import abort, redirect, request, url_for

from app.errors import BadInput
from app.journeys.alignment import Sign
from app.journeys.answers import Filter, Unit
from app.journeys.conformance import Figure, Whole, conformance, counted_in
from app.web.asking import day, facets, text, whose
from app.web.formats import words
from app.web.serving import designs, graph, page

if TYPE_CHECKING:
    from werkzeug import Response

    from app.journeys.conformance import Conformance, Unforeseen
    from app.journeys.designs import DesignedJourney

_MOST_SHOWN = 200
_UNFORESEEN = 8
_FIGURE = ("whole", "sign", "step", "unforeseen", "after")
_LANES = {
    Sign.DONE: "Done in its place",
    Sign.SKIPPED: "Skipped",
    Sign.REVERSED: "Out of order",
    Sign.REPEATED: "Repeated",
    Sign.LEFT_OUT: "Left out, as it may be",
}


def first() -> Response | str:
    """The first design, or a page that says how to write one."""
    name = next(iter(designs()), None)
    return page("designs.html", section="web.journeys", design=None) if name is None else redirect(url_for("web.design", name=name))


def design(name: str) -> str:
    """One design under the filters of the address."""
    if name not in designs():
        abort(404, f"There is no designed journey called {name}.")
    shown = designs()[name]
    values: dict[str, object] = {"design": shown, "designs": designs(), "asked": request.args, "facets": facets()}
    try:
        values |= _analysed(shown)
    except BadInput as error:
        values["refused"] = str(error)
    return page("designs.html", section="web.journeys", **values)


def _analysed(shown: DesignedJourney) -> dict[str, object]:
    filters = whose(Filter(day("From", text("since")), day("Until", text("until")), channels=request.args.getlist("channel") or None))
    unit = Unit.JOURNEYS if request.args.get("unit") == "journeys" else Unit.PERSONS
    found = conformance(graph(), shown, filters, unit=unit)
    figure, asked = _figure(), any(request.args.get(name) for name in _FIGURE)
    return {
        "found": found,
        "on": found.counts[Whole.ON],
        "lanes": _LANES,
        "strays": [_after(found, place) for place in range(len(shown.steps) + 1)],
        "sentence": _sentence(found),
        "address": _address,
        "shown": _MOST_SHOWN,
        "asked_for": _asked_for(shown, figure),
        "behind": counted_in(graph(), shown, figure, filters, unit=unit) if asked else None,
    }


def _after(found: Conformance, place: int) -> list[Unforeseen]:
    return [each for each in found.unforeseen if each.passed == place][:_UNFORESEEN]


def _figure() -> Figure:
    whole, sign = request.args.get("whole"), request.args.get("sign")
    return Figure(
        whole=Whole(whole) if whole in set(Whole) else None,
        sign=Sign(sign) if sign in set(Sign) else None,
        step=request.args.get("step", type=int),
        type=request.args.get("unforeseen"),
        passed=request.args.get("after", type=int),
    )


def _asked_for(shown: DesignedJourney, figure: Figure) -> str:
    if figure.whole is not None:
        return {Whole.ON: "On this journey", Whole.FITTING: "As designed", Whole.OFF: "Not on it", Whole.TOO_LONG: "Too long to be aligned"}[
            figure.whole
        ]
    if figure.sign is not None and figure.step is not None and 1 <= figure.step <= len(shown.steps):
        return f"{_LANES[figure.sign]}: {shown.steps[figure.step - 1].name}"
    return f"Unforeseen: {words(figure.type)}"


def _address(**more: object) -> str:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in _FIGURE]
    return "?" + urlencode([*kept, *((name, str(value)) for name, value in more.items())]) + "#behind"


def _sentence(found: Conformance) -> str:
    on = found.counts[Whole.ON]
    if found.fitness is None:
        return f"Of {found.total:,} {found.unit}, none does any step of this design."
    fitting = found.counts[Whole.FITTING]
    return f"Of {found.total:,} {found.unit}, {on:,} are on this journey and {fitting:,} go it as designed; fitness {found.fitness:.2f} of 1."
