"""Pages: the journeys of some hundred persons in one node, as texts that a regular expression can filter.

The database walks over nodes and list elements one by one, but filters, replaces and splits a text at the speed of memory; so
that is the form in which all persons are analysed (`docs/decisions/0010-pages.md` has measurements). A page is gathered from
journeys and holds nothing that they do not. Pure.

Every text has the persons one after the other, `!` between two, and `"` within a person where a new journey begins; journeys
follow each other in time. A step is one character: for its type, or for its type and channel together. A day stands before the
steps of a day, or before every step together with three characters for the time of day:

    types   TT"T!T      pairs   PP"P!P      days    DTT"DT!DT      dayPairs   DPP"DP!DP      exact   DtttPDtttP"DtttP!DtttP

A time tells the moment, and of touchpoints of one person at one moment which came first, where a sequence says so.

Days, times, types and pairs use characters that do not overlap, so no expression can take one for another. Which text an
analysis reads depends on its filters: the fewer characters, the faster. Types begin with the letters of Latin-1 and so do
pairs, because classes of those are looked up in a table, however many characters they have. A page is *rough* where its
texts do not tell every moment and order.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, count
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from app.graph import Row

SHELVES = 4
"""Pages lie on so many shelves, by a hash of the person, so that several transactions may share the work."""
PERIOD = 7 * 86_400 * 1_000_000
"""Persons whose first steps are in the same period may share a page, in microseconds."""
DAY = 86_400 * 1_000_000
FIRST_DAY = -7_305
"""1 January 1950, in days since 1970: what is earlier lies on that day, and what is later than LAST_DAY on that one."""
LAST_DAY = FIRST_DAY + 42_000
BETWEEN_PERSONS, BETWEEN_JOURNEYS = "!", '"'
DAYS, TIMES = 0x3000, 0x800
"""Where the characters of days (from FIRST_DAY on) and of times of day begin."""
DIGITS = 13
"""Bits of the first and the second character of a time of day."""
MOMENTS, RANKS = 1_365, 6
"""The third tells which of so many microseconds, and which of so many places in the order of touchpoints at one."""
AT_ONCE = 1 << DIGITS
"""Touchpoints of a person at one moment that postings can count."""
FORM = 3
"""The form of pages, on the alphabet: pages of another one are gathered again."""
_TYPES = (range(0x30, 0x3A), range(0x41, 0x5B), range(0x61, 0x7B), range(0x2801, 0x3000))
_PAIRS = (range(0x80, 0x800), range(0xE000, 0xF900))
MOST_TYPES, MOST_PAIRS = sum(map(len, _TYPES)), sum(map(len, _PAIRS))
OTHER = "(other)"
"""The type, and the channel, that analyses show of whatever has no character of its own any more."""


_EARLIEST, _POWERS = -103_000, 5
"""Periods are counted from here on in the key of a page, and powers take so many bits of it: enough for the years 1 to 9999."""


def place(person: str, first: int, last: int) -> str:
    """The page of a person, by shelf, period of the first step, and the power of two of periods to the last one."""
    period = first // PERIOD
    return f"{crc32(person.encode()) % SHELVES}/{period}/{(last // PERIOD - period).bit_length()}"


def key(page: str, number: int) -> str:
    """Four characters for whoever has this place on the page of this name, and nobody else."""
    shelf, period, power = (int(each) for each in page.split("/"))
    digits = divmod(((period - _EARLIEST << _POWERS) + power) * SHELVES + shelf, 1 << DIGITS) + divmod(number, 1 << DIGITS)
    return "".join(chr(TIMES + each) for each in digits)


class Journey(NamedTuple):
    """One whole journey: types, channels, times and sequences of its steps, in their order."""

    steps: list[str]
    channels: list[str]
    at: list[int]
    sequences: list[int]


@dataclass(slots=True)
class Alphabet:
    """A character for every type, and for every type in a channel, ever seen; it only grows. When it is full, one stands for all others: OTHER."""

    types: dict[str, str] = field(default_factory=dict)
    pairs: dict[tuple[str, str], str] = field(default_factory=dict)
    grown: bool = False

    @property
    def full(self) -> bool:
        """Whether some types, or types in a channel, may have no character of their own; a source may call a type OTHER, too."""
        return OTHER in self.types and (len(self.types) >= MOST_TYPES or len(self.pairs) >= MOST_PAIRS - 1)

    def type(self, name: str) -> str:
        """The character of a type, a new one if it has none and there is one."""
        name = self._kind(name)
        if name not in self.types:
            self.types[name] = _nth(_TYPES, len(self.types))
            self.grown = True
        return self.types[name]

    def pair(self, kind: str, channel: str) -> str:
        """The character of a type in a channel, a new one if it has none and there is one."""
        pair = self._kind(kind), channel
        if pair not in self.pairs and len(self.pairs) >= MOST_PAIRS - 1:
            pair = OTHER, OTHER
        self.type(pair[0])
        if pair not in self.pairs:
            self.pairs[pair] = _nth(_PAIRS, len(self.pairs))
            self.grown = True
        return self.pairs[pair]

    def _kind(self, name: str) -> str:
        kept = 0 if OTHER in self.types else 1  # the last place is for all others
        return name if name in self.types or len(self.types) < MOST_TYPES - kept else OTHER

    def row(self) -> Row:
        """As the properties of the `Alphabet` node: parallel lists."""
        return {
            "types": list(self.types),
            "typeCharacters": list(self.types.values()),
            "pairTypes": [kind for kind, _ in self.pairs],
            "pairChannels": [channel for _, channel in self.pairs],
            "pairCharacters": list(self.pairs.values()),
            "form": FORM,
        }

    @classmethod
    def of(cls, row: Row) -> Alphabet:
        """From the properties of the node."""
        return cls(
            types=dict(zip(row["types"], row["typeCharacters"], strict=True)),
            pairs=dict(zip(zip(row["pairTypes"], row["pairChannels"], strict=True), row["pairCharacters"], strict=True)),
        )


def day(at: int) -> str:
    """The character of the day of a moment in epoch microseconds."""
    return chr(DAYS + min(max(at // DAY, FIRST_DAY), LAST_DAY) - FIRST_DAY)


def exact(at: int, rank: int = 0) -> str:
    """The characters of the day and the time of day of a moment, in the order of time; `rank` (below RANKS) orders what happened at one."""
    rest, low = divmod(at % DAY, MOMENTS)
    return day(at) + chr(TIMES + (rest >> DIGITS)) + chr(TIMES + (rest & (1 << DIGITS) - 1)) + chr(TIMES + low * RANKS + rank)


def page(name: str, persons: Iterable[tuple[str, list[Journey]]], alphabet: Alphabet, held: Row | None = None) -> Row:
    """The properties of the page called `name` (see `place`), of persons with their journeys in order; who was on it as `held` keeps the place."""
    persons = list(persons)
    spans = [(min(journey.at), max(journey.at)) for _, journeys in persons for journey in journeys]
    whose = {person: _joined(journeys, alphabet) for person, journeys in persons}
    return _row(name, whose, spans, _places(whose, held or {}), rough=any(_rough(journeys) for _, journeys in persons))


class Unreadable(ValueError):
    """A page from which nobody can be taken, as it is rough. It has to be gathered as a whole."""


def patched(held: Row, changed: Collection[str], now: Iterable[tuple[str, list[Journey]]], alphabet: Alphabet) -> Row | None:
    """A page in which some persons have changed: `held` as it was, `now` those of the `changed` who still lie on it. None where nobody is left.

    It is what `page` makes of all of them. Raises Unreadable.
    """
    after = {person: texts for person, texts in _whose(held).items() if person not in changed}
    exact = [texts.exact for texts in after.values()]
    spans = [(_moment(min(each[:4] for each in exact)), _moment(max(each[-5:-1] for each in exact)))] if exact else []
    rough = False
    for person, journeys in now:
        after[person] = _joined(journeys, alphabet)
        spans += [(min(journey.at), max(journey.at)) for journey in journeys]
        rough |= _rough(journeys)
    whose = dict(sorted(after.items()))
    return _row(str(held["id"]), whose, spans, _places(whose, held), rough=rough) if after else None


def _whose(held: Row) -> dict[str, _Texts]:
    """Everybody's texts, in the order of ids. A page that was never gathered has nobody."""
    if not held.keys() & {"persons", *_Texts._fields}:
        return {}
    if held.get("rough"):
        raise Unreadable(held["id"])
    texts = zip(*(held[kind].split(BETWEEN_PERSONS) for kind in _Texts._fields), strict=True)
    return dict(zip(held["persons"], (_Texts(*each) for each in texts), strict=True))


def _places(whose: Iterable[str], held: Row) -> list[int]:
    """For each person a number that no other on the page has: the one it had, or the lowest that is free."""
    had = dict(zip(held.get("persons", ()), held.get("places", ()), strict=True))
    kept = {person: had[person] for person in whose if person in had}
    taken = set(kept.values())
    free = (number for number in count() if number not in taken)
    return [kept[person] if person in kept else next(free) for person in whose]


def _moment(characters: str) -> int:
    """The moment that `exact` made these four characters of."""
    first, *rest = (ord(each) for each in characters)
    high, middle, low = (each - TIMES for each in rest)
    return (first - DAYS + FIRST_DAY) * DAY + ((high << DIGITS) + middle) * MOMENTS + low // RANKS


def _joined(journeys: Sequence[Journey], alphabet: Alphabet) -> _Texts:
    """The texts of one person."""
    ranks = (min(rank, RANKS - 1) for rank in _ranks(journeys))
    texts = [_Texts.of(journey, alphabet, ranks) for journey in journeys]
    return _Texts(*(BETWEEN_JOURNEYS.join(each) for each in zip(*texts, strict=True)))


def _ranks(journeys: Sequence[Journey]) -> Iterator[int]:
    """For each touchpoint of a person, in order, how many sequences came before its own at the same moment."""
    rank, before = 0, (-(2**63), 0)
    for journey in journeys:
        for at, sequence in zip(journey.at, journey.sequences, strict=True):
            rank = rank + (sequence != before[1]) if at == before[0] else 0
            before = (at, sequence)
            yield rank


def _rough(journeys: Sequence[Journey]) -> bool:
    """Whether a person's texts do not tell all: moments beyond all days, more places in the order of one than there are ranks, thousands at one."""
    if any(not FIRST_DAY <= at // DAY <= LAST_DAY for journey in journeys for at in (journey.at[0], journey.at[-1])):
        return True
    at = [moment for journey in journeys for moment in journey.at]
    return any(rank >= RANKS for rank in _ranks(journeys)) or (len(at) > AT_ONCE and max(Counter(at).values()) > AT_ONCE)


def _row(name: str, whose: Mapping[str, _Texts], spans: Sequence[tuple[int, int]], places: list[int], *, rough: bool) -> Row:
    shelf, _, _ = name.partition("/")
    first, last = min(first for first, _ in spans), max(last for _, last in spans)
    row: Row = {"id": name, "shelf": int(shelf), "persons": list(whose), "places": places, "first": first, "last": last, "rough": rough or None}
    for kind, each in zip(_Texts._fields, zip(*whose.values(), strict=True), strict=True):
        row[kind] = BETWEEN_PERSONS.join(each)
    return row


class _Texts(NamedTuple):
    """One journey in every form that a page has."""

    types: str
    pairs: str
    days: str
    dayPairs: str  # noqa: N815 - a property of the node
    exact: str

    @classmethod
    def of(cls, journey: Journey, alphabet: Alphabet, ranks: Iterator[int]) -> _Texts:
        types = [alphabet.type(step) for step in journey.steps]
        pairs = [alphabet.pair(kind, channel) for kind, channel in zip(journey.steps, journey.channels, strict=True)]
        marks = _new_days(journey.at)
        return cls(
            types="".join(types),
            pairs="".join(pairs),
            days="".join(chain.from_iterable(zip(marks, types, strict=True))),
            dayPairs="".join(chain.from_iterable(zip(marks, pairs, strict=True))),
            exact="".join([exact(at, next(ranks)) + pair for at, pair in zip(journey.at, pairs, strict=True)]),
        )


def _new_days(at: list[int]) -> list[str]:
    """For every moment the character of its day, or nothing where the one before was on the same."""
    days = [day(each) for each in at]
    return [now if now != before else "" for before, now in zip(["", *days], days, strict=False)]


def _nth(ranges: tuple[range, ...], place: int) -> str:
    for each in ranges:
        if place < len(each):
            return chr(each[place])
        place -= len(each)
    raise AssertionError("a full alphabet takes nothing up")
