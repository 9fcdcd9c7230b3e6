"""Numbers: what people and programs write for a number, read in one way or not at all.

`1.234` is a thousand and more in Berlin, and a little more than one in London: without a declared decimal sign such a text is not read.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from loaders.times import Unreadable

if TYPE_CHECKING:
    from decimal import Decimal

_PLAIN = re.compile(r"\d+(?:\.(?:\d{1,2}|\d{4,}))?")
"""What reads alike whatever the decimal sign is; nearly all amounts are so."""

_SIGNED = re.compile(r"(?P<open>\()?(?P<sign>[+-])?\s*(?P<digits>[\d.,' ]*\d[.,]?)(?P<power>[eE][+-]?\d{1,3})?\s*(?P<after>-)?(?P<close>\))?")
_MINUS = str.maketrans("\u2212\u2013\u2019\u00b4`", "--'''")

_GROUPS = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[.,' ])\d{3})(?:(?P=mark)\d{3})*")
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")

SPREADSHEET = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE]\+\d{1,3}|[+-]?\d[.,]\d+[eE]\d{1,3}")
"""How a spreadsheet writes a long number: its last digits are lost."""

_FLOATED = re.compile(r"[1-9]\d{4,}\.0", re.ASCII)

EXACT = 1 << 53
"""Beyond it not every whole number can be told from the next as a float."""


@lru_cache(maxsize=4_096)
def read_number(text: str, decimal: str | None = None) -> float:
    """The number in a text; `decimal` is its decimal sign, if that is known. Raises Unreadable."""
    if decimal != "," and _PLAIN.fullmatch(text):
        return _finite(float(text))
    found = _SIGNED.fullmatch(text.translate(_MINUS))
    if found is None or bool(found["open"]) != bool(found["close"]) or sum(map(bool, (found["open"], found["sign"], found["after"]))) > 1:
        raise Unreadable("no number; write 1234.5")
    amount = float(_digits(found["digits"].strip(), decimal) + (found["power"] or ""))
    return _finite(-amount if found["open"] or found["after"] or found["sign"] == "-" else amount)


def read_whole(text: str, decimal: str | None = None) -> int:
    """The whole number in a text, of 64 bits at most. Raises Unreadable."""
    plain = text.lstrip("+-")
    if plain.isascii() and plain.isdigit() and len(text) - len(plain) <= 1:
        return _fitting(int(text))
    found = read_number(text, decimal)
    if not found.is_integer():
        raise Unreadable("no whole number")
    if abs(found) > EXACT:
        raise Unreadable("a whole number written so that its last digits are lost")
    return int(found)


def typed_number(raw: float | Decimal) -> float:
    """A number that came as one, from JSON or Parquet. Raises Unreadable."""
    return _finite(float(raw))


def whole_of(raw: float | Decimal) -> int:
    """A whole number that came as a number. Raises Unreadable."""
    if isinstance(raw, int):
        return _fitting(raw)
    if not math.isfinite(raw) or raw != int(raw):
        raise Unreadable("no whole number")
    return _fitting(int(raw))


def named_by(text: str) -> str:
    """A number that names something, without the point of a program that took it for a float. Raises Unreadable where its digits are lost.

    From five digits on: `2.0` may be a version, and stays apart from `2`.
    """
    if not text[:1].isdigit() or not text[-1].isdigit() or text.isdigit():
        return text
    if SPREADSHEET.fullmatch(text):
        raise Unreadable("a number as spreadsheets write it: its last digits are lost")
    if not _FLOATED.fullmatch(text):
        return text
    if int(text[:-2]) > EXACT:
        raise Unreadable("a float too long for its digits: the last ones are lost")
    return text[:-2]


def _digits(text: str, decimal: str | None) -> str:
    """The digits with a point before the fraction. Raises Unreadable."""
    if decimal is None:
        if _EITHER.fullmatch(text):
            raise Unreadable(f"{text} can be read in two ways; say `decimal: ','` or `decimal: '.'`")
        decimal = _decimal_of(text)
    whole, mark, fraction = text.rpartition(decimal) if decimal in text else (text, "", "")
    if fraction and not fraction.isdigit():
        raise Unreadable("no number; write 1234.5")
    if whole and not whole.isdigit():
        groups = _GROUPS.fullmatch(whole)
        if groups is None or groups["mark"] == decimal:
            raise Unreadable(f"no number with {decimal!r} as its decimal sign and groups of three digits")
        whole = whole.replace(groups["mark"], "")
    return f"{whole or '0'}{'.' if mark else ''}{fraction}"


def _decimal_of(text: str) -> str:
    """The one decimal sign that a text can have: of two signs the last, and what stands twice is none."""
    last = max(".,", key=text.rfind)
    return last if text.count(last) == 1 else "," if last == "." else "."


def _finite(found: float) -> float:
    if not math.isfinite(found):
        raise Unreadable("no finite number")
    return found


def _fitting(found: int) -> int:
    if not -(2**63) <= found < 2**63:
        raise Unreadable("a whole number beyond 64 bits")
    return found
