"""How sources write times: UTC with a Z, or the shop's local time without a zone, as tills and CRMs do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from seeds.shape import DAY

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
BERLIN = ZoneInfo("Europe/Berlin")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@cache
def _date(day: int) -> str:
    return (_EPOCH + timedelta(days=day)).strftime("%Y-%m-%d")


@cache
def _offset(day: int) -> int:
    """Berlin's distance from UTC at that day's noon, in milliseconds."""
    found = (_EPOCH + timedelta(days=day, hours=12)).astimezone(BERLIN).utcoffset()
    return int((found or timedelta()).total_seconds()) * 1000


@cache
def _time(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def utc(at: int) -> str:
    """Epoch milliseconds as `2025-09-01T18:02:10Z`."""
    return f"{_date(at // DAY)}T{_time(at % DAY // SECOND)}Z"


def daytime(at: int) -> int:
    """The same day between 7 and 18 UTC: shops are open, and no local hour is skipped or occurs twice."""
    day, rest = divmod(at, DAY)
    moved = 7 * HOUR + rest * 11 // 24
    return day * DAY + moved - moved % SECOND


def local(at: int) -> str:
    """A `daytime` instant as Berlin's `2025-09-01 20:02:10`, without a zone."""
    day, rest = divmod(at, DAY)
    return f"{_date(day)} {_time((rest + _offset(day)) // SECOND)}"


def german(at: int) -> str:
    """A `daytime` instant as Berlin's `01.09.2025 20:02`, without seconds."""
    year, month, rest = local(at).split("-")
    return f"{rest[:2]}.{month}.{year} {rest[3:8]}"


def date(at: int) -> str:
    """The date of a `daytime` instant, the same in UTC and Berlin."""
    return _date(at // DAY)


def midnight(at: int) -> int:
    """The instant at which Berlin's day of a `daytime` instant begins, epoch milliseconds."""
    day = _EPOCH + timedelta(days=at // DAY)
    return int(day.replace(tzinfo=BERLIN).timestamp()) * 1000
