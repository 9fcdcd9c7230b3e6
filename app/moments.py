"""Moments: microseconds since 1970 as a time, whatever the number: what lies outside the years 1 to 9999 is their first or last moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)


def moment(micros: float) -> datetime:
    """The aware time in UTC of so many microseconds since 1970."""
    try:
        return _EPOCH + timedelta(microseconds=micros)
    except OverflowError:
        return FIRST if micros < 0 else LAST


def in_utc(at: datetime) -> datetime:
    """An aware time in UTC, also where it is that of another year there."""
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return FIRST if at.year == FIRST.year else LAST
