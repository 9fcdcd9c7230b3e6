"""What changed between two periods."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.asking import link, listing
from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.counted import Counted
from app.api.schemas.naming import joined
from app.api.schemas.periods import ChangedPersonsQuery, Changes, ChangesQuery
from app.api.serving import answer, conversions, graph
from app.errors import BadInput
from app.journeys.answers import Unit
from app.journeys.periods import Comparison, Kind, Period, having
from app.journeys.periods import changes as all_changes

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Response

    from app.journeys.periods import Change
    from app.journeys.periods import Changes as Found

periods = Noun("changes", "What changed between two periods")
_FAILS = (HTTPStatus.UNPROCESSABLE_ENTITY,)


class ChangesAsked(Query, total=False):
    """The validated parameters."""

    compare_since: datetime
    compare_until: datetime
    most: int
    kind: str
    name: list[str]
    other: bool


@periods.get("/changes", gives=Changes, query=ChangesQuery, fails=_FAILS, long=True)
def changes(query: ChangesAsked) -> Response:
    """Paths, transitions, stages and conversions of a period beside those of another, with the difference of their shares and what chance can do."""
    asked = _comparison(query)
    found = all_changes(graph(), asked, filters(query))
    return answer(
        made(found, query)
        | {
            "period": _total(found, asked.period, found.total, other=False),
            "other": _total(found, asked.other, found.other_total, other=True),
            "both": found.both,
            "compared": len(found.rows),
            "changes": [_change(found, each) for each in found.rows],
        }
    )


@periods.get("/changes/persons", gives=Counted, query=ChangedPersonsQuery, fails=_FAILS)
def persons(query: ChangesAsked) -> Response:
    """The persons of one figure."""
    kind, name = Kind(query["kind"]), query.get("name", [])
    if (kind is Kind.ALL) == bool(name):
        raise BadInput("Ask for `kind=all` without a `name`, or for another kind with the `name` of what is counted.")
    return answer(listing(having(graph(), _comparison(query), (kind, name, query["other"]), filters(query)), query))


def _comparison(query: ChangesAsked) -> Comparison:
    if unit(query) is not Unit.PERSONS:
        raise BadInput("Changes are counted in persons: a journey may lie in both periods. Leave `unit` out.")
    period = Period(query["since"], query["until"])
    other = Period(query["compare_since"], query.get("compare_until") or _as_long(period, query["compare_since"]))
    declared = {each.name: sorted(each.types) for each in conversions().declared}
    return Comparison(period, other, declared, steps=query["steps"], collapse=query["collapse"], limit=query["most"])


def _as_long(period: Period, since: datetime) -> datetime:
    try:
        return since + (period.until - period.since)
    except OverflowError:
        raise BadInput("The other period would end after the year 9999; give its end as `compare_until`.") from None


def _total(found: Found, period: Period, count: int, *, other: bool) -> dict[str, object]:
    persons = link("/v1/changes/persons", found.revision, count, kind=Kind.ALL.value, other=str(other).lower())
    return {"since": period.since, "until": period.until, "count": count, "persons": persons}


def _change(found: Found, each: Change) -> dict[str, object]:
    def behind(count: int, other: str) -> str:
        return link("/v1/changes/persons", found.revision, count, kind=each.kind.value, name=joined(each.name), other=other)

    return {
        "kind": each.kind,
        "name": each.name,
        "count": each.count,
        "share": _share(each.count, found.total),
        "persons": behind(each.count, "false"),
        "other_count": each.other_count,
        "other_share": _share(each.other_count, found.other_total),
        "other_persons": behind(each.other_count, "true"),
        "difference": round(each.difference, 6),
        "low": round(each.low, 6),
        "high": round(each.high, 6),
        "probability": each.probability,
    }


def _share(count: int, of: int) -> float:
    return round(count / of, 6) if of else 0.0
