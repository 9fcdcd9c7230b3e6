"""Dates of birth: equal, swapped, partial, one slip apart, or of somebody else."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from app.identity.scoring.features import Features

Birth = tuple[int, int | None, int | None]
"""Year, month, day; None where unknown. What was typed may be no date: month 87."""

_MONTHS, _DAYS, _FEW = 12, 31, 3
_GENERATION = 14
"""Years that stand between parents and children at least."""


def birth(a: Features, b: Features) -> str | None:
    """How the dates of birth agree; a part that one of them leaves out speaks neither way."""
    if not a.birth or not b.birth:
        return None
    years, day, other = a.birth[0] - b.birth[0], a.birth[1:], b.birth[1:]
    if None in day or None in other:
        same = all(x == y for x, y in zip(day, other, strict=True) if x is not None and y is not None)
        return "partial" if years == 0 and same else _unlike(years)
    if a.birth == b.birth:
        return "exact"
    return _slip(a.birth, b.birth) or _parts(years, day, other)


def _slip(one: Birth, other: Birth) -> str | None:
    if one == (other[0], other[2], other[1]):
        return "swapped"
    return "slip" if OSA.distance(_digits(one), _digits(other), score_cutoff=1) <= 1 else None


def _parts(years: int, day: tuple[int | None, ...], other: tuple[int | None, ...]) -> str:
    if day in (other, other[::-1]) or (years == 0 and (day[0] == other[0] or day[1] == other[1])):
        return "parts" if abs(years) < _GENERATION else "apart"
    if _near(years, day, other):
        return "near"
    return "year" if abs(years) <= 1 else _unlike(years)


def _near(years: int, day: tuple[int | None, ...], other: tuple[int | None, ...]) -> bool:
    """A date that somebody remembered roughly: a month and a few days off, in the same year, the one beside it, or with one wrong decade."""
    apart = [abs(x - y) for x, y in zip(day, other, strict=True) if x is not None and y is not None]
    month = min(apart[0], _MONTHS - apart[0])
    return abs(years) in (0, 1, 10) and 0 <= month <= 1 and min(apart[1], _DAYS - apart[1]) <= _FEW


def _unlike(years: int) -> str:
    return "apart" if abs(years) >= _GENERATION else "different"


@lru_cache(maxsize=65_536)
def _digits(date: Birth) -> str:
    return "".join(f"{part:02d}" for part in date if part is not None)
