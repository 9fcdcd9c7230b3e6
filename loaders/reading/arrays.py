"""Arrays: one file of JSON that holds a list of objects → rows, one at a time. Each element is cut out as text and read on its own.

So a list of any length needs the memory of one element, and an element that is no JSON costs itself and not the file (docs/decisions/0035).
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, BinaryIO

import orjson

from app.errors import BadInput
from loaders.reading.encodings import SNIFFED, actual, line_ends
from loaders.reading.entries import Damaged, Entry
from loaders.reading.lines import LONGEST_LINE, blocks
from loaders.reading.objects import read_object

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"|[\[\]{},:]|"')
"""A whole text, a sign, or the quote of a text that is not whole yet. No line ends within a text of JSON: there a quote was forgotten."""

_WIDE = "backslashreplace"
_SINGLE = "surrogateescape"


def read_array(stream: BinaryIO, encoding: str, path: str | None, name: str) -> Iterator[Entry]:
    """A row from each element of the list at the top of a file, or at `path`.

    Raises BadInput where there is no such list, and Damaged where it does not end.
    """
    text = _Text(stream, encoding, name)
    _enter(text, path.split(".") if path else [])
    more = True
    while more:
        line, raw, more = text.element()
        if raw is None:
            yield Entry(line, f"the element that begins in line {line}", reason=f"an element longer than {LONGEST_LINE:,} characters")
        elif raw or more:
            yield _entry(line, raw, text.encoding)
    text.leave(len(path.split(".")) if path else 0)


class _Text:
    """The characters of a file: what is scanned, and kept from the beginning of the present element on."""

    def __init__(self, stream: BinaryIO, encoding: str, name: str) -> None:
        self.name, self._arriving = name, blocks(stream)
        head = b""
        while len(head) < SNIFFED and (more := next(self._arriving, b"")):
            head += more
        self.encoding, mark = actual(head, encoding)
        single = line_ends(self.encoding).width == 1
        self._decoder = codecs.getincrementaldecoder(self.encoding)(errors=_SINGLE if single else _WIDE)
        self._kept, self._at, self._begun, self._line = self._decoder.decode(head[mark:]), 0, 0, 1
        self._cut = False

    def token(self) -> str:
        """The next text or sign; "" at the end of the file."""
        while True:
            found = _TOKEN.search(self._kept, self._at)
            if found and found[0] != '"':
                self._at = found.end()
                return found[0]
            self._at = found.start() if found else len(self._kept)
            if found and "\n" in self._kept[self._at :]:
                self._at += 1
            elif not self._more():
                return ""

    def first(self) -> str:
        """The next character that is not blank, which stays; "" at the end of the file."""
        while True:
            rest = self._kept[self._at :].lstrip()
            if rest:
                return rest[0]
            if not self._more():
                return ""

    def element(self) -> tuple[int, str | None, bool]:
        """The next element of the list that was entered: its line, its text (None if it is too long), and whether more may follow."""
        self._begin(self._at)
        self._cut, depth = False, 0
        while sign := self.token():
            if sign in "[{":
                depth += 1
            elif depth == 0 and sign in ",]":
                raw = self._kept[self._begun : self._at - 1]
                self._begin(self._begun + len(raw) - len(raw.lstrip()))
                return self._line, None if self._cut else raw.strip(), sign == ","
            elif depth and sign in "]}":
                depth -= 1
        raise Damaged(f"{self.name} ends within its list, in the element that begins in line {self._line}")

    def leave(self, depth: int) -> None:
        """Goes to the end of the file, out of so many objects. Raises Damaged where more follows: files that were put together, or no JSON."""
        while depth and (sign := self.token()):
            depth += (sign in "[{") - (sign in "]}")
            self._begin(self._at)
        if depth:
            raise Damaged(f"{self.name} ends within the object that holds its list")
        if more := self.first():
            self._begin(self._at)
            raise Damaged(f"{self.name} goes on after its list, with {more!r} after line {self._line}, as where files were put together")

    def _begin(self, at: int) -> None:
        self._line += self._kept.count("\n", self._begun, at)
        self._begun = at

    def _more(self) -> bool:
        block = next(self._arriving, None)
        more = self._decoder.decode(block or b"", final=block is None)
        if block is None and not more:
            return False
        if self._at - self._begun > LONGEST_LINE:
            self._begin(self._at)
            self._cut = True
        if len(self._kept) - self._at > LONGEST_LINE:
            raise Damaged(f"{self.name} holds a quote that is not closed within {LONGEST_LINE:,} characters, after line {self._line}")
        self._kept = self._kept[self._begun :] + more
        self._at, self._begun = self._at - self._begun, 0
        return True


def _enter(text: _Text, path: list[str]) -> None:
    """Goes to the first element of the list."""
    for step in path:
        if text.token() != "{" or not _to_member(text, step):
            raise BadInput(f"There is no list {'.'.join(path)!r} in {text.name}; name the way to it in the mapping, e.g. `rows: data.orders`.")
    if text.first() != "[":
        where = f"At {'.'.join(path)!r} of" if path else "At the top of"
        raise BadInput(f"{where} {text.name} stands no list; name the way to it by `rows`, or say `format: jsonl` where each line is an object.")
    text.token()


def _to_member(text: _Text, name: str) -> bool:
    """Goes behind the colon of a member of the object that was just entered; False where there is none of this name."""
    depth, key = 0, ""
    while sign := text.token():
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            if not depth:
                return False
            depth -= 1
        elif depth == 0 and sign == ":" and key == name:
            return True
        elif depth == 0 and sign[0] == '"':
            key = _plain(sign)
    return False


def _plain(text: str) -> str:
    try:
        return str(orjson.loads(text))
    except ValueError:
        return text


def _entry(line: int, raw: str, encoding: str) -> Entry:
    try:
        raw.encode()
    except UnicodeEncodeError:
        broken = raw.encode(encoding, _SINGLE)
        return Entry(line, broken.decode(encoding, _WIDE), reason=f"broken encoding: the element is no {encoding}", broken=broken)
    return read_object(line, raw)
