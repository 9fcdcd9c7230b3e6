"""Brings the rows of a world from the order of persons into the order of arrival, with bounded memory.

Rows go to temporary files by stretches of time; each stretch is then sorted by itself.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from seeds.shape import DAY, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

ROWS_A_BUCKET = 20_000
ROWS_A_WRITE = 100
MOST_BUCKETS = 400
"""Open files at once; well below what systems allow."""
_CELL = "\x1f"

Row = tuple[str, ...]


class Spill:
    """Rows in, rows out by arrival, and within one instant by layout and content: nothing but the rows decides."""

    def __init__(self, shape: Shape, expected: int, layouts: tuple[str, ...]) -> None:
        count = max(1, min(MOST_BUCKETS, expected // ROWS_A_BUCKET + 1))
        self._folder = TemporaryDirectory(prefix="throughline-seeds-")
        self._begin, self._width = shape.begin, max(1, shape.days * DAY // count)
        self._layouts = layouts
        self._codes = {name: f"{number:02d}" for number, name in enumerate(layouts)}
        paths = [Path(self._folder.name) / f"{number:03d}" for number in range(count)]
        self._waiting: list[list[str]] = [[] for _ in paths]
        self._files = [path.open("w+", encoding="utf-8", newline="\n") for path in paths]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for file in self._files:
            file.close()
        self._folder.cleanup()

    def add(self, at: int, layout: str, cells: Row) -> None:
        """One row that arrives at `at` (epoch milliseconds; before and after the window is allowed)."""
        bucket = min(max((at - self._begin) // self._width, 0), len(self._files) - 1)
        waiting = self._waiting[bucket]
        waiting.append(f"{at:015d}{_CELL}{self._codes[layout]}{_CELL}{_CELL.join(cells)}\n")
        if len(waiting) >= ROWS_A_WRITE:
            self._files[bucket].writelines(waiting)
            waiting.clear()

    def batches(self) -> Iterator[tuple[str, list[Row]]]:
        """Every row once, as (layout, rows of one stretch of time)."""
        for file, waiting in zip(self._files, self._waiting, strict=True):
            file.writelines(waiting)
            file.seek(0)
            lines = file.read().split("\n")
            lines.sort()
            gathered: dict[str, list[Row]] = {}
            for line in lines[1:]:
                _, code, *cells = line.split(_CELL)
                gathered.setdefault(code, []).append(tuple(cells))
            for code, rows in sorted(gathered.items()):
                yield self._layouts[int(code)], rows
