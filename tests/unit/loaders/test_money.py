"""Money: currencies of ISO 4217, and amounts with their signs."""

from __future__ import annotations

import pytest

from loaders.money import read_amount, read_currency
from loaders.times import Unreadable


@pytest.mark.parametrize(("text", "expected"), [("eur", "EUR"), (" Chf ", "CHF"), ("USD", "USD"), ("hrk", "HRK")])
def test_currencies_in_any_case(text: str, expected: str) -> None:
    """A code is a code in any letter case; past ones are known, since old orders are."""
    assert read_currency(text) == expected


@pytest.mark.parametrize("text", ["EURO", "XXX", "XTS", "€", "", "points"])
def test_no_currencies(text: str) -> None:
    """What ISO 4217 does not know, or calls no currency, is none."""
    with pytest.raises(Unreadable, match="no currency"):
        read_currency(text)


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("€ 8.50", "EUR", ("8.50", "EUR")), ("8,50 €", None, ("8,50", "EUR")), ("-$8.50", "USD", ("-8.50", "USD")), ("($8)", "AUD", ("(8)", "AUD")),
        ("CHF 8", "CHF", ("8", "CHF")), ("8 kr", "SEK", ("8", "SEK")), ("8 zł", "PLN", ("8", "PLN")), ("8.50", "EUR", ("8.50", None)),
        ("8.5E+3", "EUR", ("8.5E+3", None)), ("¥8", "JPY", ("8", "JPY")),
    ],
)  # fmt: skip
def test_signs_beside_an_amount(text: str, currency: str | None, expected: tuple[str, str | None]) -> None:
    """A sign is read by the currency of the row, as it is written at home, or where one currency alone has it."""
    assert read_amount(text, currency) == expected


@pytest.mark.parametrize(("text", "currency", "reason"), [("€ 8", "USD", "is not USD"), ("$8", None, "currency"), ("8 apples", "EUR", "no number")])
def test_signs_that_do_not_fit(text: str, currency: str | None, reason: str) -> None:
    """A sign of another currency, or of several, is no amount."""
    with pytest.raises(Unreadable, match=reason):
        read_amount(text, currency)
