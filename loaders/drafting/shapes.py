"""Shapes: what values look like, counted, by the same readers that a load uses wherever there is one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import phonenumbers

from loaders.cells import Cell
from loaders.countries import known_country
from loaders.times import Unreadable, time_reader
from loaders.values import BadValue, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_EMAIL = re.compile(r"[^@\s;,<>]+@[^@\s;,<>]+\.[^@\s;,<>.]{2,}")
_HEX = re.compile(r"[0-9a-fA-F]+")
_DIGITS = re.compile(r"\d+")
_PHONE = re.compile(r"'?\+?[\d\s()/.\-]{6,24}(?:\s*(?:x|ext\.?)\s*\d+)?", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_WORD = re.compile(r"[^\W\d][\w .:/\-]{0,40}")
_LONG_NUMBER = re.compile(r"\d{4}")
_FEWEST_DIGITS = 6
_flag = value_of(Cell(line=0, columns=("x",), kind="flag"), None)
HASHES = {64: "sha256", 40: "sha1", 32: "md5"}
MOST = 0.9
"""The share of values from which a column is of a shape."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many values have a shape."""

    count: int
    of: int

    @property
    def part(self) -> float:
        """As a number from 0 to 1."""
        return self.count / self.of if self.of else 0.0

    def __str__(self) -> str:
        return f"{self.count:,} of {self.of:,}"


def share(values: Sequence[str], fits: Callable[[str], object]) -> Share:
    """How many of the values fit."""
    return Share(sum(bool(fits(each)) for each in values), len(values))


def is_email(text: str) -> bool:
    """Whether it looks like one e-mail address."""
    return bool(_EMAIL.fullmatch(text.strip("<> ")))


def is_emails(text: str) -> bool:
    """Whether it looks like several e-mail addresses parted by semicolons."""
    parts = [each.strip() for each in text.split(";") if each.strip()]
    return bool(parts) and all(map(is_email, parts))


def hash_of(text: str) -> str | None:
    """The digest that this looks like, by its length."""
    return HASHES.get(len(text)) if _HEX.fullmatch(text) and not text.isdigit() else None


def is_phone(text: str) -> bool:
    """Whether it looks like a telephone number: digits with the signs that people put between them."""
    return bool(_PHONE.fullmatch(text)) and len(_DIGITS.findall(text)) > 0 and sum(map(str.isdigit, text)) >= _FEWEST_DIGITS


def is_uuid(text: str) -> bool:
    """Whether it is a UUID."""
    return bool(_UUID.fullmatch(text))


def is_flag(text: str) -> bool:
    """Whether a load would read it as yes or no."""
    try:
        return _flag({"x": text}) is not None
    except BadValue:
        return False


def is_word(text: str) -> bool:
    """Whether it is a word or two that name a kind of thing, and nothing that could name a person's things."""
    return bool(_WORD.fullmatch(text)) and not _LONG_NUMBER.search(text) and "@" not in text


def regions(values: Sequence[str]) -> Counter[str]:
    """The countries of the numbers that begin with +."""
    found: Counter[str] = Counter()
    for each in values:
        text = each.lstrip("'")
        if text.startswith("+"):
            try:
                region = phonenumbers.region_code_for_number(phonenumbers.parse(text))
            except phonenumbers.NumberParseException:
                continue
            if region:
                found[region] += 1
    return found


def is_country(text: str) -> bool:
    """Whether it names a country, by code or in any language."""
    return known_country(text) is not None


def countries(values: Sequence[str]) -> Counter[str]:
    """The countries that the values name."""
    return Counter(found for each in values if (found := known_country(each)))


def read_times(values: Sequence[str], *, formats: tuple[str, ...] = (), unit: str | None = None, zone: str | None = "UTC") -> Share:
    """How many values a load would read as times by these options."""
    read = time_reader(Cell(line=0, columns=("x",), formats=formats, unit=unit, kind="time"), zone)

    def fits(text: str) -> bool:
        try:
            read(text)
        except (Unreadable, ValueError, OverflowError):
            return False
        return True

    return share(values, fits)
