"""Lines of a text file as they come, in any encoding, ended by LF, CR LF or CR.

Blocks of whole lines are decoded at once; where that fails they are decoded one by one, so that broken bytes cost one line and not the file.
Lines are given back when a quote that is never closed has swallowed what belongs to other rows.
"""

from __future__ import annotations

import io
from collections import deque
from typing import TYPE_CHECKING, BinaryIO, Self

from loaders.reading.encodings import SNIFFED, actual, line_ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_LINE = 16_000_000
"""Longer lines are cut, so that a file without line breaks does not fill the memory."""

_BLOCK = 1 << 14
_SHOWN = 1_000

Line = tuple[int, str]
"""Its number, from 1, and its text with the line end."""


class Feed:
    """An iterator over decoded lines that remembers which lines were `taken` since it was last cleared."""

    def __init__(self, lines: Iterator[Line], broken: list[tuple[int, bytes, str]] | None = None) -> None:
        self._lines = lines
        self._again: deque[Line] = deque()
        self.taken: list[Line] = []
        self.broken = [] if broken is None else broken
        """Lines that could not be decoded: number, bytes, reason."""

    @classmethod
    def of_bytes(cls, stream: BinaryIO, encoding: str) -> Self:
        """The lines of an open file."""
        broken: list[tuple[int, bytes, str]] = []
        return cls(_Decoder(stream, encoding, broken).lines(), broken)

    @classmethod
    def of_text(cls, text: str) -> Self:
        """The lines of a text."""
        return cls(enumerate(io.StringIO(text, newline=""), 1))

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        item = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(item)
        return item[1]

    def give_back(self, kept: int = 1) -> None:
        """Gives back all lines taken but the first, or the first so many."""
        self._again.extendleft(reversed(self.taken[kept:]))
        del self.taken[kept:]


def blocks(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file as they come: what was read before a damage is given before the error is raised."""
    read = getattr(stream, "read1", stream.read)
    while block := read(_BLOCK):
        yield block


class _Decoder:
    def __init__(self, stream: BinaryIO, encoding: str, broken: list[tuple[int, bytes, str]]) -> None:
        self._stream, self._said, self._broken = stream, encoding, broken
        self._number = 0

    def lines(self) -> Iterator[Line]:
        for whole in self._whole_lines():
            yield from self._decoded(whole)

    def _whole_lines(self) -> Iterator[bytes]:
        """Blocks that end where a line ends, without the byte order mark."""
        arriving = blocks(self._stream)
        head = b""
        while len(head) < SNIFFED and (more := next(arriving, b"")):
            head += more
        self._encoding, mark = actual(head, self._said)
        self._ends = line_ends(self._encoding)
        rest = bytearray()
        for block in _and_then(head[mark:], arriving):
            searched = max(len(rest) - len(rest) % self._ends.width - self._ends.width, 0)
            rest += block
            cut = self._cut(rest, searched)
            if cut:
                yield bytes(rest[:cut])
                del rest[:cut]
            if len(rest) >= LONGEST_LINE:
                rest = self._skipped(rest, arriving)
        if rest:
            yield bytes(rest)

    def _cut(self, block: bytearray, searched: int) -> int:
        # A carriage return at the very end may be half of CR LF.
        found = self._ends.last(block, searched)
        if found and found + self._ends.width > len(block) and block[found - self._ends.width : found] == self._ends.carriage:
            return self._ends.last(block[: found - self._ends.width])
        return found

    def _skipped(self, rest: bytearray, arriving: Iterator[bytes]) -> bytearray:
        """What follows a line that is too long."""
        self._number += 1
        self._broken.append((self._number, bytes(rest[:_SHOWN]), f"a line longer than {LONGEST_LINE:,} bytes"))
        width = self._ends.width
        for block in arriving:
            # Its last character stays: it may be the carriage return of a CR LF.
            del rest[: max(len(rest) - len(rest) % width - width, 0)]
            rest += block
            first = next(self._ends.pieces(bytes(rest)), b"")
            if first.endswith((self._ends.feed, self._ends.carriage)) and len(first) < len(rest):
                return rest[len(first) :]
        return bytearray()

    def _decoded(self, block: bytes) -> Iterator[Line]:
        try:
            text = block.decode(self._encoding)
        except UnicodeDecodeError:
            yield from self._one_by_one(block)
            return
        number = self._number
        for line in io.StringIO(text, newline=""):
            number += 1
            yield number, line
        self._number = number

    def _one_by_one(self, block: bytes) -> Iterator[Line]:
        for raw in self._ends.pieces(block):
            self._number += 1
            try:
                text = raw.decode(self._encoding)
            except UnicodeDecodeError as error:
                self._broken.append((self._number, raw, f"broken encoding: byte {error.start + 1} is no {self._encoding}"))
            else:
                yield self._number, text


def _and_then(first: bytes, others: Iterable[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from others
