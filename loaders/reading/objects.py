"""Objects: lines of JSON → rows. Numbers keep their digits: what is too long for 64 bits is read a second time, exactly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn

import orjson

from loaders.reading.entries import TOO_LONG, Entry, longest
from loaders.reading.separated import broken_lines
from loaders.values import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.reading.lines import Feed

_DEEPEST = 200
_EXACT = 2.0**53
"""From here on a float may have lost digits: of a whole number beyond 64 bits, or one that is written as a fraction."""



def read_lines(feed: Feed) -> Iterator[Entry]:
    """A row from each line that is not blank."""
    for text in feed:
        number = feed.taken[0][0]
        feed.taken.clear()
        if feed.broken:
            yield from broken_lines(feed)
        if text.strip():
            yield read_object(number, text.rstrip("\r\n"))
    yield from broken_lines(feed)


def read_object(line: int, text: str) -> Entry:
    """One text of JSON as an entry."""
    try:
        row = orjson.loads(text)
        if isinstance(row, dict) and _rounded(row.values()):
            row = json.loads(text, parse_float=_number, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        return Entry(line, text, reason=f"no JSON: {error}")
    if not isinstance(row, dict):
        return Entry(line, text, reason="no JSON object: a line must be {…}; of a file that holds one list say `format: json`")
    if text.count("{") + text.count("[") > _DEEPEST and _too_deep(row):
        return Entry(line, text, reason=f"nested deeper than {_DEEPEST} levels")
    if len(text) >= LONGEST and longest(row) >= LONGEST:
        return Entry(line, text, reason=TOO_LONG)
    return Entry(line, text, row)


def _number(digits: str) -> float | int:
    found = float(digits)
    whole, _, fraction = digits.partition(".")
    if abs(found) < _EXACT or fraction.strip("0") or not whole.lstrip("-").isdigit():  # with an exponent: who writes one has rounded before
        return found
    return int(whole)


def _rounded(values: Iterable[object]) -> bool:
    for each in values:
        if isinstance(each, float):
            if not -_EXACT < each < _EXACT:
                return True
        elif isinstance(each, dict):
            if _rounded(each.values()):
                return True
        elif isinstance(each, list) and _rounded(each):
            return True
    return False


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _too_deep(value: object) -> bool:
    level: list[object] = [value]
    for _ in range(_DEEPEST):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return False
    return True


def _inside(value: object) -> list[object]:
    found = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for each in found if isinstance(each, dict | list)]
