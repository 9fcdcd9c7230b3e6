"""Which types and channels a request asks for, by any of its parameters, and those of them that nobody has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.api.serving import graph
from app.errors import BadInput
from app.journeys import vocabulary
from app.journeys.names import parted, parts, plain, read, without_end
from app.journeys.patterns import parse
from app.journeys.vocabulary import CHANNEL, TYPE, Unknown, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LISTS = {
    "type": (TYPE, True),
    "channel": (CHANNEL, True),
    "compare_channel": (CHANNEL, True),
    "of": (TYPE, True),
    "begins": (TYPE, True),
    "returns": (TYPE, True),
    "trouble": (TYPE, False),
}
"""Parameters that are lists of names: of which kind, and whether there is nothing to answer when nobody has any."""


def unknown(query: Mapping[str, object]) -> list[Unknown]:
    """The names in a validated query that nobody has. Raises BadInput where they are all that is asked."""
    wanted = list(_wanted(query))
    if not wanted:
        return []
    there = vocabulary.known(graph())
    vocabulary.check(there, wanted)
    return vocabulary.unknown(there, wanted)


def _wanted(query: Mapping[str, object]) -> Iterator[Wanted]:
    for parameter, (kind, whole) in _LISTS.items():
        if query.get(parameter):
            yield Wanted(kind, _texts(query, parameter), whole)
    if "pattern" in query:
        yield from _of_pattern(str(query["pattern"]), negated=bool(query.get("negated")))
    elif "step" in query and isinstance(query["step"], list):
        yield Wanted(TYPE, [name for each in _texts(query, "step") for name in parted(without_end(each, "?")[0], "|")])
        yield Wanted(TYPE, [name for each in _texts(query, "without") for name in parted(parts(each, "@")[0], "|")], all_that_is_asked=False)
    else:
        yield from _of_flow(query)


def _of_flow(query: Mapping[str, object]) -> Iterator[Wanted]:
    """Both ends, which may be the names of groups; and what groups and exclusions name without a sign for any text."""
    groups = [parts(each, ":") for each in _texts(query, "group")]
    ends = [str(query[each]) for each in ("start", "end") if query.get(each)]
    names = {read(name) for name, *_ in groups}
    yield Wanted(TYPE, [each for each in ends if each not in names])
    masks = [mask for _, *rest in groups for mask in parts(":".join(rest), "|")] + _texts(query, "without")
    yield Wanted(TYPE, [name for mask in masks if plain(mask, "*?") and (name := read(mask)) not in names], all_that_is_asked=False)


def _of_pattern(text: str, *, negated: bool) -> Iterator[Wanted]:
    """What is named as it is, without a sign for any text. A pattern that leaves types out or open may be meant to fit nobody."""
    try:
        elements = parse(text).elements
    except BadInput:
        return
    types = [name for each in elements for name in each.types or (".",)]
    whole = not negated and not any(each.negated for each in elements) and all(plain(name, "%.") for name in types)
    yield Wanted(TYPE, [read(name) for name in types if plain(name, "%.")], whole)
    channels = [name for each in elements for name in each.channels or ()]
    yield Wanted(CHANNEL, [read(name) for name in channels if plain(name, "%")], all_that_is_asked=False)


def _texts(query: Mapping[str, object], name: str) -> list[str]:
    found = query.get(name) or []
    return [str(each) for each in found] if isinstance(found, list) else []
