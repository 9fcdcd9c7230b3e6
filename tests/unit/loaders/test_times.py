"""Times become epoch microseconds in UTC, dates ISO text."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cells import Cell
from loaders.stamps import stamp
from loaders.times import Unreadable, micros, moment, read_date, time_reader

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("raw", "zone", "expected"),
    [
        ("2024-03-31T12:00:00+02:00", None, "2024-03-31T10:00:00+00:00"),
        ("2024-03-31 12:00:00.123456789Z", None, "2024-03-31T12:00:00.123456+00:00"),
        ("2024-03-31T12:00:00", BERLIN, "2024-03-31T10:00:00+00:00"),
        ("2024-01-31", BERLIN, "2024-01-30T23:00:00+00:00"),
        ("2024-10-27T02:30:00", BERLIN, "2024-10-27T00:30:00+00:00"),
        (date(2024, 1, 31), "UTC", "2024-01-31T00:00:00+00:00"),
        (datetime(2024, 1, 31, tzinfo=UTC), None, "2024-01-31T00:00:00+00:00"),
        ("1969-12-31T23:59:59.5Z", None, "1969-12-31T23:59:59.500000+00:00"),
    ],
)
def test_iso(raw: object, zone: str | None, expected: str) -> None:
    """ISO 8601 with a zone stands for itself; without one the mapping's zone counts, first reading of a repeated hour."""
    assert moment(time_reader(Cell(1, ("t",)), zone)(raw)).isoformat() == expected


@pytest.mark.parametrize(("unit", "raw"), [("s", "1706659200"), ("ms", 1706659200000), ("us", 1706659200000000.0), ("s", "1706659200.0")])
def test_numbers(unit: str, raw: object) -> None:
    """A number counts its unit since 1970."""
    assert time_reader(Cell(1, ("t",), unit=unit), None)(raw) == 1_706_659_200_000_000


@pytest.mark.parametrize(("raw", "unit"), [("soon", None), ("2024-13-01", None), ("2024-01-01", None), ("x", "s"), ("1e30", "s"), ("nan", "s")])
def test_unreadable(raw: str, unit: str | None) -> None:
    """A time that is none, or has no zone, or lies beyond the calendar, is unreadable."""
    with pytest.raises(Unreadable):
        time_reader(Cell(1, ("t",), unit=unit), None)(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("12/11/1978", "1978-12-11"),
        ("1/7/80", "1980-01-07"),
        ("25-Jun-08", "2008-06-25"),
        ("15-Mar-92", "1992-03-15"),
        ("1993-09-14", "1993-09-14"),
        ("3/4/29", "2029-03-04"),
        ("3/4/30", "1930-03-04"),
    ],
)
def test_dates_in_several_formats(raw: str, expected: str) -> None:
    """Formats are tried in order; a two-digit year is the last of that ending up to `newest`."""
    assert read_date(raw, ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d-%b-%y"), 2029) == expected


@pytest.mark.parametrize("raw", ["1978", "1978-12", "1978-12-11"])
def test_partial_dates_stay_partial(raw: str) -> None:
    """A year or a month alone is kept as it is."""
    assert read_date(raw, (), 2029) == raw


@given(st.datetimes(timezones=st.just(UTC)))
def test_microseconds_and_stamps_lose_nothing(when: datetime) -> None:
    """There and back again, before 1970 too."""
    assert moment(micros(when)) == when
    seconds, nanos = stamp(micros(when))
    assert seconds * 1_000_000 + nanos // 1000 == micros(when)
    assert 0 <= nanos < 1_000_000_000
