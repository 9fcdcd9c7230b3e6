"""Sampling: the first rows of a file and some of the later ones, as columns. Memory does not grow with the file."""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from loaders.drafting.formats import Layout, recognise
from loaders.mapping import read_mapping
from loaders.placeholders import names_nothing
from loaders.readers import Damaged, read_file
from loaders.values import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.readers import Entry
    from loaders.values import Row

FIRST = 1_000
LATER = 1_000
"""Of the rows after the first, so many are kept, each with equal chance."""
SCANNED = 100_000
"""How far the later rows reach."""
_WIDEST = 1_000
_LONGEST_VALUE = 2_000
_DEEPEST = 6


@dataclass(slots=True)
class Column:
    """One column of the sample: its name as a mapping writes it, and its value in each row, empty where there is none."""

    name: str
    values: list[str]
    listed: bool = False
    """Whether the column holds lists; then the first entry stands for each."""
    filled: list[str] = field(default_factory=list)

    @property
    def distinct(self) -> int:
        """How many different values it has."""
        return len(set(self.filled))

    @property
    def unfilled(self) -> int:
        """In how many rows it has none."""
        return len(self.values) - len(self.filled)

    @property
    def unique(self) -> bool:
        """Whether every row has a value, and no value comes twice."""
        return bool(self.values) and len(self.filled) == len(self.values) == self.distinct


@dataclass(frozen=True, slots=True)
class Sample:
    """What was looked at of a file."""

    path: Path
    layout: Layout
    columns: tuple[Column, ...]
    rows: int
    broken: int
    """Rows that could not even be taken apart."""
    whole: bool
    lists: tuple[str, ...]
    """Columns of lists of objects."""
    damage: bool = False
    """Whether the file broke off while it was read."""

    def column(self, name: str) -> Column | None:
        """The column of that name."""
        return next((each for each in self.columns if each.name == name), None)


def take_sample(path: Path) -> Sample:
    """The sample of a file. Raises BadInput for a file that cannot be read."""
    layout = recognise(path)
    with tempfile.TemporaryDirectory() as folder:
        described = Path(folder, "sample.yaml")
        described.write_text(layout.yaml() + 'source: {name: sample, kind: file, owner: nobody}\nrecord: {key: {value: "-"}}\n', encoding="utf-8")
        reading = _Reading(read_file(read_mapping(described), path))
        entries, whole = _chosen(reading)
    rows = [each.row for each in entries if each.row is not None]
    lists: dict[str, None] = {}
    flat = [dict(_flat(row, lists)) for row in rows]
    columns = tuple(_column(name, flat) for name in _names(flat))
    return Sample(path, layout, columns, len(rows), len(entries) - len(rows), whole, tuple(lists), reading.damage)


class _Reading:
    """The entries of a file, up to where it is damaged."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self._entries, self._read = entries, 0
        self.damage = False

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Entry:
        try:
            found = next(self._entries)
        except Damaged:
            # Of a file that cannot be read at all, the reason is the answer.
            if not self._read:
                raise
            self.damage = True
            raise StopIteration from None
        self._read += 1
        return found


def _chosen(entries: Iterator[Entry]) -> tuple[list[Entry], bool]:
    first = list(islice(entries, FIRST))
    later: list[Entry] = []
    read = len(first)
    # Seeded: the same file gives the same draft.
    chance = random.Random(1)  # noqa: S311 - no secret
    for count, entry in enumerate(islice(entries, SCANNED)):
        read += 1
        if count < LATER:
            later.append(entry)
        elif (place := chance.randrange(count + 1)) < LATER:
            later[place] = entry
    whole = len(first) + len(later) == read and next(entries, None) is None
    return [*first, *sorted(later, key=lambda each: each.line)], whole


def _names(rows: Iterable[dict[str, tuple[str, bool]]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))[:_WIDEST]


def _column(name: str, rows: list[dict[str, tuple[str, bool]]]) -> Column:
    cells = [row.get(name, ("", False)) for row in rows]
    # What a load takes for no value is none here either, so that a column of many N/A is told by its other values.
    values = ["" if names_nothing(value) else value for value, _ in cells]
    return Column(name, values, any(listed for _, listed in cells), [each for each in values if each])


def _flat(row: Row, lists: dict[str, None], before: str = "", depth: int = 0) -> Iterator[tuple[str, tuple[str, bool]]]:
    for name, value in row.items():
        path = f"{before}{name}"
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, lists, f"{path}.", depth + 1)
        elif isinstance(value, list) and value and isinstance(value[0], dict) and depth < _DEEPEST:
            yield from _objects(path, value, lists, depth)
        elif isinstance(value, list):
            yield path, (_text(value[0]) if value else "", True)
        else:
            yield path, (_text(value), False)


def _objects(path: str, found: list[object], lists: dict[str, None], depth: int) -> Iterator[tuple[str, tuple[str, bool]]]:
    """A list of objects: of keys and values, asked by the key; of anything else, its first entry."""
    some = [each for each in found if isinstance(each, dict)]
    for mark in ("key", "name"):
        if all(mark in each and "value" in each for each in some):
            for each in some:
                yield f"{path}.{each[mark]}", (_text(_only(each["value"])), False)
            return
    lists[path] = None
    yield from _flat(some[0], lists, f"{path}.0.", depth + 1)


def _only(value: object) -> object:
    if isinstance(value, dict):
        told = [each for each in value.values() if each is not None]
        return told[0] if len(told) == 1 else None
    return value


def _text(value: object) -> str:
    return (plain_text(value) or "")[:_LONGEST_VALUE]
