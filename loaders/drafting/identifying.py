"""Identifying: the identifiers of a draft, each with the namespace that its column speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.drafting import shapes
from loaders.drafting.guessing import DOCUMENTS, IDENTIFIERS
from loaders.drafting.names import words_of
from loaders.drafting.planning import PERSON, Plan
from loaders.drafting.scalars import quoted
from loaders.drafting.texts import Line, aside, line, question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.drafting.guessing import Guess

_NAMESPACES = {"contract": "policy"}
"""Where a role is not called like its shipped namespace."""


def identifier_lines(plan: Plan) -> Iterator[Line]:
    """The section `identifiers`."""
    found = [each for each in plan.guesses if _identifies(each, plan)]
    lines = [one for each in found for one in _lines(each, plan)]
    if not any(each.active for each in lines):
        yield question(0, "identifiers: []", "no column identifies somebody: so no row joins another; add what does")
    else:
        yield line(0, "identifiers:")
    yield from lines


def _identifies(found: Guess, plan: Plan) -> bool:
    if found is plan.key and found.role in ("id", "eventId"):
        return True
    return found.role in (*IDENTIFIERS, "recipient", "ip") and found.column.name not in plan.used - {plan.key.column.name if plan.key else ""}


def _lines(found: Guess, plan: Plan) -> Iterator[Line]:
    column = quoted(found.column.name)
    plan.take(found)
    if found.role == "ip":
        yield aside(1, f"- {{column: {column}, namespace: ip}}", "an address of the network is shared by many: no evidence of identity")
    elif found.role in ("number", "id", "eventId"):
        yield _own(found, plan)
    elif found.role == "recipient":
        yield from _recipient(found, plan)
    elif found.role == "phone" and not found.hashed:
        yield from _phone(found, plan)
    else:
        more = f", hashed: {found.hashed}" if found.hashed else f', split: "{found.split}"' if found.split else _within(found, plan)
        text = f"- {{column: {column}, namespace: {_NAMESPACES.get(found.role, found.role)}{more}}}"
        yield line(1, text, found.evidence + _doubt(found)) if found.sure else aside(1, text, found.evidence)


def _own(found: Guess, plan: Plan) -> Line:
    space = plan.namespace(found)
    told = f"{found.evidence}; a numbering of its own. Where another file has the same numbers, write one namespace in both"
    return line(1, f"- {{column: {quoted(found.column.name)}, namespace: {space}, like: customer number}}", told)


def _recipient(found: Guess, plan: Plan) -> Iterator[Line]:
    text = f"- {{column: {quoted(found.column.name)}, namespace: email"
    remark = f"{found.evidence}; the name speaks of somebody who received, not of who acted"
    yield aside(1, f"{text}}}", remark) if plan.kind == PERSON else line(1, f"{text}, role: recipient}}", remark)


def _doubt(found: Guess) -> str:
    return {
        "loyalty": ". If it is a payment card: namespace card",
        "login": ". A login joins all sources that use this namespace",
        "cookie": ". A cookie joins all sources that use this namespace",
    }.get(found.role, "")


def _within(found: Guess, plan: Plan) -> str:
    if found.role not in DOCUMENTS:
        return ""
    first = words_of(found.column.name).split()[0]
    places = [each.name for each in plan.sample.columns if words_of(each.name).split()[:1] == [first] and _place(each.name)]
    return f", within: {quoted(places[0])}" if places else ""


def _place(name: str) -> bool:
    return words_of(name).split()[-1] in ("country", "state")


def _phone(found: Guess, plan: Plan) -> Iterator[Line]:
    values = found.column.filled
    national = [each for each in values if not each.lstrip("'").startswith("+")]
    text = f"- {{column: {quoted(found.column.name)}, namespace: phone"
    if not national:
        yield line(1, f"{text}}}", found.evidence + "; all begin with +")
        return
    column, region, why = _region(found, plan)
    told = f"{found.evidence}; {len(national):,} without +"
    if column:
        default = f", default: {region}" if region else ""
        yield line(1, f"{text}, region: {{column: {quoted(column)}{default}}}}}", f"{told}, which are of the row's country; {why}")
    elif region:
        yield question(1, f"{text}, region: {region}}}", f"{told}: of which country? {why}")
    else:
        yield question(1, f"{text}}}", f"{told}, which are set aside until you add their country, e.g. region: DE")


def _region(found: Guess, plan: Plan) -> tuple[str | None, str | None, str]:
    """The column that tells the country of a number, the country of most numbers, and why."""
    place = next((each for each in plan.guesses if each.role == "country"), None)
    if place:
        told = shapes.countries(place.column.filled).most_common(1)
        region, count = told[0] if told else (None, 0)
        return place.column.name, region, f"{count:,} of {len(place.column.filled):,} rows with a country say {region}"
    told = shapes.regions(found.column.filled).most_common(1)
    if told:
        return None, told[0][0], f"{told[0][1]:,} of the numbers with + are of {told[0][0]}"
    return None, None, ""
