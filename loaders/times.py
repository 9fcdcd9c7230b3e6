"""Times: whatever a source writes → epoch microseconds in UTC; dates → ISO text.

A time without a zone needs the mapping's: guessing one would put events into the wrong order. In the hour that a zone repeats when summer
time ends, the first reading is taken; in the hour that it skips, the last moment before it: order is kept. Bare digits are never a date.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from loaders.clocks import is_bare, placed, read_clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.cells import Cell

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

EARLIEST = (datetime.min.replace(tzinfo=UTC) - EPOCH) // MICROSECOND
LATEST = (datetime.max.replace(tzinfo=UTC) - EPOCH) // MICROSECOND
"""The first and the last moment that has a date in UTC."""

_PER_UNIT = {"s": 1_000_000, "ms": 1_000, "us": 1}
_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_TWO_DIGITS = "%y"
_ZONE_NAME = "%Z"
_UNIVERSAL = re.compile(r"\b(?:UTC|GMT)\b", re.IGNORECASE)
_WIDTHS = {"Y": 4, "m": 2, "d": 2, "H": 2, "I": 2, "M": 2, "S": 2, "y": 2, "j": 3}
_ADJOINING = re.compile(rf"(?:%[{''.join(_WIDTHS)}]){{2}}")
_PARTED = frozenset(("", "T", " "))
_MOST_DIGITS = 20


class Unreadable(Exception):
    """A value is not what its place wants; the text says why."""


def micros(moment: datetime) -> int:
    """Epoch microseconds of an aware time."""
    return (moment - EPOCH) // MICROSECOND


def moment(value: int) -> datetime:
    """The aware UTC time of epoch microseconds."""
    return EPOCH + value * MICROSECOND


def time_reader(cell: Cell, zone: str | None) -> Callable[[object], int]:
    """A function from a raw value to epoch microseconds; it raises Unreadable."""
    named = cell.zone or zone
    local = ZoneInfo(named) if named else None
    unit = _PER_UNIT[cell.unit] if cell.unit else None
    if unit:
        return lambda raw: _number(raw, unit)
    if cell.formats:
        return lambda raw: _placed(_iso(raw) if isinstance(raw, date) else _formatted(str(raw).strip(), cell.formats, cell.newest), local)
    return lambda raw: _placed(_iso(raw), local)


def _placed(found: datetime, local: ZoneInfo | None) -> int:
    if found.tzinfo is None:
        if local is None:
            raise Unreadable("a time without a zone; give the mapping a `timezone`")
        found = placed(found, local)
    at = (found - EPOCH) // MICROSECOND
    if not EARLIEST <= at <= LATEST:
        raise Unreadable("a moment outside the years 1 to 9999 in UTC")
    return at


def _iso(raw: object) -> datetime:
    if isinstance(raw, datetime):
        return raw
    if isinstance(raw, date):
        return datetime(raw.year, raw.month, raw.day)  # noqa: DTZ001 - the mapping's zone is added later
    text = raw.strip() if isinstance(raw, str) else str(raw)
    if text[4:5] == "-" and text[10:11] in _PARTED:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    if is_bare(text):
        raise Unreadable(_hint(text))
    found = read_clock(text)
    if found is None:
        raise Unreadable("no ISO 8601 time, nor one of a mail (RFC 2822); give its `format`, or the `unit` of a number")
    return found


def _hint(digits: str) -> str:
    unit = {10: "s", 13: "ms", 16: "us"}.get(len(digits.partition(".")[0]))
    if unit:
        return f"bare digits are no date; if they count from 1970, say `unit: {unit}`"
    return "bare digits are no date; give their `format`, such as %Y%m%d, or the `unit` of a number"


def _number(raw: object, unit: int) -> int:
    try:
        found = Decimal(str(raw).strip().replace("_", "?"))
        at = int(found * unit) if found.is_zero() or found.adjusted() < _MOST_DIGITS else LATEST + 1
    except (InvalidOperation, OverflowError, ValueError):
        raise Unreadable("no number of seconds, milliseconds or microseconds since 1970") from None
    if not EARLIEST <= at <= LATEST:
        raise Unreadable("a moment outside the years 1 to 9999 in UTC")
    return at


def _formatted(text: str, formats: tuple[str, ...], newest: int) -> datetime:
    for each in formats:
        try:
            found = datetime.strptime(text, each)  # noqa: DTZ007 - the mapping's zone is added later
        except ValueError:
            continue
        if (shape := _shape(each)) and not shape.fullmatch(text):
            continue
        if _ZONE_NAME in each and found.tzinfo is None:
            # Besides these two it knows the names of the zone that this machine is in, and of none it says which it was.
            if not _UNIVERSAL.search(text):
                continue
            found = found.replace(tzinfo=UTC)
        return _century(found, newest) if _TWO_DIGITS in each else found
    raise Unreadable(f"fits none of the formats {', '.join(formats)}")


@lru_cache(maxsize=256)
def _shape(form: str) -> re.Pattern[str] | None:
    """What a text must look like where nothing parts the digits of a format: `%d%m%Y` would read 1022024 as the tenth, though a zero was lost."""
    if not _ADJOINING.search(form):
        return None
    runs = re.compile(rf"(?:%[{''.join(_WIDTHS)}]){{2,}}|%.|\s+|[^%\s]+").findall(form)
    return re.compile("".join(map(_run, runs)), re.DOTALL)


def _run(part: str) -> str:
    if _ADJOINING.match(part):
        return "".join(rf"\d{{{_WIDTHS[each]}}}" for each in part[1::2])
    return "%" if part == "%%" else ".*?" if part[0] == "%" else r"\s*" if part.isspace() else re.escape(part)


def _century(found: datetime, newest: int) -> datetime:
    # strptime has its own pivot (1969); the year that ends alike in the hundred years up to `newest` is meant.
    try:
        return found.replace(year=newest - (newest - found.year) % 100)
    except ValueError:
        raise Unreadable("no such day in that year") from None


@lru_cache(maxsize=16_384)
def read_date(text: str, formats: tuple[str, ...], newest: int) -> str:
    """A date as ISO text, `2001-02-03`; a year or a month alone stays partial. Raises Unreadable."""
    if formats:
        return _formatted(text, formats, newest).date().isoformat()
    if _PARTIAL.fullmatch(text) and not text.startswith("0000"):
        return text
    return _iso(text).date().isoformat()
