"""Characters: what nobody sees in a text goes, so that two values that look alike are alike."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import chain

_SHOWN = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85"
"""Controls that are blanks: they part words."""

_WRITING = "\u200c\u200d"
"""The joiners: some scripts need them, and so do signs made of several."""

_DRAWN = frozenset(map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0xE0020, 0xE0080))))
"""Format characters that are drawn, as the sign of a year in Arabic, or that make a flag."""

_PLANES = (range(0x20000), range(0xE0000, 0xE1000))
"""Where Unicode has format characters; between them lie only signs of writing, and what nobody has given a meaning yet."""


def bare(text: str) -> str:
    """An identifier, key or word of a type without its invisible characters, in Unicode NFKC, trimmed."""
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = text.translate(_invisible(writing=False)) if not text.isprintable() else text
    return (kept if kept.isascii() else unicodedata.normalize("NFKC", kept)).strip()


def legible(text: str) -> str:
    """A text for people without its invisible characters but for those that scripts need, in Unicode NFKC, trimmed."""
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = text.translate(_invisible(writing=True)) if not text.isprintable() else text
    return (kept if kept.isascii() else unicodedata.normalize("NFKC", kept)).strip()


def visible(text: str) -> str:
    """A name without its invisible characters but for those that scripts need, trimmed."""
    return (text if text.isprintable() else text.translate(_invisible(writing=True))).strip()


@cache
def _invisible(*, writing: bool) -> dict[int, None]:
    spared = frozenset(_SHOWN) | (_DRAWN | frozenset(_WRITING) if writing else frozenset())
    return {code: None for code in chain(*_PLANES) if unicodedata.category(chr(code)) in ("Cf", "Cc") and chr(code) not in spared}
