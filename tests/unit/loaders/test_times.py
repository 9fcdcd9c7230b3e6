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


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2026-02-28T24:00:00Z", "2026-03-01T00:00:00+00:00"), ("2026-02-28 24:00", "2026-02-28T23:00:00+00:00"),
        ("2015-06-30T23:59:60Z", "2015-07-01T00:00:00+00:00"), ("2015-07-01T01:59:60+02:00", "2015-07-01T00:00:00+00:00"),
        ("2026-02-03 10:00:00 UTC", "2026-02-03T10:00:00+00:00"), ("2026-02-03T10:00 GMT", "2026-02-03T10:00:00+00:00"),
        ("2026-02-03t10:00:00z", "2026-02-03T10:00:00+00:00"), ("2026-02-03T10:00:00 +05:30", "2026-02-03T04:30:00+00:00"),
        ("Tue, 03 Feb 2026 10:00:00 +0100", "2026-02-03T09:00:00+00:00"), ("3 Feb 2026 10:00:00 GMT", "2026-02-03T10:00:00+00:00"),
        ("2026-02-03T10:00:00+01:00[Europe/Berlin]", "2026-02-03T09:00:00+00:00"), ("20260203T100000Z", "2026-02-03T10:00:00+00:00"),
    ],
)  # fmt: skip
def test_other_writings(raw: str, expected: str) -> None:
    """The end of a day, seconds put in, zones by name, small letters, and how mails write a time."""
    assert moment(time_reader(Cell(1, ("t",)), BERLIN)(raw)).isoformat() == expected


@pytest.mark.parametrize(
    ("raw", "unit", "reason"),
    [
        ("1712011200123", None, "unit: ms"), (1712011200, None, "unit: s"), ("20260105", None, "bare digits"), ("2026", None, "bare digits"),
        ("1712011200.5", None, "bare digits"), ("0001-01-01 00:00:00", None, "years 1 to 9999"),
        ("9999-12-31T23:59:59-01:00", None, "years 1 to 9999"),
        ("253402300800", "s", "years 1 to 9999"), ("1e999999999", "s", "years 1 to 9999"), ("1_706_659_200", "s", "no number"),
        ("2015-06-30T10:15:60Z", None, "no ISO"), ("Mon, 03 Feb 2026 10:00:00 +0100", None, "no ISO"), ("2026-02-03x10:00", None, "no ISO"),
        ("0000-00-00 00:00:00", None, "no ISO"), ("2026-02-03T24:00:01Z", None, "no ISO"),
    ],
)  # fmt: skip
def test_what_is_no_moment(raw: object, unit: str | None, reason: str) -> None:
    """Bare digits are never a date, and a moment has a year from 1 to 9999 in UTC; the reason says what would be right."""
    with pytest.raises(Unreadable, match=reason):
        time_reader(Cell(1, ("t",), unit=unit), BERLIN)(raw)


def test_a_compact_date_needs_its_format() -> None:
    """Eight digits may count something."""
    assert read_date("20010203", ("%Y%m%d",), 2029) == "2001-02-03"
    with pytest.raises(Unreadable, match="bare digits"):
        read_date("20010203", (), 2029)


LOCAL = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2027, 1, 1))  # noqa: DTZ001 - local times
CHANGES = st.sampled_from(["2026-03-29", "2026-10-25", "2025-03-30", "2026-03-08", "2026-10-04"])


@given(st.lists(LOCAL, min_size=2, max_size=2), st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe", "UTC"]))
def test_local_times_keep_their_order(times: list[datetime], zone: str) -> None:
    """A later local time is never an earlier moment."""
    read = time_reader(Cell(1, ("t",)), zone)
    one, other = (read(each.isoformat()) for each in sorted(times))
    assert one <= other


TENTHS = st.lists(st.integers(0, 4 * 3600 * 10 - 1), min_size=2, max_size=2)


@given(CHANGES, TENTHS, st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe"]))
def test_local_times_keep_their_order_when_clocks_are_turned(day: str, tenths: list[int], zone: str) -> None:
    """Nor on the days on which clocks skip an hour or repeat one."""
    read = time_reader(Cell(1, ("t",)), zone)
    one, other = (read(f"{day}T{each // 36000:02d}:{each // 600 % 60:02d}:{each // 10 % 60:02d}.{each % 10}") for each in sorted(tenths))
    assert one <= other


def test_a_time_that_clocks_skip_is_before_what_follows() -> None:
    """02:30 on the day on which 02:00 is 03:00 comes after 01:59 and before 03:00."""
    read = time_reader(Cell(1, ("t",)), BERLIN)
    found = [read(f"2026-03-29T{each}") for each in ("01:59:59", "02:30:00", "03:00:00")]
    assert found[0] < found[1] < found[2]


@pytest.mark.parametrize(
    ("raw", "form", "expected"),
    [
        ("05032026", "%d%m%Y", "2026-03-04T23:00:00+00:00"), ("260305 0707", "%y%m%d %H%M", "2026-03-05T06:07:00+00:00"),
        ("20260305 7:07", "%Y%m%d %H:%M", "2026-03-05T06:07:00+00:00"), ("20260305T070708.5", "%Y%m%dT%H%M%S.%f", "2026-03-05T06:07:08.500000+00:00"),
        ("5.3.2026", "%d.%m.%Y", "2026-03-04T23:00:00+00:00"), ("2026-03-05 07:07 utc", "%Y-%m-%d %H:%M %Z", "2026-03-05T07:07:00+00:00"),
        ("100%20260305", "100%%%Y%m%d", "2026-03-04T23:00:00+00:00"),
    ],
)  # fmt: skip
def test_formats_without_signs_between(raw: str, form: str, expected: str) -> None:
    """Digits that nothing parts are read by their places, and UTC is UTC whatever the zone of the mapping is."""
    assert moment(time_reader(Cell(1, ("t",), formats=(form,)), BERLIN)(raw)).isoformat() == expected


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("5032026", "%d%m%Y"), ("1122026", "%d%m%Y"), ("2026115", "%Y%m%d"), ("20261", "%Y%m"), ("260305 707", "%y%m%d %H%M"),
        ("2026-03-05 07:07 CET", "%Y-%m-%d %H:%M %Z"), ("2026-03-05 07:07 XST", "%Y-%m-%d %H:%M %Z"),
    ],
)  # fmt: skip
def test_digits_that_lost_a_zero_are_no_date(raw: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A spreadsheet drops leading zeros; the first of December must not become the eleventh of February. No zone of this machine is guessed."""
    monkeypatch.setattr("time.tzname", ("CET", "CEST"))
    with pytest.raises(Unreadable, match="fits none of the formats"):
        time_reader(Cell(1, ("t",), formats=(form,)), BERLIN)(raw)
