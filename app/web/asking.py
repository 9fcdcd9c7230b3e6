"""How a question about all persons stands in the address of a page: the controls that pages share, read, checked and put into words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from flask import request, url_for

from app.errors import BadInput
from app.journeys.answers import Filter, Unit
from app.journeys.segments import check, segments
from app.journeys.vocabulary import CHANNEL, TYPE, Wanted, known, sentences, unknown
from app.journeys.vocabulary import check as check_names
from app.web.serving import graph, stage_names

if TYPE_CHECKING:
    from enum import StrEnum

E = TypeVar("E", bound="StrEnum")
_DAY = timedelta(days=1)
_OF = "of_"


@dataclass(frozen=True, slots=True)
class Asked:
    """The controls that every analysis has, as they stand in the address."""

    since: str
    until: str
    channels: list[str]
    types: list[str]
    unit: Unit

    @classmethod
    def read(cls) -> Asked:
        """From the address of this request."""
        return cls(
            since=text("since"),
            until=text("until"),
            channels=request.args.getlist("channel"),
            types=request.args.getlist("type"),
            unit=Unit.JOURNEYS if text("unit") == Unit.JOURNEYS else Unit.PERSONS,
        )

    def filters(self) -> Filter:
        """As a filter of analyses; a day is from midnight to midnight UTC. Raises BadInput when a day is none, and like `whose`."""
        return whose(Filter(day("From", self.since), day("Until", self.until), self.types or None, self.channels or None))

    def many(self, count: int) -> str:
        """So many of the unit, in words: 1 person, 1,204 journeys."""
        return f"{count:,} {self.unit.removesuffix('s') if count == 1 else self.unit}"

    def days(self) -> str:
        """From which day to which, and how many those are: what was asked, within what there is. Empty where there is nothing."""
        found = graph().read("web/days")[0]
        if found["first"] is None:
            return ""
        since, until = day("From", self.since), day("Until", self.until)
        first = max(since or found["first"], found["first"]).date()
        # What ends before anything begins ends on the day before: the calendar has none before its first.
        last = (found["last"] if until is None or until > found["last"] else max(until, found["first"]) - _DAY).date()
        many = max((last - first).days + 1, 0)
        return f"from {first.day} {first:%b %Y} to {last.day} {last:%b %Y}, {many:,} day{'' if many == 1 else 's'}"


def facets() -> dict[str, list[str]]:
    """What can be asked for: channels, types, traits (of some persons, to suggest) and stages."""
    return {**graph().read("web/facets")[0], "stages": list(stage_names())}


_NAMES = {
    "type": (TYPE, True),
    "channel": (CHANNEL, True),
    "step": (TYPE, True),
    "either": (TYPE, False),
    "without": (TYPE, False),
    "start": (TYPE, True),
    "end": (TYPE, True),
    "begins": (TYPE, True),
    "returns": (TYPE, True),
}
"""Controls that hold names: of which kind, and whether there is nothing to show when nobody has any."""


def strange() -> list[str]:
    """A sentence for each name in the address that nobody has, with those that are near it."""
    wanted = _wanted()
    if not wanted:
        return []
    there = known(graph())
    return list(sentences(there, unknown(there, wanted)))


def _wanted() -> list[Wanted]:
    # Elsewhere a `step` is a number: that of a step of the matrix, or of a designed journey.
    names = {name: each for name, each in _NAMES.items() if name != "step" or request.path == "/funnels"}
    found = ((kind, [each for each in request.args.getlist(name) if each], whole) for name, (kind, whole) in names.items())
    return [Wanted(*each) for each in found if each[1]]


def whose(filters: Filter) -> Filter:
    """The filters, and of which persons: the segments and stages in the address.

    Raises BadInput for one that nobody can be of, and where nobody has any of the types or channels asked for.
    """
    if wanted := _wanted():
        check_names(known(graph()), wanted)
    written = [each for each in request.args.getlist("segment") if each.strip()]
    found = replace(filters, segments=segments(written), standing=request.args.getlist("stage") or None)
    if found.narrowed:
        check(graph(), found, stage_names())
    return found


def text(name: str) -> str:
    """A control, without spaces around it; empty where it is not in the address."""
    return request.args.get(name, "").strip()


def name_in(name: str) -> str:
    """A control that holds the name of a type or channel, as it is: blanks around it are part of it. Empty where it is not in the address."""
    return request.args.get(name, "")


def one_of(kinds: type[E], name: str, usual: E) -> E:
    """A control with a few values. Raises BadInput for another one."""
    written = text(name)
    if written and written not in set(kinds):
        raise BadInput(f"“{name}” is one of {', '.join(kinds)}, not {written!r}.")
    return kinds(written) if written else usual


def number(name: str, usual: int, *, least: int, most: int) -> int:
    """A control that is a whole number, the usual one where it is none, within its bounds."""
    return min(max(request.args.get(name, usual, type=int), least), most)


def day(name: str, written: str) -> datetime | None:
    """The beginning of a day in UTC, None for none. Raises BadInput naming the control when it is no day."""
    if not written:
        return None
    try:
        return datetime.combine(date.fromisoformat(written), time.min, UTC)
    except ValueError:
        raise BadInput(f"“{name}” is no day; write it like 2026-03-14.") from None


def address(endpoint: str, **more: object) -> str:
    """The address of another page under the same controls, with `more`; what is None is left out, and so is which figure was opened."""
    return _address(endpoint, more, {name: values for name, values in request.args.lists() if not name.startswith(_OF)})


def figure(endpoint: str, **which: object) -> str:
    """The address of the persons behind a figure: the controls, and which figure, under names that no control has."""
    return address(endpoint, **{_OF + name: value for name, value in which.items()})


def beside(endpoint: str, **which: object) -> str:
    """From the persons behind a figure, the same in another form or another page of them."""
    return _address(endpoint, {_OF + name: value for name, value in which.items()}, dict(request.args.lists()))


def of(name: str) -> str:
    """Which figure was opened: one of the names given to `figure`, with its blanks; empty where it is not in the address."""
    return name_in(_OF + name)


def _address(endpoint: str, more: dict[str, object], kept: dict[str, list[str]]) -> str:
    given = {name: value if isinstance(value, list) else [value] for name, value in more.items() if value is not None}
    # Not as arguments of url_for: to that `_scheme` and the like, which anybody can write into an address, are orders.
    query = urlencode(kept | given, doseq=True)
    return url_for(endpoint) + (f"?{query}" if query else "")
