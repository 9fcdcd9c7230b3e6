"""Risk: how likely a link that alone holds two groups of records together should not. Pure.

What counts is whether the two sides speak of one: the best agreement of any record of one side with any of the other, on what both state. A side
without records speaks by its addresses and log-ins, which are mostly made of names. Words are compared without their accents.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from app.identity import cuts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from app.graph import Row

_SEPARATORS = re.compile(r"[\W\d_]+")
_LETTERS = 2
_SPELT = frozenset({"email", "login"})
"""Namespaces whose values people make of their names."""

_PLAIN = str.maketrans({"ı": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters that do not fall into a plain one and its accent."""

_COMPARED = 20
"""Records of each side that are compared, every one with every one."""

_NOTHING_SHARED = 0.4
"""Agreement of two sides that state nothing in common: neither for nor against."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """A link that alone holds two sides together, `a` and `b` its ends; `risk` is 0 to 1."""

    a: str
    b: str
    risk: float
    reason: str
    near: frozenset[str]


def bridges(members: Sequence[Row], links: Sequence[Sequence[str]]) -> list[Bridge]:
    """The bridges of a person between sides that both say who they are, the riskiest first; of those that part the same sides, one."""
    known = {row["ref"]: row for row in members}
    speaking = {ref for ref, row in known.items() if _speaks(row)}
    found: dict[frozenset[str], Bridge] = {}
    for index, side in cuts.bridges([(link[0], link[1]) for link in links]):
        near, far = speaking & side, speaking - side
        if near and far:
            bridge = _bridge(known, links[index], side, near)
            key = min((frozenset(near), frozenset(far)), key=sorted)
            if key not in found or (-bridge.risk, bridge.a, bridge.b) < (-found[key].risk, found[key].a, found[key].b):
                found[key] = bridge
    return sorted(found.values(), key=lambda each: (-each.risk, each.a, each.b))


def _bridge(known: Mapping[str, Row], link: Sequence[str], side: frozenset[str], near: Collection[str]) -> Bridge:
    a, b, count = link
    far = [ref for ref, row in known.items() if ref not in side and _speaks(row)]
    agree, about = agreement([known[ref] for ref in sorted(near)[:_COMPARED]], [known[ref] for ref in sorted(far)[:_COMPARED]])
    # Two sides of one member each are an everyday merge; the larger the smaller side, the more would be wrong.
    smaller = min(len(side), len(known) - len(side))
    weight = (1 - 0.3 / smaller) * (0.8 + 0.2 / (1 + math.log(max(int(count), 1))))
    reason = f"One link alone holds {len(near)} and {len(far)} records, addresses or log-ins together; they {about}."
    return Bridge(a, b, round((1 - agree) * weight, 3), reason, side)


def agreement(left: Iterable[Row], right: Sequence[Row]) -> tuple[float, str]:
    """How well the two records that agree best do, 0 to 1, and in words on what they differ."""
    return max((_pair(one, other) for one in left for other in right), key=lambda each: each[0])


def _pair(one: Row, other: Row) -> tuple[float, str]:
    parts: list[tuple[str, float, float]] = []
    mine, theirs = _words(one), _words(other)
    if mine and theirs:
        parts.append(("name", 3.0, _names(mine, theirs)))
    if one.get("birthDate") and other.get("birthDate"):
        parts.append(("date of birth", 3.0, _near(str(one["birthDate"]), str(other["birthDate"]))))
    for trait, word, weight in (("gender", "gender", 1.0), ("postalCode", "postal code", 0.5)):
        if one.get(trait) and other.get(trait):
            parts.append((word, weight, float(str(one[trait]).casefold() == str(other[trait]).casefold())))
    if not parts:
        return _NOTHING_SHARED, "state nothing in common"
    total = sum(weight for _, weight, _ in parts)
    value = sum(weight * score for _, weight, score in parts) / total
    differ = [word for word, _, score in parts if score < _ALIKE]
    return value, f"differ in {' and '.join(differ)}" if differ else "agree in what both state"


_ALIKE = 0.8
_BY_CHANCE = 0.6
"""Any two short words share some letters."""


def _names(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """The words of the shorter name, each by the likeness of its best match; an initial matches what it begins."""
    few, many = sorted((mine, theirs), key=len)
    return sum(max(_word(word, other) for other in many) for word in few) / len(few)


def _word(one: str, other: str) -> float:
    if one == other or (1 in {len(one), len(other)} and one[0] == other[0]):
        return 1.0
    ratio = SequenceMatcher(None, one, other).ratio()
    return ratio if ratio >= _ALIKE else ratio / 2 if ratio >= _BY_CHANCE else 0.0


def _near(one: str, other: str) -> float:
    """Dates that are equal, that one digit or a swap tells apart, or different."""
    if one.startswith(other) or other.startswith(one):
        return 1.0
    wrong = sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))
    return 0.6 if wrong <= 1 or sorted(one) == sorted(other) else 0.0


def _speaks(row: Row) -> bool:
    return row["namespace"] is None or (row["namespace"] in _SPELT and bool(_words(row)))


def _words(row: Row) -> list[str]:
    """The words of a record's name, or of a log-in or the local part of an address."""
    if row["namespace"] is None:
        text = " ".join(str(part) for part in row["name"] or () if part)
        return sorted(set(_SEPARATORS.sub(" ", _plain(text)).split()))
    local = str(row.get("value") or "").partition("@")[0]
    words = _SEPARATORS.sub(" ", _plain(local)).split()
    return sorted({word for word in words if len(word) > 1}) if len(words) >= _LETTERS else []


def _plain(text: str) -> str:
    """Small letters without accents: an address is spelt with what its keyboard has."""
    return "".join(each for each in unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN)) if not unicodedata.combining(each))
