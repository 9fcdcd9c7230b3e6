"""Typed values: rows of Parquet and workbooks, whose values are more than JSON can say. Spelled as JSON for rejects, and back."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

import orjson

from loaders.columns import spelled
from loaders.reading.entries import TOO_LONG, Entry, longest
from loaders.reading.objects import read_object
from loaders.values import LONGEST

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

BYTES, UNREAD = "$bytes", "$unread"
"""Names that stand for what JSON cannot say: bytes that are no text, as hexadecimal digits, and why a value cannot be read."""

_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d.*)?")


def typed_entry(line: int, row: Mapping[str, object], used: Collection[str], encoding: str) -> Entry:
    """A row of typed values: bytes become text, and what cannot be read in a column of the mapping rejects it."""
    found, said = {name: _decoded(value, encoding) for name, value in row.items()}, ""
    for name, value in found.items():
        why = _why(value, encoding) if name in used else ""
        said = said or (f"column {name}: {why}" if why else "")
    raw = spelled(found)
    if not said and len(raw) >= LONGEST and longest(found) >= LONGEST:
        said = TOO_LONG
    return Entry(line, raw, None if said else found, said)


def respelled(line: int, raw: str, used: Collection[str], encoding: str) -> Entry:
    """A row that was spelled as JSON, as it was."""
    entry = read_object(line, raw)
    return entry if entry.row is None else typed_entry(line, {name: _revived(each) for name, each in entry.row.items()}, used, encoding)


def _decoded(value: object, encoding: str) -> object:
    if isinstance(value, bytes):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            return {BYTES: value.hex()}
    if isinstance(value, dict):
        return {name: _decoded(each, encoding) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_decoded(each, encoding) for each in value]
    return value


def _why(value: object, encoding: str) -> str:
    if isinstance(value, dict):
        if BYTES in value:
            return f"bytes that are no {encoding}"
        if UNREAD in value:
            return str(value[UNREAD])
        return next(filter(None, (_why(each, encoding) for each in value.values())), "")
    return next(filter(None, (_why(each, encoding) for each in value)), "") if isinstance(value, list) else ""


def _revived(value: object) -> object:
    if isinstance(value, dict):
        return bytes.fromhex(value[BYTES]) if BYTES in value else {name: _revived(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_revived(each) for each in value]
    return _moment(value) if isinstance(value, str) and _TIME.fullmatch(value) else value


def _moment(text: str) -> object:
    # Only what is spelled so again: a text that merely looks like a time stays what it was.
    try:
        found = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text
    return found if orjson.dumps(found).decode() == f'"{text}"' else text
