"""Stating: the sections of a draft that say what a row states: a record, a touchpoint, or spend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.drafting import shapes
from loaders.drafting.guessing import TRAITS
from loaders.drafting.names import words_of
from loaders.drafting.scalars import quoted
from loaders.drafting.texts import Line, aside, line, question
from loaders.mapping import RESERVED as TRAITS_RESERVED
from loaders.touchpoints import RESERVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.drafting.guessing import Guess
    from loaders.drafting.planning import Plan

_TEXTS = ("campaign", "product", "order", "contract", "location", "agent", "text")
_MOST_TYPES = 25
_SALE = "purchase"


def record_lines(plan: Plan) -> Iterator[Line]:
    """The section `record` of a file of persons, and their memberships."""
    key = plan.key
    if key is None:
        return
    yield line(0, "record:")
    yield line(1, f"key: {quoted(key.column.name)}", _key_remark(plan, key))
    yield from _record_times(plan)
    yield line(1, "traits:")
    taken: set[str] = set()
    for role in TRAITS:
        yield from _trait(plan, role, taken)
    for each in plan.all("optIn"):
        plan.take(each)
        yield line(2, f"{_free(each.column.name, taken, TRAITS_RESERVED)}: {{column: {quoted(each.column.name)}, type: flag}}", each.evidence)
    members = plan.all("household", "account")
    plan.used.update(each.column.name for each in members)
    yield from _rest(plan, 2, taken, TRAITS_RESERVED)
    if members:
        yield line(0, "memberships:")
    for each in members:
        yield line(1, f"- {{column: {quoted(each.column.name)}, group: {each.role}}}", each.evidence)


def customer_lines(plan: Plan) -> Iterator[Line]:
    """The section `record` of a file of events that name their customers, so that persons have names."""
    key = plan.customer
    if key is None:
        return
    yield line(0, "record:")
    yield line(1, f"key: {quoted(key.column.name)}", "the rows name customers: each is a record too, so that persons are found by name")
    yield line(1, "optional: true", "a row without it is an event all the same")
    if plan.time and not (plan.time.moment and plan.time.moment.either):
        yield from _time(plan, 1, "version", plan.time, " what the latest row says of a customer counts;")
    yield line(1, "traits:")
    taken: set[str] = set()
    for role in TRAITS:
        yield from _trait(plan, role, taken)


def _key_remark(plan: Plan, key: Guess) -> str:
    others = [each.column.name for each in plan.all("number", "id") if each is not key]
    more = f"; or one of: {', '.join(others[:5])}" if others else ""
    if key.column.unique:
        return f"{key.evidence}{more}"
    missing = plan.sample.rows - len(key.column.filled)
    lost = f"; {missing:,} rows without it are rejected" if missing else ""
    twice = "; rows with an equal one are versions of one record" if key.column.distinct < len(key.column.filled) else ""
    return f"{key.evidence}{lost}{twice}{more}"


def _record_times(plan: Plan) -> Iterator[Line]:
    version = plan.first("updated")
    if version:
        yield from _time(plan, 1, "version", version, " of two rows of one record the later one counts;")
    when = plan.first("created") or plan.first("time") or version
    if when:
        plan.take(version)
        plan.take(when)
        yield from _time(plan, 1, "time", when, " when this was so: the event time of its identifiers;")


def _trait(plan: Plan, role: str, taken: set[str]) -> Iterator[Line]:
    for each in [one for one in plan.all(role) if one.column.name not in plan.used]:
        if role in taken:
            continue
        plan.take(each)
        taken.add(role)
        if each.moment:
            yield from _time(plan, 2, role, each, "")
        else:
            yield line(2, f"{role}: {quoted(each.column.name)}", each.evidence)


def touchpoint_lines(plan: Plan) -> Iterator[Line]:
    """The section `touchpoint` of a file of events, and its channels and types."""
    yield line(0, "touchpoint:")
    yield _event_id(plan)
    kind, types = _type(plan)
    yield kind
    if plan.time:
        yield from _time(plan, 1, "time", plan.time, "")
    received = plan.take(plan.first("received"))
    if received:
        yield from _time(plan, 1, "received", received, "")
    channel = plan.take(plan.first("channel"))
    if channel and channel.column.unfilled:
        yield line(1, f"channel: {{column: {quoted(channel.column.name)}, default: {plan.source}}}", f"{channel.evidence}; the others: name it")
    elif channel:
        yield line(1, f"channel: {quoted(channel.column.name)}", channel.evidence)
    else:
        yield line(1, f"channel: {{value: {plan.source}}}", "no column: name it")
    yield from _texts(plan)
    yield from _money(plan)
    yield line(1, "properties:")
    yield from _flags_and_rest(plan)
    if channel is None or channel.column.unfilled:
        yield line(0, f"channels: {{{plan.source}: {{kind: other, owner: unknown}}}}", "who answers for it")
    yield from types


def _event_id(plan: Plan) -> Line:
    found = plan.event
    if found is None:
        return question(1, "id: {hash: all}", "no column tells events apart: equal rows count once ({occurrences: true} counts each)")
    remark = found.evidence if found.column.unique or plan.lines_of else f"{found.evidence}; rows with an equal one are versions of one event"
    return line(1, f"id: {quoted(found.column.name)}", remark)


def _type(plan: Plan) -> tuple[Line, list[Line]]:
    # The status of a sale says whether it is one; that of anything else is a state, which a later export changes, and not what happened.
    found = plan.take(plan.first("type") or (plan.first("status") if plan.first("value") else None))
    if found is None:
        word = _SALE if plan.first("value") and plan.all("order") else f"{plan.source}_event"
        kind = question(1, f"type: {{value: {word}}}", "no column says what happened: name it, e.g. purchase, page_view, support_ticket")
        return kind, [line(0, f"types: {{{word}: {{owner: unknown}}}}")]
    words = sorted(set(found.column.filled))
    kind = _type_line(plan, found)
    if len(words) > _MOST_TYPES:
        return kind, []
    told = [line(1, f"{quoted(each)}: {{owner: unknown}}", _rows(found.column.filled.count(each))) for each in words]
    if kind.asks and _SALE not in words:
        told.append(line(1, f"{_SALE}: {{owner: unknown}}", "for the word that is a sale"))
    return kind, [line(0, "types:", "the function that owns each; order: 1 ranks those of equal times"), *told]


def _type_line(plan: Plan, found: Guess) -> Line:
    text = f"type: {quoted(found.column.name)}"
    if found.role == "status" and plan.first("value"):
        example = f"type: {{column: {quoted(found.column.name)}, values: {{WORD: {_SALE}}}}}"
        return question(1, text, f"which of these words is a sale? It counts once it is called {_SALE}: {example}")
    return line(1, text, f"{found.evidence}; translate with {{column: …, values: {{theirs: ours}}}}")


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _texts(plan: Plan) -> Iterator[Line]:
    session = plan.take(plan.first("session"))
    if session:
        yield line(1, f"session: {quoted(session.column.name)}", session.evidence)
    for role in _TEXTS:
        found = plan.take(plan.first(role))
        if found and role == "product" and plan.lines_of:
            yield line(1, f"{role}: {quoted(f'lines.*.{found.column.name}')}", f"of every line of the order; {found.evidence}")
        elif found:
            yield line(1, f"{role}: {quoted(found.column.name)}", found.evidence)


def _money(plan: Plan) -> Iterator[Line]:
    value = plan.take(plan.first("value"))
    if value is None:
        return
    others = [each.column.name for each in plan.all("value") if each is not value]
    yield line(1, f"value: {quoted(value.column.name)}", value.evidence + (f"; or one of: {', '.join(others[:5])}" if others else ""))
    currency = plan.take(plan.first("currency"))
    if currency:
        yield line(1, f"currency: {quoted(currency.column.name)}", currency.evidence)
    else:
        yield question(1, "currency: {value: EUR}", "no column holds the currency: uncomment with that of these amounts", active=False)


def _flags_and_rest(plan: Plan) -> Iterator[Line]:
    taken: set[str] = set()
    for each in plan.all("optIn"):
        plan.take(each)
        yield line(2, f"{_free(each.column.name, taken, RESERVED)}: {{column: {quoted(each.column.name)}, type: flag}}", each.evidence)
    for each in [] if plan.lines_of else plan.all("quantity"):
        plan.take(each)
        kind = "integer" if not shapes.share(each.column.filled, lambda text: not text.lstrip("+-").isdigit()).count else "number"
        yield line(2, f"{_free(each.column.name, taken, RESERVED)}: {{column: {quoted(each.column.name)}, type: {kind}}}", each.evidence)
    yield from _rest(plan, 2, taken, RESERVED)


def spend_lines(plan: Plan) -> Iterator[Line]:
    """The section `spend`."""
    yield line(0, "spend:")
    for role in ("campaign", "channel", "cost", "currency"):
        found = plan.take(plan.first(role))
        if found:
            yield line(1, f"{role}: {quoted(found.column.name)}", found.evidence)
        elif role == "currency":
            yield question(1, "currency: {value: EUR}", "no column holds the currency: write that of these costs")
    start = plan.take(plan.first("from") or plan.first("time"))
    end = plan.take(plan.first("until"))
    for name, found in (("from", start), ("to", end)):
        if found:
            yield from _time(plan, 1, name, found, "")


def _rest(plan: Plan, indent: int, taken: set[str], reserved: frozenset[str]) -> Iterator[Line]:
    """Columns without a place: ready to be uncommented."""
    empty = [each.column.name for each in plan.all("empty")]
    for each in plan.guesses:
        if each.column.name in plan.used or each.role == "empty":
            continue
        plan.take(each)
        doubt = f"looks like {words_of(each.role)} too; " if each.role in (*TRAITS, "value", "type", "id") else ""
        yield aside(indent, f"{_free(each.column.name, taken, reserved)}: {quoted(each.column.name)}", f"{doubt}{each.evidence}")
    if empty:
        yield aside(indent, f"without a value in the sample: {', '.join(map(quoted, empty))}")


def _free(name: str, taken: set[str], reserved: frozenset[str]) -> str:
    """A lowerCamel name that is not taken."""
    words = [each for each in words_of(name).split() if each]
    found = (words[0] + "".join(each.capitalize() for each in words[1:]) if words else "column")[:60]
    found = found if found[0].isalpha() else f"column{found.capitalize()}"
    number, free = 1, f"{found}Of" if found in reserved or found in TRAITS else found
    while free in taken:
        number += 1
        free = f"{found}{number}"
    taken.add(free)
    return free


def _time(plan: Plan, indent: int, name: str, found: Guess, before: str) -> Iterator[Line]:
    """A place of a time with its format; where two orders of day and month fit, both as comments, and the question which."""
    plan.times.append(found)
    moment, column = found.moment, quoted(found.column.name)
    remark = f"{before} {found.evidence}".strip()
    if moment is None:
        yield line(indent, f"{name}: {column}", remark)
    elif moment.either:
        remarks = (f"{remark}: day first?", "or month first? uncomment the one that is true")
        for form, which in zip(moment.either, remarks, strict=True):
            yield question(indent, f"{name}: {{column: {column}, format: {quoted(form)}}}", which, active=False)
    elif moment.unit:
        yield line(indent, f"{name}: {{column: {column}, unit: {moment.unit}}}", remark)
    elif moment.formats:
        yield line(indent, f"{name}: {{column: {column}, format: {quoted(moment.formats[0])}}}", remark)
    else:
        yield line(indent, f"{name}: {column}", remark)
