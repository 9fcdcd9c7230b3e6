"""Pages: the journeys of some hundred persons in one node, as text of one character a step.

The database walks over nodes and list elements one by one, but cuts, replaces and splits a text at the speed of memory; so
that is the form in which all persons are analysed (`docs/decisions/0010-pages.md` has measurements, and misses). A page is
gathered from journeys and holds nothing that they do not. Pure.

The text of a page: persons one after the other, `!` between two; within a person `"` where a new journey begins; every
other character is a step, by the alphabet. `types` has a character for each type, `pairs` one for each type and channel.
`at` holds a time for every character but `!` (for `"` that of the step behind it), `starts` where each person begins in it.
For every unit k of time, from `origin + k * unit` on: `before{k}` counts each person's characters before it, `at{k}` has the
times within it as text (see TEXT), and `offsets{k}` where each person begins in them. So a window of time is cut out of a text by looking at no
times but those of the units in which it begins and ends.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.graph import Row

SHELVES = 4
"""Pages lie on so many shelves, by a hash of the person, so that several sessions may share the work."""
PERIOD = 7 * 86_400 * 1_000_000
"""Persons whose first steps are in the same period may share a page, in microseconds."""
CUTS = 16
"""A page is at most so many units long."""
TEXT = 5_000_000_000_000_000_000
"""Added to a moment it gives a number of 19 digits, so that moments as text have the order of moments."""
BETWEEN_PERSONS, BETWEEN_JOURNEYS = "!", '"'
_TYPES = (range(0x30, 0x7F), range(0x8000, 0xD800))
_PAIRS = (range(0x80, 0x8000),)


def place(person: str, first: int, last: int) -> str:
    """The page of a person, by shelf, period of the first step, and the power of two of periods to the last one."""
    period = first // PERIOD
    return f"{crc32(person.encode()) % SHELVES}/{period}/{(last // PERIOD - period).bit_length()}"


class Journey(NamedTuple):
    """One whole journey: types, channels and times of its steps."""

    steps: list[str]
    channels: list[str]
    at: list[int]


@dataclass(slots=True)
class Alphabet:
    """A character for every type and for every pair of type and channel ever seen; it only grows."""

    types: dict[str, str] = field(default_factory=dict)
    pairs: dict[tuple[str, str], str] = field(default_factory=dict)
    grown: bool = False

    def type(self, name: str) -> str:
        """The character of a type, a new one if it has none."""
        if name not in self.types:
            self.types[name] = _nth(_TYPES, len(self.types))
            self.grown = True
        return self.types[name]

    def pair(self, name: str, channel: str) -> str:
        """The character of a type in a channel, a new one if it has none."""
        if (name, channel) not in self.pairs:
            self.pairs[name, channel] = _nth(_PAIRS, len(self.pairs))
            self.grown = True
        return self.pairs[name, channel]

    def row(self) -> Row:
        """As the properties of the `Alphabet` node: parallel lists."""
        return {
            "types": list(self.types),
            "characters": list(self.types.values()),
            "pairTypes": [name for name, _ in self.pairs],
            "pairChannels": [channel for _, channel in self.pairs],
            "pairCharacters": list(self.pairs.values()),
        }

    @classmethod
    def of(cls, row: Row) -> Alphabet:
        """From the properties of the node."""
        pairs = zip(row["pairTypes"], row["pairChannels"], strict=True)
        return cls(
            types=dict(zip(row["types"], row["characters"], strict=True)),
            pairs=dict(zip(pairs, row["pairCharacters"], strict=True)),
        )


def page(name: str, persons: Iterable[tuple[str, list[Journey]]], alphabet: Alphabet) -> Row:
    """The properties of the page called `name` (see `place`), of persons with their journeys in order."""
    shelf, period, span = (int(part) for part in name.split("/"))
    row: Row = {"id": name, "shelf": shelf, "persons": [], "at": [], "starts": [0]}
    types, pairs = [], []
    for person, journeys in persons:
        texts, coded, at = _texts(journeys, alphabet)
        row["persons"].append(person)
        types.append(texts)
        pairs.append(coded)
        row["at"].extend(at)
        row["starts"].append(len(row["at"]))
    row |= {"types": BETWEEN_PERSONS.join(types), "pairs": BETWEEN_PERSONS.join(pairs)}
    row |= {"first": min(row["at"]), "last": max(row["at"]), "origin": period * PERIOD, "unit": (PERIOD << span) // CUTS}
    return row | _cuts(row)


def _texts(journeys: list[Journey], alphabet: Alphabet) -> tuple[str, str, list[int]]:
    at: list[int] = []
    for journey in journeys:
        at.extend([journey.at[0], *journey.at] if at else journey.at)
    types = BETWEEN_JOURNEYS.join("".join([alphabet.type(step) for step in journey.steps]) for journey in journeys)
    pairs = BETWEEN_JOURNEYS.join(
        "".join([alphabet.pair(step, channel) for step, channel in zip(journey.steps, journey.channels, strict=True)]) for journey in journeys
    )
    return types, pairs, at


def _cuts(row: Row) -> Row:
    """For every unit that the page has: what each person did before it, and the times within it."""
    at, found = row["at"], {}
    spans = list(pairwise(row["starts"]))
    units = range((row["first"] - row["origin"]) // row["unit"], (row["last"] - row["origin"]) // row["unit"] + 1)
    low = [bisect_left(at, row["origin"] + units.start * row["unit"], *span) for span in spans]
    for unit in units:
        high = [bisect_left(at, row["origin"] + (unit + 1) * row["unit"], start, end) for start, (_, end) in zip(low, spans, strict=True)]
        inside = [at[start:end] for start, end in zip(low, high, strict=True)]
        found[f"before{unit}"] = [place - start for place, (start, _) in zip(low, spans, strict=True)]
        found[f"offsets{unit}"] = list(accumulate(map(len, inside), initial=0))
        found[f"at{unit}"] = [str(moment + TEXT) for moments in inside for moment in moments]
        low = high
    return found


def _nth(ranges: tuple[range, ...], place: int) -> str:
    for each in ranges:
        if place < len(each):
            return chr(each[place])
        place -= len(each)
    raise OverflowError("There are more kinds of steps than characters for them.")
