"""A funnel over all persons, with every control in the address, and the persons behind each of its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import request

from app.errors import BadInput
from app.journeys.answers import Filter, Unit
from app.journeys.attempts import PERIODS, Attempts, Behind, Design, Order, Step, attempts, behind
from app.journeys.documents import duration
from app.journeys.funnels import Attempt
from app.journeys.spread import Spread, histogram
from app.web.serving import graph, page

if TYPE_CHECKING:
    from app.journeys.counted import Counted

_MOST_SHOWN = 200


def funnels() -> str:
    """The funnel that the address asks for, as a page; without steps only its controls."""
    values: dict[str, object] = {"asked": request.args, "facets": graph().read("web/facets")[0], "periods": PERIODS, "found": None}
    try:
        if request.args.get("steps", "").strip():
            values |= _analysed()
    except BadInput as error:
        values["refused"] = str(error)
    return page("funnels.html", section="web.funnels", **values)


def _analysed() -> dict[str, object]:
    design, filters = _design(), Filter(channels=request.args.getlist("channel") or None)
    unit = Unit.JOURNEYS if request.args.get("unit") == "journeys" else Unit.PERSONS
    found = attempts(graph(), design, filters, unit=unit)
    counts, times = found.counts(), found.times()
    return {
        "found": found,
        "counts": counts,
        "links": [_address(at=place) for place in range(1, len(counts) + 1)],
        "sentence": _sentence(found, counts),
        "spread": Spread.of(times),
        "bins": histogram(times),
        "groups": found.by(lambda row: row.value) if design.breakdown else [],
        "cohorts": found.by(lambda row: row.period) if design.period else [],
        "shown": _MOST_SHOWN,
        "behind": _behind(design, filters, unit),
    }


def _behind(design: Design, filters: Filter, unit: Unit) -> Counted | None:
    at = request.args.get("at", 0, type=int)
    return behind(graph(), design, Behind(at), filters, unit=unit) if at else None


def _design() -> Design:
    order, attempt, window = (request.args.get(name, "") for name in ("order", "attempt", "window"))
    return Design(
        steps=tuple(_step(each) for each in request.args["steps"].split(",")),
        order=Order(order) if order in set(Order) else Order.ORDERED,
        attempt=Attempt(attempt) if attempt in set(Attempt) else Attempt.BEST,
        window=duration(window.strip(), "The window") if window.strip() else None,
        breakdown=request.args.get("breakdown", "").strip() or None,
        period=request.args.get("cohort") or None,
    )


def _step(text: str) -> Step:
    name = text.strip()
    return Step(tuple(each.strip() for each in name.removesuffix("?").split("|")), optional=name.endswith("?"))


def _address(**more: object) -> str:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in more]
    return "?" + urlencode([*kept, *((name, str(value)) for name, value in more.items())])


def _sentence(found: Attempts, counts: list[int]) -> str:
    if not counts[0]:
        return f"Nobody has come to {found.steps[0]} yet."
    share = f"{100 * counts[-1] / counts[0]:.1f} %"
    return f"Of {counts[0]:,} {found.unit} at {found.steps[0]}, {counts[-1]:,} get to {found.steps[-1]}: {share}."
