"""How far persons get: funnels, and the persons at each step."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.asking import link, listing, names, span
from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.counted import Counted
from app.api.schemas.funnels import Funnel, FunnelPersonsQuery, FunnelQuery
from app.api.serving import answer, graph
from app.errors import BadInput
from app.journeys.attempts import Attempts, Bar, Behind, Design, Order, Step, attempts, behind
from app.journeys.funnels import Attempt
from app.journeys.names import parts, without_end
from app.journeys.spread import Spread, histogram

if TYPE_CHECKING:
    from flask import Response

funnels = Noun("funnels", "How far persons get, step by step")
_PERSONS = "/v1/funnels/persons"
_FAILS = (HTTPStatus.UNPROCESSABLE_ENTITY,)
_BETWEEN = re.compile(r"(?P<start>\d+)-(?P<end>\d+)")


class FunnelAsked(Query, total=False):
    """The validated parameters of a funnel."""

    step: list[str]
    order: str
    attempt: str
    window: str
    step_window: list[str]
    without: list[str]
    breakdown: str
    breakdown_step: int
    cohort: str
    at: int
    dropped: bool
    value: str
    period: str


@funnels.get("/funnels", gives=Funnel, query=FunnelQuery, fails=_FAILS, long=True)
def funnel(query: FunnelAsked) -> Response:
    """How many get to each step, by the best or the first attempt, how long it takes them, and how groups and cohorts differ.

    Each count comes with a link to exactly the persons counted.
    """
    design = design_of(query)
    found = attempts(graph(), design, filters(query), unit=unit(query))
    counts, times = found.counts(), found.times()
    return answer(
        made(found, query)
        | {
            "steps": [_step(found, counts, place) for place in range(len(counts))],
            "time": {**_spread(times), "histogram": histogram(times)},
            "groups": _parts(found, "value") if design.breakdown else [],
            "cohorts": _parts(found, "period") if design.period else [],
        }
    )


@funnels.get("/funnels/persons", gives=Counted, query=FunnelPersonsQuery, fails=_FAILS)
def persons(query: FunnelAsked) -> Response:
    """The persons who get to the step `at`, or with `dropped` those who get there and no further."""
    which = Behind(query["at"], dropped=query["dropped"], value=query.get("value"), period=query.get("period"))
    return answer(listing(behind(graph(), design_of(query), which, filters(query), unit=unit(query)), query))


def design_of(query: FunnelAsked) -> Design:
    """The funnel that the parameters describe. Raises BadInput for a window that is none."""
    windows = [span(each, "step_window") for each in query.get("step_window", [])]
    if len(windows) not in (0, 1, len(query["step"]) - 1):
        raise BadInput(f"Give one `step_window` for every step, or {len(query['step']) - 1}: one for each step but the first.")
    if len(windows) == 1:
        windows *= len(query["step"]) - 1
    return Design(
        steps=tuple(
            _asked(each, within)
            for each, within in zip(query["step"], [None, *(windows or [None] * (len(query["step"]) - 1))], strict=True)
        ),
        order=Order(query["order"]),
        attempt=Attempt(query["attempt"]),
        window=span(query.get("window"), "window"),
        bars=tuple(_bar(each) for each in query.get("without", [])),
        breakdown=query.get("breakdown"),
        breakdown_step=query["breakdown_step"],
        period=query.get("cohort"),
    )


def _bar(value: str) -> Bar:
    types, *places = parts(value, "@")
    found = _BETWEEN.fullmatch(places[0].strip()) if len(places) == 1 else None
    if not types or (places and not found):
        raise BadInput(f"`without` is a type, or types between two steps such as refund|complaint@2-3, not {value!r}.")
    return Bar(names(types, "without"), *((int(found["start"]), int(found["end"])) if found else ()))


def _asked(value: str, within: int | None) -> Step:
    types, optional = without_end(value, "?")
    return Step(names(types, "step"), optional, within)


def _step(found: Attempts, counts: list[int], place: int) -> dict[str, object]:
    step, count = found.steps[place], counts[place]
    last = max((before for before in range(place) if not found.steps[before].optional), default=place)
    dropped = sum(row.count for row in found.rows if row.reached[place] and not any(row.reached[place + 1 :]))
    return {
        "step": str(step),
        "optional": step.optional,
        "count": count,
        "share": _share(count, counts[0]),
        "share_of_previous": _share(count, counts[last]),
        "dropped": dropped if place + 1 < len(counts) else 0,
        "persons": link(_PERSONS, found.revision, count, at=place + 1),
        "dropped_persons": link(_PERSONS, found.revision, dropped, at=place + 1, dropped="true") if place + 1 < len(counts) else None,
    }


def _parts(found: Attempts, name: str) -> list[dict[str, object]]:
    parts = found.by((lambda row: row.value) if name == "value" else (lambda row: row.period))
    return [
        {
            "name": part,
            "counts": counts,
            "conversion": _share(counts[-1], counts[0]),
            "time": _spread(sorted(time for row in found.rows if getattr(row, name) == part for time in row.times)),
            "persons": link(_PERSONS, found.revision, counts[0], at=1, **{name: part or ""}),
        }
        for part, counts in parts
    ]


def _spread(times: list[int]) -> dict[str, object]:
    found = Spread.of(times)
    return {name: getattr(found, name) for name in Spread.__slots__}


def _share(count: int, of: int) -> float:
    return round(count / of, 6) if of else 0.0
