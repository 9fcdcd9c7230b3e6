"""What values look like: times, amounts and names of columns."""

from __future__ import annotations

import pytest

from loaders.drafting.amounts import amount_of
from loaders.drafting.moments import moment_of
from loaders.drafting.names import roles_of, table


@pytest.mark.parametrize(
    ("values", "formats", "unit", "zoned"),
    [
        (["2025-01-31T08:15:00Z", "2025-02-01T09:00:00+02:00"], (), None, True),
        (["2025-01-31 08:15", "2025-02-01 09:00"], (), None, False),
        (["1740819000", "1740819001"], (), "s", True),
        (["1740819000123", "1740819001456"], (), "ms", True),
        (["1740819000123456"], (), "us", True),
        (["31.01.2025 08:15", "01.02.2025 09:00"], ("%d.%m.%Y %H:%M",), None, False),
        (["01/31/2025", "02/01/2025"], ("%m/%d/%Y",), None, False),
        (["31/01/2025", "01/02/2025"], ("%d/%m/%Y",), None, False),
        (["20250131", "20250201"], ("%Y%m%d",), None, False),
        (["Fri, 31 Jan 2025 08:15:00 +0100"], ("%a, %d %b %Y %H:%M:%S %z",), None, True),
    ],
)
def test_times_are_told_by_their_values(values: list[str], formats: tuple[str, ...], unit: str | None, *, zoned: bool) -> None:
    """ISO 8601, numbers since 1970 and written formats are told apart, and whether they say their zone."""
    found = moment_of(values)
    if found and not found.formats and not formats:
        assert (found.unit, found.zoned, found.either) == (unit, zoned, ())
    else:
        # Some formats are newer to the reader of ISO 8601 itself: then none is needed.
        assert found
        assert found.formats in (formats, ())
        assert found.zoned is zoned


def test_two_orders_of_day_and_month_are_left_open() -> None:
    """Where every value fits both orders, none is chosen; one value that fits only one decides."""
    both = moment_of(["01/02/2025", "03/04/2025", "11/12/2025"])
    assert both
    assert both.either == ("%d/%m/%Y", "%m/%d/%Y")
    assert both.formats == ()
    told = moment_of(["01/02/2025", "03/04/2025", "11/13/2025"])
    assert told
    assert told.formats == ("%m/%d/%Y",)


@pytest.mark.parametrize("values", [["12", "7", "1000"], ["Ada", "Bo"], [], ["2025 was fine", "so was 2024"], ["030 5550101"]])
def test_what_is_no_time_is_none(values: list[str]) -> None:
    """Numbers, names and phone numbers are no times."""
    assert moment_of(values) is None


@pytest.mark.parametrize(
    ("values", "decimal", "doubtful"),
    [
        (["12.50", "7.25", "1,100.00"], ".", False),
        (["12,50", "7,25", "1.100,00"], ",", False),
        (["1.000.000", "5"], ",", False),
        (["1.234", "5"], None, True),
        (["12.50", "12,50"], None, True),
        (["12", "7"], None, False),
    ],
)
def test_the_decimal_sign_is_told_or_left_open(values: list[str], decimal: str | None, *, doubtful: bool) -> None:
    """A sign is taken where values tell it; 1.234 alone tells nothing."""
    found = amount_of(values)
    assert found
    assert (found.decimal, found.open) == (decimal, doubtful)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("E-Mail-Adresse", "email"), ("customerEmail", "email"), ("Adresse e-mail", "email"), ("Correo electrónico", "email"),
        ("Billing Phone", "phone"), ("Téléphone", "phone"), ("Rufnummer", "phone"), ("Numer telefonu", "phone"),
        ("Vorname", "givenName"), ("Prénom", "givenName"), ("Imię", "givenName"), ("Förnamn", "givenName"),
        ("Cognome", "familyName"), ("Achternaam", "familyName"), ("Sobrenome", "familyName"),
        ("Geburtsdatum", "birthDate"), ("Data de nascimento", "birthDate"), ("Kundennummer", "number"), ("user_id", "number"),
        ("PLZ", "postalCode"), ("Land", "country"), ("Created at", "time"), ("utm_campaign", "campaign"), ("Contact owner", "agent"),
    ],
)  # fmt: skip
def test_names_are_known_in_nine_languages(name: str, role: str) -> None:
    """Case, accents, humps and signs do not matter, and longer names are known by the words in them."""
    assert roles_of(name)[0] == role


def test_words_alone_do_not_mislead() -> None:
    """A word that means many things counts as a whole name only."""
    assert "fullName" not in roles_of("campaign_name")
    assert "time" not in roles_of("time on page seconds")
    assert "id" not in roles_of("paid")
    assert all(words.exact or words.within for words in table().values())
