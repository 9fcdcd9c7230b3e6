"""Clocks: times as people and programs write them beside ISO 8601's plainest form, and local times on the days when clocks are turned."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_SECOND = timedelta(seconds=1)
_MICROSECOND = timedelta(microseconds=1)

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d|\d{8}|\d{4}-?W\d\d(?:-?\d)?|\d{4}-\d{3})"
    r"(?:[T ]+(?P<clock>\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?))?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?\s*(?:\[(?P<place>[\w/+-]+)\])?",
    re.ASCII,
)
_MIDNIGHT = re.compile(r"24(?::?00(?::?00(?:[.,]0+)?)?)?")
_LEAP = re.compile(r"(\d\d:?\d\d:?)60((?:[.,]\d+)?)")
_MAIL = re.compile(
    r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun), *)?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d(?::\d\d)?(?: (?:[+-]\d{4}|UTC?|GMT|Z|E[SD]T|C[SD]T|M[SD]T|P[SD]T))?(?: \([^)]*\))?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[+-]?\d+(?:[.,]\d*)?(?:[eE][+-]?\d+)?", re.ASCII)


def is_bare(text: str) -> bool:
    """Whether a text is a number and nothing else: such a text is never a date."""
    return _DIGITS.fullmatch(text) is not None


def read_clock(text: str) -> datetime | None:
    """The time in a text that is no plain ISO 8601: other writings of a zone, 24:00, leap seconds, and how mails write it. None: no such text."""
    if _MAIL.fullmatch(text):
        return _mailed(text)
    found = _ISO.fullmatch(text.upper() if "[" not in text else text)
    return _written(found) if found else None


def placed(found: datetime, local: ZoneInfo) -> datetime:
    """The moment of a local time. One that clocks skip is the last moment before they are turned, so that order is kept."""
    first, second = found.replace(tzinfo=local), found.replace(tzinfo=local, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before is None or after is None or before >= after:
        return first
    return _turned(local, found - after, found - before) - _MICROSECOND


def _turned(local: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The moment between two, in UTC, from which on the clocks of a zone are ahead of what they were."""
    low, high = low.replace(tzinfo=UTC), high.replace(tzinfo=UTC)
    then = low.astimezone(local).utcoffset()
    while high - low > _MICROSECOND:
        middle = low + (high - low) // 2
        low, high = (middle, high) if middle.astimezone(local).utcoffset() == then else (low, middle)
    return high


def _mailed(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    weekday = text[:3].capitalize()
    if "," in text[:5] and f"{found:%a}" != weekday:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None and "-0000" in text else found


def _written(found: re.Match[str]) -> datetime | None:
    clock, more = found["clock"] or "00", timedelta()
    leap = _LEAP.fullmatch(clock)
    if _MIDNIGHT.fullmatch(clock):
        clock, more = "00", timedelta(days=1)
    elif leap:
        clock, more = f"{leap[1]}59{leap[2]}", _SECOND
    zone = found["zone"] or ""
    try:
        read = datetime.fromisoformat(f"{_day(found['day'])}T{clock}{'+00:00' if zone in ('UTC', 'GMT') else zone}")
        place = ZoneInfo(found["place"]) if found["place"] and not zone else None
        read = placed(read, place) if place else read
        return None if leap and not _may_leap(read) else read + more
    except (ValueError, OverflowError, ZoneInfoNotFoundError):
        return None


def _day(text: str) -> str:
    """A day of the year, 2026-005, as a day of a month."""
    if not re.fullmatch(r"\d{4}-\d{3}", text):
        return text
    return f"{datetime.strptime(text, '%Y-%j'):%Y-%m-%d}"  # noqa: DTZ007 - a day has no zone


def _may_leap(read: datetime) -> bool:
    """Whether a second can be put in after this one: at the end of a month in UTC; a local time is taken at its word."""
    if read.tzinfo is None:
        return True
    at = read.astimezone(UTC)
    return (at + _SECOND).day == 1 and (at.hour, at.minute) == (23, 59)
