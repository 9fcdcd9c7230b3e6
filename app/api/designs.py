"""Designed journeys, and how what customers do deviates from them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.asking import link, listing
from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.counted import Counted
from app.api.schemas.designs import Design, DesignedPersonsQuery, DesignQuery, Designs
from app.api.serving import answer, graph
from app.api.serving import designs as all_designs
from app.errors import NotFound
from app.journeys.alignment import Sign
from app.journeys.conformance import Figure, Whole, conformance, counted_in

if TYPE_CHECKING:
    from flask import Response

    from app.journeys.conformance import Conformance
    from app.journeys.designs import DesignedJourney, DesignedStep

designs = Noun("designs", "Designed journeys, and what is observed of them")
_FAILS = (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)


class DesignAsked(Query, total=False):
    """The validated parameters."""

    whole: str
    sign: str
    step: int
    unforeseen: str
    after: int


@designs.get("/designs", gives=Designs)
def listed() -> Response:
    """The designed journeys."""
    return answer({"designs": [{"name": each.name, "title": each.title, "steps": len(each.steps)} for each in all_designs().values()]})


@designs.get("/designs/<string:name>", gives=Design, query=DesignQuery, fails=_FAILS, long=True)
def observed(query: DesignAsked, name: str) -> Response:
    """A designed journey with its fitness, and of each step how many did, skipped, reversed or repeated it; and what it did not foresee.

    Each way is aligned with the design at the least cost; a deviation costs 1. `unit=journeys` holds each journey of a person against it by itself.
    """
    design = named(name)
    found = conformance(graph(), design, filters(query), unit=unit(query))
    on = found.counts[Whole.ON]
    return answer(
        made(found, query)
        | {
            "name": design.name,
            "title": design.title,
            "besides": sorted(design.besides),
            "stages": [{"stage": each.name, "feels": each.feels, "says": each.says} for each in design.stages],
            "total": found.total,
            **{whole.value: {"count": count, "persons": _link(found, name, count, whole=whole.value)} for whole, count in found.counts.items()},
            "fitness": _rounded(found.fitness),
            "mean_fitness": _rounded(found.mean),
            "steps": [_step(found, name, number) for number in range(1, len(found.rows) + 1)],
            "unforeseen": [
                {"type": each.type, "after": each.passed, "times": each.times}
                | _count(on, each.count, _link(found, name, each.count, unforeseen=each.type, after=each.passed))
                for each in found.unforeseen
            ],
        }
    )


@designs.get("/designs/<string:name>/persons", gives=Counted, query=DesignedPersonsQuery, fails=_FAILS)
def persons(query: DesignAsked, name: str) -> Response:
    """The persons of one figure."""
    figure = Figure(
        whole=Whole(query["whole"]) if "whole" in query else None,
        sign=Sign(query["sign"]) if "sign" in query else None,
        step=query.get("step"),
        type=query.get("unforeseen"),
        passed=query.get("after"),
    )
    return answer(listing(counted_in(graph(), named(name), figure, filters(query), unit=unit(query)), query))


def named(name: str) -> DesignedJourney:
    """The design of a name. Raises NotFound saying which there are."""
    found = all_designs()
    if name not in found:
        raise NotFound(f"There is no designed journey {name!r}; there {'is' if len(found) == 1 else 'are'} {', '.join(found) or 'none'}.")
    return found[name]


def _step(found: Conformance, name: str, number: int) -> dict[str, object]:
    row, on = found.rows[number - 1], found.counts[Whole.ON]
    return _described(row.step) | {
        "number": number,
        **{sign.value: _count(on, count, _link(found, name, count, sign=sign.value, step=number)) for sign, count in row.counts.items()},
    }


def _described(step: DesignedStep) -> dict[str, object]:
    return {
        "step": step.name,
        "stage": step.stage,
        "types": sorted(step.types),
        "channels": sorted(step.channels or ()),
        "owner": step.owner,
        "optional": step.optional,
        "repeats": step.repeats,
    }


def _count(on: int, count: int, persons: str) -> dict[str, object]:
    return {"count": count, "share": round(count / on, 6) if on else 0.0, "persons": persons}


def _link(found: Conformance, name: str, count: int, **which: object) -> str:
    return link(f"/v1/designs/{name}/persons", found.revision, count, **which)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
