"""Which ways lead from one touchpoint to another."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.asking import link, listing
from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.counted import Counted
from app.api.schemas.flows import FlowPersonsQuery, Flows, FlowsQuery
from app.api.schemas.naming import joined
from app.api.serving import answer, conversions, graph
from app.errors import BadInput
from app.journeys.flows import Course, Flow, Group, on_way, worth
from app.journeys.flows import Flows as Found
from app.journeys.flows import flows as all_flows
from app.journeys.names import parts, read

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Response

flows = Noun("flows", "Which ways lead from one touchpoint to another")
_PERSONS = "/v1/flows/persons"
_FAILS = (HTTPStatus.UNPROCESSABLE_ENTITY,)


class FlowsAsked(Query, total=False):
    """The validated parameters."""

    start: str
    end: str
    group: list[str]
    without: list[str]
    unroll: bool
    ways: int
    kinds: int
    compare_since: datetime
    compare_until: datetime
    compare_channel: list[str]
    path: list[str]


@flows.get("/flows", gives=Flows, query=FlowsQuery, fails=_FAILS, long=True)
def ways(query: FlowsAsked) -> Response:
    """The ways from `start` to `end`, from one of them, or to one, with conversions, value and duration, and where they are at each step.

    What is not shown is counted as others, so that the sums always hold. Another time or channel can stand beside it.
    """
    course = course_of(query)
    found = all_flows(graph(), course, filters(query), refunds=conversions().refunds, unit=unit(query))
    shown, rest = found.rows[: query["ways"]], found.rows[query["ways"] :]
    return answer(
        made(found, query)
        | {
            "total": found.total,
            "persons": link(_PERSONS, found.revision, found.total),
            "ways": [_way(found, each) for each in shown],
            "others": {
                "count": sum(each.count for each in rest),
                "different": len(rest),
                "converted": sum(each.converted for each in rest),
                "value": worth(rest),
            },
            "steps": _steps(found, query["kinds"]),
            "compared": _compared(found, query, course),
        }
    )


@flows.get("/flows/persons", gives=Counted, query=FlowPersonsQuery, fails=_FAILS)
def persons(query: FlowsAsked) -> Response:
    """The persons who take one way, or any."""
    return answer(listing(on_way(graph(), course_of(query), query.get("path"), filters(query), unit=unit(query)), query))


def course_of(query: FlowsAsked) -> Course:
    """What makes a way, by the parameters. Raises BadInput for a group without a name or patterns."""
    return Course(
        start=query.get("start"),
        end=query.get("end"),
        groups=tuple(_group(each) for each in query.get("group", [])),
        excluded=tuple(query.get("without", [])),
        collapse=query["collapse"],
        unroll=query["unroll"],
        steps=query["steps"],
    )


def _group(value: str) -> Group:
    name, *rest = parts(value, ":")
    patterns = parts(":".join(rest), "|")
    if not read(name) or not all(map(read, patterns)):
        raise BadInput(f"`group` is a name, `:` and patterns, e.g. ads:ad_*|display, not {value!r}.")
    return Group(read(name), tuple(patterns))


def _way(found: Found, each: Flow) -> dict[str, object]:
    return {
        "steps": each.path,
        "count": each.count,
        "share": _share(each.count, found.total),
        "converted": each.converted,
        "value": each.value,
        "duration": each.duration,
        "persons": link(_PERSONS, found.revision, each.count, path=joined(each.path)),
    }


def _steps(found: Found, kinds: int) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for step in range(1, max((len(each.path) for each in found.rows), default=0) + 1):
        shown, others, ended = found.at(step, kinds)
        links = [{"from": a, "to": b, "count": count} for a, b, count in found.links(step, kinds)]
        named = [{"name": name, "count": count} for name, count in shown]
        rows.append({"step": step, "names": named, "others": others, "ended": ended, "links": links})
    return rows


def _compared(found: Found, query: FlowsAsked, course: Course) -> dict[str, object] | None:
    wanted = {name: query.get(f"compare_{name}") for name in ("since", "until", "channel")}
    if not any(wanted.values()):
        return None
    first = filters(query)
    second = replace(
        first,
        since=query.get("compare_since", first.since),
        until=query.get("compare_until", first.until),
        channels=query.get("compare_channel", first.channels),
    )
    other = all_flows(graph(), course, second, refunds=conversions().refunds, unit=unit(query))
    counts, others = ({each.path: each.count for each in answered.rows} for answered in (found, other))
    rows = [
        {
            "steps": path,
            "count": counts.get(path, 0),
            "share": _share(counts.get(path, 0), found.total),
            "other_count": others.get(path, 0),
            "other_share": _share(others.get(path, 0), other.total),
            "difference": round(_share(counts.get(path, 0), found.total) - _share(others.get(path, 0), other.total), 6),
        }
        for path in counts.keys() | others.keys()
    ]
    rows.sort(key=lambda row: (-abs(float(str(row["difference"]))), row["steps"]))
    return {"total": other.total, "ways": rows[: query["ways"]]}


def _share(count: int, of: int) -> float:
    return round(count / of, 6) if of else 0.0
