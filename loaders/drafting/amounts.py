"""Amounts: which sign parts the fraction from the whole number, where the values can tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.drafting.shapes import MOST, Share

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHOLE = re.compile(r"[+-]?\d+")
_POINT = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?\.\d+|[+-]?\d{1,3}(?:,\d{3}){2,}")
_COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:[. \u00a0\u202f']\d{3})+|\d+)?,\d+|[+-]?\d{1,3}(?:\.\d{3}){2,}")
_EITHER = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")


@dataclass(frozen=True, slots=True)
class Amount:
    """What kind of numbers a column holds."""

    evidence: str
    decimal: str | None
    """`.` or `,`; None where the values do not tell."""
    open: bool = False
    """Whether values such as 1.234 could be read both ways, and no other value tells."""


def amount_of(values: Sequence[str]) -> Amount | None:
    """What the numbers of a column tell, or None where it holds none."""
    either = sum(bool(_EITHER.fullmatch(each)) for each in values)
    point = sum(bool(_POINT.fullmatch(each)) and not _EITHER.fullmatch(each) for each in values)
    comma = sum(bool(_COMMA.fullmatch(each)) and not _EITHER.fullmatch(each) for each in values)
    whole = sum(bool(_WHOLE.fullmatch(each)) for each in values)
    fits = Share(either + point + comma + whole, len(values))
    if not values or fits.part < MOST:
        return None
    if point and comma:
        return Amount(f"{fits} are numbers, {point:,} with a decimal point and {comma:,} with a decimal comma", None, open=True)
    if either and not point and not comma:
        return Amount(f"{fits} are numbers; {either:,} such as 9.999 or 9,999 could mean thousands or thousandths", None, open=True)
    sign = "," if comma else "." if point else None
    told = f", {comma:,} with a decimal comma" if comma else f", {point:,} with a decimal point" if point else ""
    return Amount(f"{fits} are numbers{told}", sign)
