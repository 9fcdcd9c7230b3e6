r"""A language for patterns of touchpoints, compiled to an automaton that travels as a parameter; the answer is persons.

    page_view >> (cart|checkout)@web > !purchase* $
    ^ ad_% >>[..P7D] purchase{2,} within P30D

- A touchpoint is a type (`%` stands for any text), several in brackets, or `.` for any; `@channel` asks for its channel; `!` for any other.
  A sign or a blank that is part of a name has a backslash before it (`names.py`); or the name stands in quotes, with one before `"` and `%` alone.
- `?`, `*`, `+`, `{2}`, `{2,5}`, `{2,}` say how often it comes, each at once after the one before.
- `>` is the touchpoint right after, in the order of touchpoints (time, sequence, id); `>>` one at a later time (of equal times the sequence
  decides), whatever comes between. `[P1D..P7D]` behind it says after how long: at least, at most, or both.
- Where a touchpoint that may be left out is left out, the gap is the one before the next that is there.
- `^` and `$`: nothing comes before, nothing after. `within P30D`: from the first touchpoint to the last at most.

The automaton is Glushkov's: a state for every touchpoint written (V. M. Glushkov, The abstract theory of automata, 1961). Pure, but for
`matching`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.answers import ALL, Filter, Unit, file_of, revision
from app.journeys.counted import Counted
from app.journeys.documents import duration
from app.journeys.names import among, read, unquoted, without_end
from app.journeys.vocabulary import known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row

STATEMENT = "journeys/patterns"
MOST_STATES = 60
_NAME = r"(?:\"(?:\\[\s\S]|[^\"\\])+\"|(?:\\[\s\S]|[^\s\\,|?*+>!@$^()\[\]{}.\"'])+)"
_NAMES = rf"(?:{_NAME}|\(\s*{_NAME}(?:\s*\|\s*{_NAME})*\s*\))"
_ELEMENT = re.compile(rf"\s*(?P<no>!)?(?P<types>\.|{_NAMES})(?:@(?P<channels>{_NAMES}))?(?P<often>[?*+]|\{{\d+(?:,\d*)?\}})?")
_GAP = re.compile(r"\s*(?P<gap>>>?)\s*(?:\[(?P<least>\w*)\.\.(?P<most>\w*)\])?")
_WITHIN = re.compile(r"(?<![^\s$)\]}+*?\"])within\s+(?P<window>\w+)\s*$")


@dataclass(frozen=True, slots=True)
class Gap:
    """What may lie between two touchpoints: nothing, or with `later` anything; `least` and `most` in microseconds."""

    later: bool = False
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """A kind of touchpoint, how often it comes (`most` None: any number), and the gap before it. Names are masks with `%`; None is any."""

    types: tuple[str, ...] | None
    channels: tuple[str, ...] | None = None
    negated: bool = False
    least: int = 1
    most: int | None = 1
    gap: Gap = Gap()


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in order, anchors, and the window for the whole in microseconds."""

    elements: tuple[Element, ...]
    begins: bool = False
    ends: bool = False
    window: int | None = None

    def impossible(self, types: Sequence[str], channels: Sequence[str]) -> str | None:
        """A sentence when nothing at all can fit, with these types and channels known; else None."""
        for each in self.elements:
            for wanted, there, word in ((each.types, types, "type"), (each.channels, channels, "channel")):
                if each.least and not each.negated and wanted is not None and not expand(wanted, there):
                    return f"This pattern cannot match: no touchpoint has the {word} {' or '.join(map(read, wanted))}."
            if each.least and each.negated and each.channels is None and (each.types is None or set(types) <= set(expand(each.types, types))):
                return "This pattern cannot match: every touchpoint has one of the types that ! leaves out."
        waits = sum(each.gap.least or 0 for each in self.elements[1:] if each.least)
        if self.window is not None and waits > self.window:
            return "This pattern cannot match: its gaps take longer than the time it has within."
        return None

    def params(self, types: Sequence[str], channels: Sequence[str]) -> Row:
        """The automaton as parameters of the statement. Raises BadInput when it has more than 60 states."""
        places = _places(self.elements)
        if len(places) > MOST_STATES:
            raise BadInput(f"This pattern has {len(places)} touchpoints written out; {MOST_STATES} are the most. Ask for fewer repetitions.")
        return {
            "states": [place.state(types, channels) for place in places],
            "begins": self.begins,
            "ends": self.ends,
            "window": self.window,
            "bounded": any(each.gap.least is not None or each.gap.most is not None for each in self.elements),
        }


@dataclass(slots=True)
class _Place:
    """A state: one touchpoint written, and where it may lead."""

    element: Element
    first: bool = False
    last: bool = False
    next: list[tuple[int, Gap]] = field(default_factory=list)

    def state(self, types: Sequence[str], channels: Sequence[str]) -> Row:
        kind = self.element
        return {
            "types": None if kind.types is None else expand(kind.types, types),
            "channels": None if kind.channels is None else expand(kind.channels, channels),
            "negated": kind.negated,
            "first": self.first,
            "last": self.last,
            "next": [{"to": to, "later": gap.later, "least": gap.least, "most": gap.most} for to, gap in self.next],
        }


def parse(text: str) -> Pattern:
    """The pattern that a text writes. Raises BadInput saying where it cannot be read, and when it would fit nothing or everybody."""
    rest = text.strip()
    begins, rest = rest.startswith("^"), rest.removeprefix("^")
    window = None
    if found := _WITHIN.search(rest):
        window, rest = duration(found["window"], "`within`"), rest[: found.start()]
    rest, ends = without_end(rest, "$")
    elements = _elements(rest, text)
    if not any(each.least for each in elements):
        raise BadInput("This pattern may be nothing at all, so it fits everybody; ask for at least one touchpoint.")
    return Pattern(tuple(elements), begins, ends, window)


def matching(
    graph: Graph, pattern: Pattern, filters: Filter = ALL, *, unit: Unit = Unit.PERSONS, negated: bool = False
) -> tuple[Counted, str | None]:
    """The persons whose touchpoints fit, or with `negated` do not, and a sentence when none can. Raises BadInput as `Pattern.params`."""
    there = known(graph)
    automaton = pattern.params(there.types, there.channels)
    params: Row = {**filters.params(), "journeys": unit is Unit.JOURNEYS, **automaton, "negated": negated}
    never = pattern.impossible(there.types, there.channels)
    at = revision(graph)
    rows = [] if never and not negated else graph.read(STATEMENT, **params)
    return Counted.of({row["person"]: row["times"] for row in rows}, unit, at, file_of(STATEMENT), params), never


def _elements(rest: str, text: str) -> list[Element]:
    found, gap, place = list[Element](), Gap(), 0
    while True:
        match = _ELEMENT.match(rest, place)
        if not match:
            raise BadInput(f"A touchpoint is missing in the pattern {text!r} at {rest[place:].strip()[:20]!r}; write e.g. page_view >> purchase.")
        found.append(_element(match, gap))
        place = match.end()
        if not rest[place:].strip():
            return found
        match = _GAP.match(rest, place)
        if not match:
            raise BadInput(f"The pattern {text!r} cannot be read at {rest[place:].strip()[:20]!r}; between two touchpoints comes > or >>.")
        gap, place = _gap(match), match.end()


def _element(match: re.Match[str], gap: Gap) -> Element:
    least, most = _often(match["often"])
    return Element(
        types=None if match["types"] == "." else _split(match["types"]),
        channels=None if match["channels"] is None else _split(match["channels"]),
        negated=match["no"] is not None,
        least=least,
        most=most,
        gap=gap,
    )


def _often(text: str | None) -> tuple[int, int | None]:
    known: dict[str | None, tuple[int, int | None]] = {None: (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}
    if text in known:
        return known[text]
    least, comma, most = str(text)[1:-1].partition(",")
    low, high = int(least), int(most) if most else None if comma else int(least)
    if high is not None and (high < low or not high):
        raise BadInput(f"{text} is no number of times; write e.g. {{2}}, {{2,5}} or {{2,}}.")
    if max(low, high or 0) > MOST_STATES:
        raise BadInput(f"{text} is too often; {MOST_STATES} touchpoints are the most.")
    return low, high


def _gap(match: re.Match[str]) -> Gap:
    least, most = (duration(match[name], f"the gap {match[0].strip()}") if match[name] else None for name in ("least", "most"))
    if least is not None and most is not None and least > most:
        raise BadInput(f"The gap {match[0].strip()} takes at least longer than at most; turn it round.")
    return Gap(match["gap"] == ">>", least, most)


def _split(text: str) -> tuple[str, ...]:
    return tuple(unquoted(each, "%") for each in re.findall(_NAME, text))


def expand(wanted: Sequence[str], known: Sequence[str]) -> list[str]:
    """The known names that fit masks in which `%` is any text."""
    return among(wanted, known, many="%")


def _places(elements: Sequence[Element]) -> list[_Place]:
    """Every touchpoint written out as often as it must or may come, each with those that may follow it."""
    places, open_, begun = list[_Place](), list[_Place](), False
    for element in elements:
        before, must = open_, element.least
        copies = element.most if element.most is not None else max(element.least, 1)
        for copy in range(copies):
            place = _Place(element, first=not begun)
            gap = element.gap if copy == 0 else Gap()
            for each in before:
                each.next.append((len(places), gap))
            places.append(place)
            optional = copy >= must
            before = [place]
            open_ = [*open_, place] if optional else [place]
            begun = begun or (not optional and copy == 0)
        if element.most is None:
            places[-1].next.append((len(places) - 1, Gap()))
    for each in open_:
        each.last = True
    return places
