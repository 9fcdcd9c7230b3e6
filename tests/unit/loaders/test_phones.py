"""Phones: one number, or the reason why there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.forms import normal_form
from loaders.phones import read_phone
from loaders.times import Unreadable


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        ("040 2345678 (work)", "DE", "+49402345678"), ("+49 40 2345678 (Büro)", None, "+49402345678"), ("mobil 0170 5550177", "DE", "+491705550177"),
        ("tel:+49-40-2345678", None, "+49402345678"), ("040 2345678 (9-17 Uhr)", "DE", "+49402345678"), ("040/2345678", "DE", "+49402345678"),
        ("+49 6131 / 234567", None, "+496131234567"), ("040 2345678 x34", "DE", "+49402345678;ext=34"),
        ("040 2345678 ext. 34", "DE", "+49402345678;ext=34"),
        ("040 2345678 (ext 34)", "DE", "+49402345678;ext=34"), ("040 2345678 Durchwahl 34", "DE", "+49402345678;ext=34"),
        ("040 2345678-34 Durchwahl", "DE", "+4940234567834"), ("1-800-FLOWERS", "US", "+18003569377"),
        ("49(0)40 2345678", "DE", "+49402345678"), ("(49) (0)40 2345678", None, "+49402345678"), ("040 2345678 x7 Max", "DE", "+49402345678;ext=7"),
        ("040 2345678-Max", "DE", "+49402345678"), ("1-800-FLOWERS", "DE", "+4918003569377"),
        ("493055501234.0", "DE", "+493055501234"),
    ],
)  # fmt: skip
def test_numbers_with_something_beside_them(text: str, region: str | None, expected: str) -> None:
    """Notes are left out, extensions kept: two persons behind one switchboard are two."""
    assert normal_form("phone", text, region) == expected
    assert normal_form("phone", expected) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("040 2345678 / 030 2345678", "more than one phone number"),
        ("040 1 / 030 2", "more than one"), ("Tel. 040 2345678 Fax 040 2345679", "more than one"),
        ("040 2345678 oder 2345679", "more than one"), ("ask for Bob", "no phone number"),
        ("12", "no phone number"), ("040 2345678 room 7", "other digits|more than"),
        ("4.93055E+11", "lost"), ("12.0", "fraction"),
        ("+49 40 XXXXXXX", "hidden"), ("+4940234****", "hidden"), ("***-***-4711", "hidden"), ("040 23•••78", "hidden"), ("xxx-xxx-4711", "hidden"),
        ("1-80-MAX", "no phone number"),
        ("000000", "placeholder"), ("+49 00000000", "placeholder"), ("1111111111", "placeholder"), ("0123456789", "placeholder"),
    ],
)  # fmt: skip
def test_what_is_no_number(text: str, reason: str) -> None:
    """Two numbers, words, and numbers that a spreadsheet cut are not swept together into one."""
    with pytest.raises(Unreadable, match=reason):
        normal_form("phone", text, "DE")


@given(st.from_regex(r"0[1-9][0-9]{2,3}[ /-]?[0-9]{5,7}( x[1-9][0-9]{0,3})?", fullmatch=True))
def test_a_form_is_its_own_form(text: str) -> None:
    """The form of a form is itself, and a note beside a number changes nothing."""
    try:
        found = read_phone(text, "DE")
    except Unreadable:
        return
    assert read_phone(found, None) == read_phone(found, "US") == found
    assert read_phone(f"{text} (privat)", "DE") == found
