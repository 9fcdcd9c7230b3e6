"""Addresses in normal form, from one line or from columns: number, words of the street, postal code, town."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from app.identity.scoring.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHORT = {
    "street": "st",
    "strasse": "st",
    "str": "st",
    "lane": "ln",
    "avenue": "ave",
    "av": "ave",
    "road": "rd",
    "drive": "dr",
    "place": "pl",
    "court": "ct",
    "boulevard": "blvd",
    "circuit": "cct",
    "crescent": "cres",
    "close": "cl",
    "plaza": "plz",
    "parkway": "pkwy",
    "highway": "hwy",
    "square": "sq",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "number": "no",
    "apartment": "apt",
    "suite": "ste",
}
_EMPTY = frozenset({"no", "n", "s", "e", "w", "apt", "ste", "unit"})
_TELLING = 6
"""Letters of a kind of street from which on one may be wrong: a shorter word is one letter away from too many others."""
_KINDS = [word for word, short in _SHORT.items() if len(word) >= _TELLING and short not in _EMPTY]
_GLUED = re.compile(r"(?<=[a-z]{3})(strasse|str|street|lane|avenue|road|drive|place|court|boulevard|circuit|crescent|close|parkway|highway|square)$")
_POSTAL = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Place:
    """An address: `numbers` are all words with a digit but the postal code; `street` the other words."""

    numbers: frozenset[str]
    street: str
    postal: str | None
    city: str


def place_of(traits: Mapping[str, object]) -> Place | None:
    """The address that a record's traits give, None where they give none."""
    line, city = (_words(traits.get(each)) for each in ("street", "city"))
    whole = _words(traits.get("address"))
    postal = "".join(_POSTAL.findall(str(traits.get("postalCode") or "").lower())) or None
    every = line + whole
    if not (every or city or postal):
        return None
    numbers = [word for word in every if word[0].isdigit() and word != postal]
    street = [word for word in every if not word[0].isdigit() and word not in _EMPTY]
    if postal is None and len(numbers) > 1 and len(numbers[-1]) >= 5:  # noqa: PLR2004 - the digits of most postal codes
        postal = numbers.pop()
    return Place(frozenset(number.lstrip("0") or "0" for number in numbers), " ".join(street), _base(postal), " ".join(city))


def _base(postal: str | None) -> str | None:
    """A postal code without the extension that nobody types: 927230000 is 92723."""
    return postal[:5] if postal and len(postal) == 9 and postal.isdigit() else postal  # noqa: PLR2004 - ZIP+4


@lru_cache(maxsize=65_536)
def _short(word: str) -> str:
    """How a word of an address is usually written; of a kind of street one letter may be wrong: a `gcrescent` is no name of a street."""
    if word in _SHORT or len(word) < _TELLING - 1:
        return _SHORT.get(word, word)
    return next((_SHORT[kind] for kind in _KINDS if OSA.distance(word, kind, score_cutoff=1) <= 1), word)


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, str):
        return ()
    found = (_short(word) for word in words(value))
    return tuple(part for word in found for part in _GLUED.sub(lambda kind: f" {_SHORT[kind[1]]}", word).split())
