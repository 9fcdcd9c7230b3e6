"""Columns: what stands in a column of a row. Dots reach into nested values, `*` into all elements of a list, names into lists of keys and values."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.values import Row

ALL = "*"
"""The step of a path that stands for every element of a list."""

_APOSTROPHE = re.compile(r"'(?=[-+=@0-9])")
_FORMULA = re.compile(r'="([^"]*)"')
_KEY, _NAME, _VALUE = "key", "name", "value"
_PAIR = 2


def getter(column: str) -> Callable[[Row], object]:
    """The raw value of a column; a column that has the whole name goes before a path of that name."""
    forms = [column] if column.isascii() else list(dict.fromkeys(unicodedata.normalize(form, column) for form in ("NFC", "NFD")))
    if len(forms) > 1:
        first, *others = [_getter(each) for each in forms]
        return lambda row: next((found for each in (first, *others) if (found := each(row)) is not None), None)
    return _getter(column)


def spelled(value: object) -> str:
    """A value as JSON, also where it holds numbers beyond 64 bits."""
    try:
        return orjson.dumps(value, default=str).decode()
    except TypeError:
        return orjson.dumps(_digits(value), default=str).decode()


def without_apostrophe(text: str) -> str:
    """A text without what keeps a spreadsheet from taking it for a number: an apostrophe before it, or `="0012"`."""
    if text[:1] == "=" and (formula := _FORMULA.fullmatch(text)):
        return formula[1].strip()
    return text[1:] if text[:1] == "'" and _APOSTROPHE.match(text) else text


def _getter(column: str) -> Callable[[Row], object]:
    if "." not in column:
        return lambda row: row.get(column)
    first, *rest = column.split(".")

    def nested(row: Row) -> object:
        found = row.get(first)
        if found is None:
            return row.get(column)
        return row[column] if column in row else _walk(found, rest)

    return nested


def _walk(found: object, steps: list[str]) -> object:
    for place, step in enumerate(steps):
        if type(found) is dict and step != ALL:  # asked for every column of every row: an isinstance of an abstract class costs as much as the rest
            found = found.get(step)
        elif step == ALL:
            return _every(found, steps[place + 1 :])
        elif isinstance(found, list | tuple) and step.isdigit():
            found = found[int(step)] if int(step) < len(found) else None
        elif isinstance(found, list | tuple):
            found = _of_key(found, step, steps[place + 1 :])
        else:
            return None
    return found


def _every(found: object, steps: list[str]) -> list[object]:
    """The values of all elements that have one; lists of lists become one list."""
    elements = found if isinstance(found, list | tuple) else [found]
    values = [_walk(each, steps) for each in elements]
    if ALL in steps:
        values = [each for inner in values if isinstance(inner, list) for each in inner]
    return [each for each in values if each is not None and each != ""]


def _of_key(pairs: list[object] | tuple[object, ...], key: str, steps: list[str]) -> object:
    """The value of the first pair with this key. Of a value with a field for each type the one that is not null, unless a step names it."""
    for pair in pairs:
        if isinstance(pair, list | tuple) and len(pair) == _PAIR and pair[0] == key:
            return pair[1]
        if isinstance(pair, dict) and pair.get(_KEY, pair.get(_NAME)) == key:
            found = pair[_VALUE] if _VALUE in pair else {name: each for name, each in pair.items() if name not in (_KEY, _NAME)}
            return found if not isinstance(found, dict) or (steps and steps[0] in found) else _only(found)
    return None


def _only(fields: dict[str, object]) -> object:
    known = {name: each for name, each in fields.items() if each is not None}
    if len(known) > 1:
        # Beside the value there may be when it was set.
        named = {name: each for name, each in known.items() if name.casefold().endswith(_VALUE)}
        known = named if len(named) == 1 else known
    return next(iter(known.values())) if len(known) == 1 else known or None


def _digits(value: object) -> object:
    """The same value with whole numbers as their digits, which JSON may have as many of as it likes."""
    if isinstance(value, dict):
        return {name: _digits(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_digits(each) for each in value]
    return orjson.Fragment(str(value)) if type(value) is int else value
