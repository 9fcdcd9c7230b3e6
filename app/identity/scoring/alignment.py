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

_RANK = {"exact": 5, "nickname": 4, "part": 4, "typo": 3, "transliterated": 3, "sound": 2, "initial": 2, "similar": 1, "different": 0}
_SIMILAR = 0.88


@lru_cache(maxsize=65_536)  # four comparisons of a pair ask for the same, and so do namesakes
def aligned(one: Name, other: Name) -> Pair:
    """The levels at which two names agree. Names whose order is a guess are turned for nothing, others count as swapped when both parts fit."""
    loose = one.native or other.native
    straight = given(one, other, loose=loose), family(one.family, other.family, loose=loose)
    if _fits(straight) >= _RANK["exact"] + _RANK["typo"]:
        return straight
    # Turned either way, for a nickname is looked for among given names only: the answer must not depend on which record comes first.
    ways = ((one, other.turned()), (one.turned(), other))
    crossed = max(((given(x, y, loose=loose), family(x.family, y.family, loose=loose)) for x, y in ways), key=lambda pair: (_fits(pair), str(pair)))
    if _fits(crossed) <= _fits(straight):
        return straight
    if not (one.ordered and other.ordered):
        return crossed
    known = [level for level in crossed if level]
    if not known or min(_RANK[level] for level in known) < _RANK["sound"]:
        return straight
    return "swapped" if crossed[0] else None, "swapped" if crossed[1] else None


def _fits(pair: Pair) -> int:
    return sum(_RANK[level] for level in pair if level)


def given(one: Name, other: Name, *, loose: bool = False) -> str | None:
    """The level of the given names. `loose` allows for the many ways to write a name of another script in Latin letters."""
    if not one.given or not other.given:
        return None
    first, second = one.given[0], other.given[0]
    if first == second or "".join(one.given) == "".join(other.given):
        return "exact"
    if 1 in (len(first), len(second)):
        return "initial" if first[0] == second[0] else "different"
    return _variant(one, other) or _heard(first, second, loose=loose)


def _variant(one: Name, other: Name) -> str | None:
    first, second = one.given[0], other.given[0]
    if second in called(first) or first in called(second):
        return "nickname"
    if edited(first, second) or edited("".join(one.given), "".join(other.given)):
        return "typo"
    return "part" if second in (*one.given, *one.middle) or first in (*other.given, *other.middle) else None


def family(one: tuple[str, ...], other: tuple[str, ...], *, loose: bool = False) -> str | None:
    """The level of the family names; one part of a double name is a part."""
    if not one or not other:
        return None
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
