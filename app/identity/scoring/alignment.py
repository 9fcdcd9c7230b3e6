"""Names of two persons laid beside each other the way they fit best: straight, or with given and family name changed round."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import JaroWinkler

from app.identity.scoring.words import called, edited, sound

if TYPE_CHECKING:
    from app.identity.scoring.names import Name

Pair = tuple[str | None, str | None]
"""The level of the given names and that of the family names; None where one of the two is unknown."""

_RANK: dict[str | None, int] = {
    None: 0,
    "exact": 5,
    "nickname": 4,
    "part": 4,
    "typo": 3,
    "transliterated": 3,
    "sound": 2,
    "initial": 2,
    "similar": 1,
    "different": 0,
}
_NEITHER = ("different", "different")
_SIMILAR = 0.88
_REMEMBERED = 262_144
"""Pairs of words whose level is kept: names repeat, so nearly every pair of records asks for one that was asked for."""

Words = tuple[str, ...]


def aligned(one: Name, other: Name) -> Pair:
    """The levels at which two names agree.

    Names whose order is a guess are turned for nothing; others count as swapped when both parts fit, as crossed when one does.
    """
    loose = one.native or other.native
    straight = given(one.given, one.middle, other.given, other.middle, loose=loose), family(one.family, other.family, loose=loose)
    if _fits(straight) >= _RANK["exact"] + _RANK["typo"]:
        return straight
    # Turned either way, for a nickname is looked for among given names only: the answer must not depend on which record comes first.
    ways = (
        (given(one.given, one.middle, other.family, other.middle, loose=loose), family(one.family, other.given, loose=loose)),
        (given(one.family, one.middle, other.given, other.middle, loose=loose), family(one.given, other.family, loose=loose)),
    )
    if max(_fits(ways[0]), _fits(ways[1])) <= _fits(straight):
        return straight
    crossed = max(ways, key=lambda pair: (_fits(pair), str(pair)))
    if not (one.ordered and other.ordered):
        return crossed
    known = [_RANK[level] for level in crossed if level]
    if known and min(known) >= _RANK["sound"]:
        return "swapped" if crossed[0] else None, "swapped" if crossed[1] else None
    if straight == _NEITHER and max(known, default=0) >= _RANK["typo"]:
        return ("crossed", "different") if _RANK[crossed[0]] > _RANK[crossed[1]] else ("different", "crossed")
    return straight


def _fits(pair: Pair) -> int:
    return _RANK[pair[0]] + _RANK[pair[1]]


def given(one: Words, middle: Words, other: Words, second_middle: Words, *, loose: bool = False) -> str | None:
    """The level of the given names. `loose` allows for the many ways to write a name of another script in Latin letters."""
    return _given(one, middle, other, second_middle, loose) if one and other else None


@lru_cache(maxsize=_REMEMBERED)
def _given(one: Words, middle: Words, other: Words, second_middle: Words, loose: bool) -> str:  # noqa: FBT001 - a cache compares arguments by place
    first, second = one[0], other[0]
    whole, rest = "".join(one), "".join(other)
    if first == second or whole == rest:
        return "exact"
    if 1 in (len(first), len(second)):
        return "initial" if first[0] == second[0] else "different"
    if second in called(first) or first in called(second):
        return "nickname"
    if edited(first, second) or edited(whole, rest):
        return "typo"
    if second in (*one, *middle) or first in (*other, *second_middle):
        return "part"
    return _heard(first, second, loose=loose)


def family(one: tuple[str, ...], other: tuple[str, ...], *, loose: bool = False) -> str | None:
    """The level of the family names; one part of a double name is a part."""
    return _family(one, other, loose) if one and other else None


@lru_cache(maxsize=_REMEMBERED)
def _family(one: Words, other: Words, loose: bool) -> str:  # noqa: FBT001 - a cache compares arguments by place
    whole, rest = "".join(one), "".join(other)
    if whole == rest:
        return "exact"
    if edited(whole, rest):
        return "typo"
    if set(one) & set(other):
        return "part"
    if 1 in (len(whole), len(rest)):
        return "initial" if whole[0] == rest[0] else "different"
    return _heard(whole, rest, loose=loose)


def _heard(one: str, other: str, *, loose: bool) -> str:
    if sound(one) == sound(other) and len(sound(one)) > 1:
        return "transliterated" if loose else "sound"
    return "similar" if JaroWinkler.similarity(one, other) >= _SIMILAR else "different"
