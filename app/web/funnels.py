"""A funnel over all persons, with every control in the address; each of its figures leads to the persons it counts."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from flask import request

from app.errors import BadInput
from app.journeys.attempts import MOST, PERIODS, Attempts, Bar, Behind, Design, Order, Step, attempts, behind
from app.journeys.documents import duration
from app.journeys.funnels import Attempt
from app.journeys.spread import Spread, histogram
from app.web.asking import Asked, address, facets, figure, number, of, one_of, text
from app.web.figures import Figures
from app.web.formats import words
from app.web.serving import graph, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.journeys.attempts import Outcome
    from app.journeys.counted import Counted
    from app.web.figures import Table

_FEWEST_ROWS, _SPARE_ROWS = 4, 1


def _show() -> str:
    asked = Asked.read()
    values: dict[str, object] = {"asked": asked, "given": request.args, "rows": _rows(), "found": None}
    try:
        if any(request.args.getlist("step")):
            values |= _analysed(asked)
    except BadInput as error:
        values["refused"] = str(error)
    offered = {
        "facets": facets(),
        "names": graph().read("journeys/properties")[0]["names"],
        "periods": PERIODS,
        "without": request.args.getlist("without"),
    }
    return page("funnels.html", section="web.journeys", **values, **offered)


def _table() -> Table:
    found = _found(Asked.read(), _design())
    header = ("part", "name", "step", "type", "count", "dropped")
    parts: list[tuple[str, str, Callable[[Outcome], bool]]] = [("all", "", lambda _: True)]
    if text("breakdown"):
        parts += [("group", name or "", lambda row, name=name: row.value == name) for name, _ in found.by(lambda row: row.value)]  # type: ignore[misc]
    if text("cohort"):
        parts += [("cohort", name or "", lambda row, name=name: row.period == name) for name, _ in found.by(lambda row: row.period)]  # type: ignore[misc]
    return header, [
        (part, name, place + 1, str(found.steps[place]), count, _dropped(found, place, where))
        for part, name, where in parts
        for place, count in enumerate(found.counts(where))
    ]


def _behind() -> tuple[str, Counted]:
    asked, design = Asked.read(), _design()
    which = Behind(
        number("of_at", 1, least=1, most=len(design.steps)),
        dropped=bool(of("dropped")),
        value=request.args.get("of_value"),
        period=of("period") or None,
    )
    found = behind(graph(), design, which, asked.filters(), unit=asked.unit)
    step = words(design.steps[which.step - 1].label)
    part = "".join(f", {each}" for each in (which.value, which.period) if each)
    title = f"Who gets to {step} and no further" if which.dropped else f"Who gets to {step}"
    return title + part, found


FIGURES = Figures("funnels", _show, _table, _behind)
"""Under /funnels."""


def _found(asked: Asked, design: Design) -> Attempts:
    return attempts(graph(), design, asked.filters(), unit=asked.unit)


def _analysed(asked: Asked) -> dict[str, object]:
    design = _design()
    found = _found(asked, design)
    counts, times = found.counts(), found.times()
    steps = [_step(found, counts, place) for place in range(len(counts))]
    return {
        "found": found,
        "steps": steps,
        "drawn": {"kind": "funnel", "steps": [{name: each[name] for name in ("name", "count", "persons")} for each in steps]},
        "sentence": _sentence(asked, found, counts),
        "spread": Spread.of(times),
        "bins": histogram(times),
        "groups": _parts(found, "value") if design.breakdown else [],
        "cohorts": _parts(found, "period") if design.period else [],
        "file": address("web.funnels_file"),
    }


def _step(found: Attempts, counts: list[int], place: int) -> dict[str, object]:
    before = max((each for each in range(place) if not found.steps[each].optional), default=place)
    dropped = _dropped(found, place)
    return {
        "name": found.steps[place].label,
        "count": counts[place],
        "before": counts[before],
        "persons": _persons(found, counts[place], at=place + 1),
        "dropped": dropped,
        "dropped_persons": _persons(found, dropped, at=place + 1, dropped=1),
    }


def _dropped(found: Attempts, place: int, where: Callable[[Outcome], bool] = lambda _: True) -> int:
    if place + 1 == len(found.steps):
        return 0
    return sum(row.count for row in found.rows if where(row) and row.reached[place] and not any(row.reached[place + 1 :]))


def _parts(found: Attempts, name: str) -> list[dict[str, object]]:
    parts = found.by((lambda row: row.value) if name == "value" else (lambda row: row.period))
    return [
        {
            "name": part,
            "counts": counts,
            "persons": [_persons(found, count, at=place, **{name: part or ""}) for place, count in enumerate(counts, 1)],
        }
        for part, counts in parts
    ]


def _persons(found: Attempts, count: int, **which: object) -> str:
    return figure("web.funnels_persons", revision=found.revision, count=count, **which)


def _rows() -> list[dict[str, object]]:
    """The rows of the form: those of the address, and some to be filled."""
    rows = _written()
    wanted = min(max(len(rows) + _SPARE_ROWS, _FEWEST_ROWS), MOST)
    return [{"place": place, **row} for place, row in enumerate([*rows, *[_NO_ROW] * (wanted - len(rows))], 1)]


_NO_ROW: dict[str, object] = {"type": "", "either": "", "optional": False, "within": ""}


def _written() -> list[dict[str, object]]:
    """The steps in the address; a row that names no type is none."""
    columns = (request.args.getlist(name) for name in ("step", "either", "within"))
    left_out = request.args.getlist("optional")
    rows = enumerate(zip_longest(*columns, fillvalue=""), 1)
    return [
        {"type": kind, "either": either, "within": within.strip(), "optional": str(place) in left_out}
        for place, (kind, either, within) in rows
        if kind
    ]


def _design() -> Design:
    steps = [
        Step(
            tuple(str(row[name]) for name in ("type", "either") if row[name]),
            optional=bool(row["optional"]),
            within=duration(row["within"], "The time from the step before") if row["within"] else None,
        )
        for row in _written()
    ]
    without = tuple(request.args.getlist("without"))
    return Design(
        steps=tuple(steps),
        order=one_of(Order, "order", Order.ORDERED),
        attempt=one_of(Attempt, "attempt", Attempt.BEST),
        window=duration(text("window"), "The window") if text("window") else None,
        bars=(Bar(without),) if without else (),
        breakdown=text("breakdown") or None,
        breakdown_step=number("breakdown_step", 1, least=1, most=max(len(steps), 1)),
        period=text("cohort") or None,
    )


def _sentence(asked: Asked, found: Attempts, counts: list[int]) -> str:
    first, last = words(found.steps[0].label), words(found.steps[-1].label)
    when = asked.days()
    if not counts[0]:
        return f"Nobody comes to {first}" + (f" {when}." if when else ".")
    return f"Of {asked.many(counts[0])} at {first}, {counts[-1]:,} get to {last}: {100 * counts[-1] / counts[0]:.1f}%, {when}."
