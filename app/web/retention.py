"""The retention triangle on a page: of those who began together, how many came back in each period after; each cell opens its persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from app.errors import BadInput
from app.journeys.retention import MOST_AFTER, PERIODS, Triangle, retention, returned
from app.web.asking import Asked, address, facets, figure, number, of, text
from app.web.figures import Figures
from app.web.serving import graph, page

if TYPE_CHECKING:
    from app.journeys.answers import Answer
    from app.journeys.counted import Counted
    from app.journeys.retention import Cohort
    from app.web.figures import Table

_COHORTS, _AFTER = 36, 13
"""What a page shows at most: the latest cohorts, and the period of the beginning with those after it. The file has all."""


def _show() -> str:
    asked = Asked.read()
    values: dict[str, object] = {"asked": asked, "given": request.args, "facets": facets(), "found": None}
    lists = {name: request.args.getlist(name) for name in ("begins", "returns")}
    try:
        values |= _analysed(asked)
    except BadInput as error:
        values["refused"] = str(error)
    return page("retention.html", section="web.journeys", periods=PERIODS, period=_period(), **values, **lists)


def _table() -> Table:
    found = _found(Asked.read())
    return ("cohort", "after", "count"), [(each.first, after, count) for each in found.rows for after, count in each.counts.items()]


def _behind() -> tuple[str, Counted]:
    cohort, after = of("cohort"), number("of_after", 0, least=0, most=MOST_AFTER)
    found = returned(graph(), _triangle(), cohort, after, Asked.read().filters())
    if not after:
        return f"Who began in the {_period()} of {cohort}", found
    return f"Who began in the {_period()} of {cohort} and came back {after} {_period()}{'' if after == 1 else 's'} later", found


FIGURES = Figures("retention", _show, _table, _behind)
"""Under /retention."""


def _period() -> str:
    return text("period") or "month"


def _triangle() -> Triangle:
    return Triangle(request.args.getlist("begins") or None, request.args.getlist("returns") or None, _period())


def _found(asked: Asked) -> Answer[Cohort]:
    return retention(graph(), _triangle(), asked.filters())


def _analysed(asked: Asked) -> dict[str, object]:
    found = _found(asked)
    rows = found.rows[-_COHORTS:]
    latest = max((after for each in rows for after in each.counts), default=0)
    total = sum(each.counts[0] for each in found.rows)
    who = f"{total:,} person{'' if total == 1 else 's'}"
    back = f"Of {who}, by the {_period()} in which they began, how many came back in each {_period()} after it; {asked.days()}."
    return {
        "found": found,
        "places": range(min(latest + 1, _AFTER)),
        "rows": [(each, [_cell(found, each, after) for after in range(min(latest + 1, _AFTER))]) for each in rows],
        "sentence": back if total else "",
        "file": address("web.retention_file"),
    }


def _cell(found: Answer[Cohort], cohort: Cohort, after: int) -> dict[str, object]:
    count = cohort.counts.get(after, 0)
    persons = figure("web.retention_persons", revision=found.revision, count=count, cohort=cohort.first, after=after)
    return {"count": count, "persons": persons}
