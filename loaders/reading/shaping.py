"""Shaping: several rows from one row (`each`), and one row from several (`group`)."""

from __future__ import annotations

import pickle
import sqlite3
from contextlib import closing
from hashlib import blake2b
from typing import TYPE_CHECKING

import orjson

from loaders.columns import getter, spelled
from loaders.reading.entries import Damaged, Entry
from loaders.values import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.mapping import Mapping
    from loaders.values import Row

LINES = "lines"
"""Under what name a grouped row holds its rows."""

MOST_LINES = 10_000
"""So many rows may make one: they are held in memory together."""


def shaped(entries: Iterable[Entry], mapping: Mapping) -> Iterator[Entry]:
    """The entries as the mapping wants them: of each element one, or of each group one."""
    if mapping.group:
        entries = _grouped(entries, mapping.group)
    if mapping.each:
        entries = _parted(entries, mapping.each)
    return iter(entries)


def _parted(entries: Iterable[Entry], path: str) -> Iterator[Entry]:
    """For each element of the list at `path` a row, in which the element stands in place of the list. A row without elements stays one row."""
    fetch, steps = getter(path), path.split(".")
    for entry in entries:
        elements = fetch(entry.row) if entry.row is not None else None
        if not isinstance(elements, list):
            yield entry
            continue
        for element in elements or [None]:
            row = _replaced(entry.row or {}, steps, element)
            raw = spelled(_replaced(entry.row or {}, steps, [element] if elements else []))
            yield Entry(entry.line, raw, row, columns=entry.columns)


def _replaced(row: Row, steps: list[str], value: object) -> dict[str, object]:
    inner = row.get(steps[0])
    return {**row, steps[0]: _replaced(inner, steps[1:], value) if len(steps) > 1 and isinstance(inner, dict) else value}


def _grouped(entries: Iterable[Entry], columns: tuple[str, ...]) -> Iterator[Entry]:
    """One row of all rows with equal values in these columns, wherever in the file they stand. They wait on disk until the file is read."""
    with closing(_Groups()) as groups:
        cells, damage, last = [getter(each) for each in columns], None, None
        try:
            for entry in entries:
                values = [plain_text(each(entry.row)) for each in cells] if entry.row is not None else []
                if not any(values):
                    yield entry
                    continue
                last = groups.add(values, entry)
        except Damaged as error:
            # What was read of the last group may not be all of it.
            damage = error
        yield from groups.merged(without=last if damage else None)
        if damage:
            raise damage


class _Groups:
    """Rows by group, in the order in which groups began."""

    def __init__(self) -> None:
        # An empty name: a temporary file, which disappears when it is closed.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE groups (key BLOB PRIMARY KEY, place INTEGER, size INTEGER) WITHOUT ROWID")
        self._database.execute("CREATE TABLE rows (place INTEGER, number INTEGER, entry BLOB, PRIMARY KEY (place, number)) WITHOUT ROWID")
        self._database.execute("BEGIN")
        self._number = 0

    def add(self, values: list[str | None], entry: Entry) -> int:
        """Keeps a row under its group, and returns the place of the group."""
        key = blake2b(orjson.dumps(values), digest_size=16).digest()
        sql = "INSERT INTO groups VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET size = size + 1 RETURNING place"
        self._number += 1
        place = int(self._database.execute(sql, (key, self._number)).fetchone()[0])
        self._database.execute("INSERT INTO rows VALUES (?, ?, ?)", (place, self._number, pickle.dumps(entry)))
        return place

    def merged(self, without: int | None = None) -> Iterator[Entry]:
        """Every group as one entry; surplus rows of one that is too large as rejects."""
        found = self._database.execute("SELECT place, entry FROM rows WHERE place IS NOT ? ORDER BY place, number", (without,))
        at, group = None, list[Entry]()
        for place, packed in found:
            entry: Entry = pickle.loads(packed)  # noqa: S301 - our own temporary file
            if place != at:
                if group:
                    yield _one(group)
                at, group = place, []
            if len(group) < MOST_LINES:
                group.append(entry)
            else:
                yield Entry(entry.line, entry.raw, reason=f"more than {MOST_LINES:,} rows of one group", columns=entry.columns)
        if group:
            yield _one(group)

    def close(self) -> None:
        """Forgets all rows."""
        self._database.close()


def _one(group: list[Entry]) -> Entry:
    rows = [each.row or {} for each in group]
    names = dict.fromkeys(name for row in rows for name in row)
    merged: dict[str, object] = {name: next((row[name] for row in rows if plain_text(row.get(name)) is not None), None) for name in names}
    merged[LINES] = rows
    raw = "".join(map(_line, group))
    return Entry(group[0].line, raw, merged, columns=group[0].columns)


def _line(entry: Entry) -> str:
    if entry.columns:
        return entry.raw if entry.raw.endswith(("\n", "\r")) else f"{entry.raw}\n"
    return entry.raw.replace("\n", " ") + "\n"  # between the values of JSON: within one no line can end
