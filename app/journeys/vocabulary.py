"""The types and channels that journeys have, and the names asked for that are none of them: a mistake in spelling, mostly. Pure, but for `known`."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from app.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.graph import Graph

TYPE, CHANNEL = "type", "channel"
_MOST_NEAR = 3
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Known:
    """The types and channels that a step of a journey ever had."""

    types: Sequence[str]
    channels: Sequence[str]

    def of(self, kind: str) -> Sequence[str]:
        """Those of a kind: TYPE or CHANNEL."""
        return self.types if kind == TYPE else self.channels


class Wanted(NamedTuple):
    """Names of a kind that one parameter asks for; where it is `all_that_is_asked`, there is nothing to answer when nobody has any of them."""

    kind: str
    names: Sequence[str]
    all_that_is_asked: bool = True


class Unknown(NamedTuple):
    """A name that no touchpoint in a journey has, and those there are that are spelt like it."""

    kind: str
    name: str
    near: list[str]


def known(graph: Graph) -> Known:
    """The types and channels of this graph."""
    [row] = graph.read("journeys/kinds")
    return Known(row["types"], row["channels"])


def unknown(there: Known, wanted: Iterable[Wanted]) -> list[Unknown]:
    """Of the names asked for those that nobody has, each once, in the order asked."""
    found = ((each.kind, name) for each in wanted for name in each.names if name not in there.of(each.kind))
    return [Unknown(kind, name, near(name, there.of(kind))) for kind, name in dict.fromkeys(found)]


def check(there: Known, wanted: Iterable[Wanted]) -> None:
    """Raises BadInput where nobody has any of the names that are all that is asked. Of a graph without journeys nothing is refused."""
    for each in wanted:
        if each.all_that_is_asked and each.names and there.of(each.kind) and not set(each.names).intersection(there.of(each.kind)):
            raise BadInput(" ".join(sentences(there, unknown(there, [each]))))


def sentences(there: Known, names: Iterable[Unknown]) -> Iterator[str]:
    """What to say of each, for people: the names that are near it, or those there are."""
    for each in names:
        said = f"No touchpoint has the type {each.name}" if each.kind == TYPE else f"No touchpoint came by {each.name}"
        some = sorted(there.of(each.kind))
        more = f" and {len(some) - _MOST_NAMED} more" if len(some) > _MOST_NAMED else ""
        yield f"{said}; " + (f"near it: {', '.join(each.near)}." if each.near else f"there are {', '.join(some[:_MOST_NAMED]) or 'none'}{more}.")


def near(name: str, there: Iterable[str]) -> list[str]:
    """Of the names there are those that are spelt like it, the nearest first, whatever their case."""
    by_spelling: dict[str, str] = {}
    for each in sorted(there):
        by_spelling.setdefault(each.casefold(), each)
    return [by_spelling[each] for each in get_close_matches(name.casefold(), by_spelling, n=_MOST_NEAR)]
