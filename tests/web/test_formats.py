from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.web import formats

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [
        (1234.5, "EUR", "€1,234.50"),
        (-20, "USD", "−$20.00"),
        (1200, "JPY", "¥1,200"),
        (9.9, "CHF", "9.90 CHF"),
        (9.9, None, "9.90"),
        (None, "EUR", "–"),
    ],
)
def test_money(value: float | None, currency: str | None, shown: str) -> None:
    """Money has its sign, separators and as many digits as its currency."""
    assert formats.money(value, currency) == shown


@pytest.mark.parametrize(
    ("name", "shown"), [("page_view", "Page view"), ("givenName", "Given name"), ("crm", "CRM"), ("survey_nps", "Survey NPS"), ("", "–"), (None, "–")]
)
def test_words(name: str | None, shown: str) -> None:
    """Names of the graph are shown as words."""
    assert formats.words(name) == shown


def test_moment_is_utc() -> None:
    """A time of any zone is shown in UTC, and says the same to machines."""
    berlin = timezone(timedelta(hours=1))
    shown = formats.moment(datetime(2026, 3, 14, 0, 26, tzinfo=berlin))
    assert shown == '<time datetime="2026-03-13T23:26:00+00:00" title="13 Mar 2026, 23:26:00 UTC">13 Mar 2026, 23:26</time>'


@pytest.mark.parametrize(
    ("back", "shown"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=90), "on 14 Dec 2025"),
        (timedelta(days=-1), "on 15 Mar 2026"),
    ],
)
def test_ago(back: timedelta, shown: str) -> None:
    """Recent times are told as a distance, others as a date."""
    assert formats.ago(NOW - back, now=lambda: NOW) == shown


def test_small_things() -> None:
    """Counts, shares and initials."""
    assert formats.count(31076) == "31,076"
    assert (formats.share(1, 3), formats.share(1, 300), formats.share(0, 3), formats.share(1, 0)) == ("33%", "0.3%", "0%", "–")
    assert (formats.initials("Ada King Lovelace"), formats.initials(None), formats.initials("Ada")) == ("AL", "?", "A")
    assert formats.cypher_name("cypher/web/totals.cypher") == "web/totals"
