"""Columns: touchpoints in person order and the persons they are of, as arrays. Pure: made of rows, knows no graph and no file.

Words (types, channels, stages, traits) are dictionary-coded: a column holds numbers, and a list says the word of each. So a filter by a
word is a comparison of integers, and a million touchpoints take 37 bytes each beside their keys.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from app.graph import Row

ABSENT = -1
"""The code of a word that is not there: a trait that a person has not, the stage of somebody without a journey."""

_BOOKKEEPING = frozenset({"id", "members", "name", "anonymous", "search", "excluded"})


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of words: `codes` (one a row, -1 where there is none) into `words`."""

    codes: NDArray[np.int32]
    words: Sequence[str]

    def code(self, word: str) -> int:
        """The code of a word, -1 for one that no row has."""
        try:
            return self.words.index(word)
        except ValueError:
            return ABSENT


@dataclass(frozen=True, slots=True)
class Touchpoints:
    """One entry a touchpoint in every column, in the order of persons, and of each person in the order of its journeys.

    `person` is the place of its person; `journey` the number of its journey, from 0; `moment` in microseconds since 1970; `rank` its place in the
    order of those at one moment, equal where no sequence tells which came first; `value` what it was worth in the reporting currency, NaN for
    nothing; `key` its id in the graph.
    """

    person: NDArray[np.int32]
    journey: NDArray[np.int32]
    moment: NDArray[np.int64]
    rank: NDArray[np.int32]
    type: Coded
    channel: Coded
    stage: Coded
    value: NDArray[np.float64]
    key: Sequence[str]


@dataclass(frozen=True, slots=True)
class Persons:
    """One entry a person in every column. `first` is the place of its first touchpoint, with one more entry for the end of the last person's.

    `stage` is the one it is in now; `traits` are those of the golden record, by name.
    """

    id: Sequence[str]
    first: NDArray[np.int64]
    excluded: NDArray[np.bool_]
    anonymous: NDArray[np.bool_]
    stage: Coded
    traits: Mapping[str, Coded]


@dataclass(frozen=True, slots=True)
class Columns:
    """All persons and all their touchpoints, as the graph was at a revision."""

    persons: Persons
    touchpoints: Touchpoints
    revision: int


class _Words:
    """Words that get the next number when they are first met."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self.column: list[int] = []

    def add(self, words: Iterable[str | None]) -> None:
        codes = self._codes
        self.column.extend(ABSENT if word is None else codes.setdefault(word, len(codes)) for word in words)

    def pad(self, length: int) -> None:
        """Fills up with absent entries."""
        self.column.extend([ABSENT] * (length - len(self.column)))

    def coded(self) -> Coded:
        return Coded(np.array(self.column, np.int32), list(self._codes))


@dataclass(slots=True)
class Gatherer:
    """Makes columns of rows, one person after the other."""

    _id: list[str] = field(default_factory=list)
    _first: list[int] = field(default_factory=list)
    _excluded: list[bool] = field(default_factory=list)
    _anonymous: list[bool] = field(default_factory=list)
    _now: _Words = field(default_factory=_Words)
    _traits: dict[str, _Words] = field(default_factory=dict)
    _journey: list[int] = field(default_factory=list)
    _moment: list[int] = field(default_factory=list)
    _rank: list[int] = field(default_factory=list)
    _value: list[float] = field(default_factory=list)
    _key: list[str] = field(default_factory=list)
    _words: tuple[_Words, _Words, _Words] = field(default_factory=lambda: (_Words(), _Words(), _Words()))

    def add(self, row: Row) -> None:
        """Adds one person with its journeys: a row of `analytics/dataset`."""
        self._first.append(len(self._key))
        self._id.append(row["id"])
        self._excluded.append(row["excluded"])
        self._anonymous.append(row["anonymous"])
        self._now.add([row["parts"][-1][6][-1] if row["parts"] else None])
        self._add_traits(row["traits"])
        start = len(self._key)
        sequences: list[int] = []
        for number, keys, types, moments, sequence, channels, stages, credited, credit in row["parts"]:
            self._journey.extend([number] * len(keys))
            self._key.extend(keys)
            self._moment.extend(moments)
            sequences.extend(sequence or [0] * len(keys))
            for words, column in zip(self._words, (types, channels, stages), strict=True):
                words.add(column)
            self._value.extend(_values(len(keys), credited or [], credit or []))
        self._rank.extend(ranks(self._moment[start:], sequences))

    def columns(self, revision: int) -> Columns:
        """Everything that was added, as columns."""
        first = np.array([*self._first, len(self._key)], np.int64)
        for words in self._traits.values():
            words.pad(len(self._id))
        persons = Persons(
            id=self._id, first=first, excluded=np.array(self._excluded, np.bool_), anonymous=np.array(self._anonymous, np.bool_),
            stage=self._now.coded(), traits={name: words.coded() for name, words in sorted(self._traits.items())},
        )  # fmt: skip
        kind, channel, stage = (words.coded() for words in self._words)
        person = np.repeat(np.arange(len(self._id), dtype=np.int32), np.diff(first))
        touchpoints = Touchpoints(
            person=person, journey=np.array(self._journey, np.int32), moment=np.array(self._moment, np.int64), rank=np.array(self._rank, np.int32),
            type=kind, channel=channel, stage=stage, value=np.array(self._value, np.float64), key=self._key,
        )  # fmt: skip
        return Columns(persons, touchpoints, revision)

    def _add_traits(self, traits: Row) -> None:
        for name, value in traits.items():
            if name not in _BOOKKEEPING:
                words = self._traits.setdefault(name, _Words())
                words.pad(len(self._id) - 1)
                words.add([str(value)])


def ranks(moments: Sequence[int], sequences: Sequence[int]) -> list[int]:
    """The places of touchpoints among those at one moment: from 0, and equal where the sequence is.

    Both lists are in the order of the touchpoints, so equal moments stand together and their sequences do not fall. Where a person's journeys
    overlap in no moment this is an order within each journey as well.
    """
    found: list[int] = []
    for place, (moment, sequence) in enumerate(zip(moments, sequences, strict=True)):
        if place == 0 or moment != moments[place - 1]:
            found.append(0)
        else:
            found.append(found[-1] + (sequence != sequences[place - 1]))
    return found


def _values(length: int, places: Sequence[int], credits_: Sequence[float | None]) -> list[float]:
    values = [float("nan")] * length
    for place, credit in zip(places, credits_, strict=True):
        before = values[place]
        values[place] = (0.0 if before != before else before) + (credit or 0.0)  # noqa: PLR0124 - NaN is the only number that is not itself
    return values
