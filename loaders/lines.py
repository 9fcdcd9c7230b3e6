"""Lines of a text file as they come.

They are decoded one by one, so that broken bytes cost one line and not the file, and given back when a quote that is never closed has swallowed
what belongs to other rows.
"""

from __future__ import annotations

from collections import deque
from typing import BinaryIO, Self

LONGEST_LINE = 16_000_000
"""Longer lines are cut, so that a file without line breaks does not fill the memory."""


class Feed:
    """An iterator over decoded lines that remembers which lines were `taken` since it was last cleared."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream, self._encoding = stream, encoding
        self._number = 0
        self._again: deque[tuple[int, str]] = deque()
        self.taken: list[tuple[int, str]] = []
        self.broken: list[tuple[int, bytes, str]] = []
        """Lines that could not be decoded: number, bytes, reason."""

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        item = self._again.popleft() if self._again else self._fresh()
        self.taken.append(item)
        return item[1]

    def give_back(self) -> None:
        """Gives back all lines taken but the first."""
        self._again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]

    def _fresh(self) -> tuple[int, str]:
        while raw := self._stream.readline(LONGEST_LINE):
            self._number += 1
            if self._number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
                self._skip()
                self.broken.append((self._number, raw[:1000], f"a line longer than {LONGEST_LINE:,} bytes"))
                continue
            try:
                return self._number, raw.decode(self._encoding)
            except UnicodeDecodeError as error:
                self.broken.append((self._number, raw, f"broken encoding: byte {error.start + 1} is no {self._encoding}"))
        raise StopIteration

    def _skip(self) -> None:
        while (raw := self._stream.readline(LONGEST_LINE)) and not raw.endswith(b"\n"):
            pass
