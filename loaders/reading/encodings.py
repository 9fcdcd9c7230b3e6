"""Encodings: which one a file has. A byte order mark says so itself, whatever the mapping says; without one the mapping decides."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.layout import Place

SNIFFED = 4
"""So many bytes hold the longest byte order mark."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Those of UTF-32 before those of UTF-16, which they begin with."""

_UNMARKED = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


@dataclass(frozen=True, slots=True)
class LineEnds:
    """How line feed and carriage return are written in an encoding: `width` bytes each."""

    feed: bytes
    carriage: bytes

    @property
    def width(self) -> int:
        """How many bytes each of them has."""
        return len(self.feed)

    def last(self, block: bytes | bytearray, start: int = 0) -> int:
        """Where the last line end of a block that begins at `start` is over; 0 where there is none."""
        return max(self._last(block, mark, start) for mark in (self.feed, self.carriage))

    def pieces(self, block: bytes) -> Iterator[bytes]:
        """The lines of a block, each with its end."""
        begun, width = 0, self.width
        one, two = self.feed, self.carriage
        places = [each.start() for each in re.finditer(re.escape(one) + b"|" + re.escape(two), block) if each.start() % width == 0]
        for at in places:
            if at < begun or (block[at : at + width] == two and block[at + width : at + 2 * width] == one):
                continue
            yield block[begun : at + width]
            begun = at + width
        if begun < len(block):
            yield block[begun:]

    def _last(self, block: bytes | bytearray, mark: bytes, start: int) -> int:
        at = block.rfind(mark, start)
        while at >= 0 and at % self.width:
            at = block.rfind(mark, start, at + self.width - 1)
        return at + self.width if at >= 0 else 0


def read_encoding(place: Place | None) -> str:
    """The encoding of a text file. Raises MappingError for one that Python does not know."""
    if place is None:
        return "utf-8"
    name = place.text("an encoding")
    try:
        "\n".encode(name)
        known = codecs.lookup(name).name
    except (LookupError, TypeError, UnicodeError):
        place.fail(f"{name!r} is no encoding of text; use utf-8, utf-16, latin-1, cp1252 or the like")
    return known if known in _UNMARKED else name


def actual(head: bytes, encoding: str) -> tuple[str, int]:
    """The encoding of a file that begins with these bytes, and how many of them are its byte order mark."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    if encoding == "utf-16" and head[:1] == b"\0" and head[1:2] != b"\0":
        return "utf-16-be", 0
    return _UNMARKED.get(encoding, encoding), 0


@lru_cache
def line_ends(encoding: str) -> LineEnds:
    """How lines end in an encoding without byte order marks."""
    return LineEnds("\n".encode(encoding), "\r".encode(encoding))
