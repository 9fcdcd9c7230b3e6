"""Numbers are read in one way or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.numbers import named_by, read_number, read_whole
from loaders.times import Unreadable

AMOUNTS = st.integers(min_value=-(10**11), max_value=10**11)


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("12.50", None, 12.5), ("12,5", None, 12.5), ("2.345,60", None, 2345.6), ("2,345.60", None, 2345.6), ("2 345.60", None, 2345.6),
        ("2'345.60", None, 2345.6), ("2,345,678", None, 2345678), ("2345.678", None, 2345.678), ("0.125", None, 0.125), ("1.2345", None, 1.2345),
        ("(7.25)", None, -7.25), ("7.25-", None, -7.25), ("\u22127", None, -7), ("+7", None, 7), ("1.5E+3", None, 1500), (".5", None, 0.5),
        ("2.345", ",", 2345), ("2.345", ".", 2.345), ("2,345", ",", 2.345), ("2,345", ".", 2345), ("2 345,6", ",", 2345.6),
    ],
)  # fmt: skip
def test_what_is_meant(text: str, decimal: str | None, expected: float) -> None:
    """Thousands signs in groups of three, negatives in any writing, and the decimal sign that is said or the only one possible."""
    assert read_number(text, decimal) == expected


@pytest.mark.parametrize(
    ("text", "decimal", "reason"),
    [
        ("2.345", None, "say `decimal: ','` or `decimal: '.'`"), ("2,345", None, "two ways"), ("-23.456", None, "two ways"),
        ("2_000", None, "no number"), ("2,34,567", ".", "groups of three"), ("12.50", ",", "groups of three"), ("0.125", ",", "groups of three"),
        ("1.2.3", None, "groups of three"), ("--5", None, "no number"),
        ("(5)-", None, "no number"), ("(5", None, "no number"), ("five", None, "no number"),
        ("1e999", None, "no finite number"), ("inf", None, "no number"), ("2.345 67", None, "no number"),
    ],
)  # fmt: skip
def test_what_is_not_read(text: str, decimal: str | None, reason: str) -> None:
    """What could mean two numbers, or none, is not read, and the reason says what to do."""
    with pytest.raises(Unreadable, match=reason):
        read_number(text, decimal)


@given(AMOUNTS, st.sampled_from([(".", ","), (",", "."), (".", " "), (",", "'"), (".", ""), (",", "")]))
def test_reading_undoes_writing(cents: int, signs: tuple[str, str]) -> None:
    """An amount written with either decimal sign and any thousands sign is read as what it was."""
    decimal, thousands = signs
    text = f"{cents / 100:,.2f}".replace(",", "T").replace(".", decimal).replace("T", thousands)
    assert read_number(text, decimal) == cents / 100


@given(st.text(alphabet="0123456789.,-", min_size=1, max_size=9))
def test_what_is_read_without_a_sign_reads_alike_with_the_one_that_fits(text: str) -> None:
    """Undeclared, a text is read only where the two declared readings do not differ."""
    found = set()
    for decimal in (",", "."):
        try:
            found.add(read_number(text, decimal))
        except Unreadable:
            continue
    try:
        assert read_number(text) in found
    except Unreadable:
        assert len(found) != 1 or "." not in text.rstrip(".")


@pytest.mark.parametrize(("text", "expected"), [("42", 42), ("-42", -42), ("42.0", 42), ("1,234,567", 1234567), ("9223372036854775807", 2**63 - 1)])
def test_whole_numbers(text: str, expected: int) -> None:
    """A whole number keeps all its digits."""
    assert read_whole(text) == expected


@pytest.mark.parametrize("text", ["4.5", "9223372036854775808", "2.345", "1e300"])
def test_no_whole_numbers(text: str) -> None:
    """A fraction, too many digits, and what can be read in two ways are none."""
    with pytest.raises(Unreadable):
        read_whole(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("493055501234.0", "493055501234"), ("1.0", "1.0"), ("12.0", "12.0"),
    ("012345.0", "012345.0"), ("12345.5", "12345.5"), ("1E10", "1E10"), ("a.0", "a.0")],
)
def test_what_names_something(text: str, expected: str) -> None:
    """A long number that a program took for a float loses its point; a version, a fraction or a code stays as it is."""
    assert named_by(text) == expected


@pytest.mark.parametrize("text", ["6.05551E+12", "1,23E+12", "4E+11", "1.23E12", "12345678901234567890.0"])
def test_lost_digits_name_nothing(text: str) -> None:
    """What a spreadsheet or a float has cut stands for many numbers, so for none."""
    with pytest.raises(Unreadable, match="lost"):
        named_by(text)


@given(st.integers(min_value=10_000, max_value=2**53))
def test_only_floats_of_whole_numbers_meet(number: int) -> None:
    """A number and its float have one name; other texts keep theirs."""
    assert named_by(f"{number}.0") == named_by(str(number)) == str(number)
    assert named_by(f"{number}.00") == f"{number}.00"
