"""Placeholders: the words that stand where there is no value, and their hashes, from `placeholders.yaml`."""

from __future__ import annotations

from hashlib import md5, sha1, sha256
from itertools import chain
from pathlib import Path

from loaders.layout import read_layout

_LISTS = read_layout(Path(__file__).with_name("placeholders.yaml")).section("the file of placeholders", ("nothing", "unnamed", "placeholders"))
_NOTHING, _UNNAMED, _PLACEHOLDERS = (_LISTS.need(name, "[]").texts() for name in ("nothing", "unnamed", "placeholders"))

NOTHING = frozenset(_NOTHING)
"""The spellings that are no value in any place."""

_NO_NAME = frozenset(each.casefold() for each in (*_NOTHING, *_UNNAMED))

PLACEHOLDERS = frozenset(each.casefold() for each in _PLACEHOLDERS) | _NO_NAME
"""Every word that names nobody, without letter case."""


def spellings(words: frozenset[str]) -> frozenset[str]:
    """The words as they are, in small letters, in capitals and with a first capital."""
    return frozenset(chain(words, map(str.lower, words), map(str.upper, words), map(str.capitalize, words)))


_NO_NAMES = spellings(_NO_NAME | NOTHING)


def names_nothing(text: str) -> bool:
    """Whether a text is no value where a key, an identifier, a number or a time is wanted."""
    return text in _NO_NAMES


_SPELLED = [each.encode() for each in spellings(frozenset({"", *_NOTHING, *_UNNAMED}))]

HASHES_OF_NOTHING = frozenset(
    made(each, usedforsecurity=False).hexdigest() for made in (sha256, md5, sha1) for each in _SPELLED
)  # fmt: skip
"""The hashes that sources send where they had no value to hash."""

_ALL_SPELLED = [each.encode() for each in spellings(PLACEHOLDERS)]

HASHES_OF_PLACEHOLDERS = frozenset(
    made(each, usedforsecurity=False).hexdigest() for made in (sha256, md5, sha1) for each in _ALL_SPELLED
)  # fmt: skip
"""The hashes of every placeholder: nobody's, as their words are."""
