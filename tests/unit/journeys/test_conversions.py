from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys.conversions import Conversions, Credit, read_conversions
from app.journeys.steps import Step

if TYPE_CHECKING:
    from pathlib import Path

FILE = """
currency: EUR
rates: {CHF: {2025-01-01: 1.0, 2025-07-01: 1.1}}
lookback: P30D
conversions:
  purchase: {types: [purchase], refunds: [refund]}
  signup: {types: [signup], value: 5, once: true}
journeys: {begins: [renewal], silence: P365D}
"""


def declared(tmp_path: Path, text: str = FILE) -> Conversions:
    """The conversions of a file with this text."""
    path = tmp_path / "conversions.yaml"
    path.write_text(text)
    return read_conversions(path)


def step(kind: str, day: str = "2025-06-30", value: float | None = None, currency: str | None = None) -> Step:
    """A touchpoint at the end of a day."""
    moment = dt.datetime.fromisoformat(f"{day}T23:00:00+00:00")
    return Step(int(moment.timestamp()) * 1_000_000, 0, kind, kind, "web", value, currency)


def test_each_purchase_counts_and_a_refund_takes_its_value_back(tmp_path: Path) -> None:
    """In the reporting currency, by the rate of the day; the sign of a refund in the source does not matter."""
    steps = [step("purchase", value=100.0), step("refund", "2025-07-01", 50.0, "CHF"), step("refund", value=-10.0)]
    assert declared(tmp_path).credits(steps) == [
        Credit(0, "purchase", 100.0, refund=False),
        Credit(1, "purchase", -50.0 * 1.1, refund=True),
        Credit(2, "purchase", -10.0, refund=True),
    ]


def test_once_is_the_first_of_a_journey(tmp_path: Path) -> None:
    """A second sign-up is no second conversion; a fixed value needs none from the source."""
    assert declared(tmp_path).credits([step("signup"), step("signup")]) == [Credit(0, "signup", 5.0, refund=False)]


def test_a_rate_holds_from_its_day_on(tmp_path: Path) -> None:
    """The day before the change has the old rate; before the first there is none."""
    found = declared(tmp_path)
    assert [found.known_rate("CHF", step("x", day).at) for day in ("2024-12-31", "2025-06-30", "2025-07-01")] == [None, 1.0, 1.1]


def test_what_has_no_rate_keeps_its_value_and_currency(tmp_path: Path) -> None:
    """Where no currency is named the reporting one is meant; of nothing, and of what has a fixed value, no rate is asked."""
    steps = [step("purchase", value=1.0, currency="USD"), step("refund", value=2.0), step("purchase", value=0.0, currency="USD"), step("purchase")]
    signed = [step("signup", value=7.0, currency="USD")]
    assert declared(tmp_path).credits([*steps, *signed]) == [
        Credit(0, "purchase", 1.0, refund=False, rated=False, currency="USD"),
        Credit(1, "purchase", -2.0, refund=True),
        Credit(2, "purchase", 0.0, refund=False),
        Credit(3, "purchase", 0.0, refund=False),
        Credit(4, "signup", 5.0, refund=False),
    ]


def test_a_new_journey_begins_where_declared(tmp_path: Path) -> None:
    """With a renewal, or after a year of silence."""
    found = declared(tmp_path)
    assert found.begins_anew(step("page_view"), step("renewal"))
    assert found.begins_anew(step("page_view", "2024-01-01"), step("page_view"))
    assert not found.begins_anew(step("page_view", "2025-01-01"), step("page_view"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("currency: EUR", "currency: 5", "needs the reporting `currency`"),
        ("[purchase]", "purchase: 1", "is not YAML|needs a list"),
        ("value: 5", "value: five", "is a number, not 'five'"),
        ("2025-07-01: 1.1", "july: 1.1", "needs days with rates"),
        ("1.1", "-1", "must be greater than zero"),
        ("P30D", "30", "is a duration such as P30D"),
        ("once", "twice", "conversion signup has twice"),
    ],
)
def test_a_wrong_file_says_what_would_be_right(tmp_path: Path, old: str, new: str, message: str) -> None:
    """Each mistake is answered with a sentence that names the place."""
    with pytest.raises(BadInput, match=message):
        declared(tmp_path, FILE.replace(old, new))


def test_the_shipped_file_is_right() -> None:
    """It reads, and knows a purchase."""
    assert read_conversions().converts("purchase")
