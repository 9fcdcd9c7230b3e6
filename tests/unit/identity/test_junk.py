"""Values that are nobody's: the policy and the loaders agree on them."""

from __future__ import annotations

import hashlib
import re

import pytest

from app.identity.policy import parse, read_policy
from loaders.placeholders import HASHES_OF_NOTHING, NOTHING, PLACEHOLDERS, names_nothing

JUNK = read_policy().junk


def typed_junk(value: str) -> bool:
    """Whether a value that people type is junk by word or pattern."""
    return value.casefold() in JUNK.words or any(re.fullmatch(f"(?i){each}", value) for each in (*JUNK.patterns, *JUNK.anywhere))


def test_every_placeholder_of_the_loaders_is_junk_to_the_policy() -> None:
    """One list stands in two rooms that do not import each other: what loaders take for no value joins nobody in a graph that already has it."""
    assert set(JUNK.words) >= PLACEHOLDERS
    assert {each.casefold() for each in NOTHING} <= PLACEHOLDERS
    assert set(JUNK.hashes) >= HASHES_OF_NOTHING


@pytest.mark.parametrize("algorithm", ["sha256", "md5", "sha1"])
@pytest.mark.parametrize("word", ["", "null", "NULL", "Guest", "unbekannt", "UNBEKANNT", "n/a"])
def test_the_hash_of_junk_is_junk(algorithm: str, word: str) -> None:
    """A source that hashes what it has hashes nothing too."""
    assert hashlib.new(algorithm, word.encode()).hexdigest() in JUNK.hashes


@pytest.mark.parametrize(
    "value",
    [
        "noreply@shop.example", "no-reply@shop.example", "test@x.example", "Test1@x.example", "none@none.example", "info@shop.example",
        "postmaster@x.example", "kontakt@laden.example", "a@b.invalid", "keine-mail@x.example", "0000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "Inconnu", "不明",
    ],
)  # fmt: skip
def test_roles_and_fillers_are_junk(value: str) -> None:
    """An address of a role or of a filled-in field stands for nobody."""
    assert typed_junk(value)


@pytest.mark.parametrize(
    "value", ["ada@shop.example", "information.lady@x.example", "testa@x.example", "supportive@x.example", "norep@x.example", "Nulla", "10010"]
)
def test_what_only_looks_alike_is_none(value: str) -> None:
    """A pattern is of the whole value: a name that begins like a role is a name."""
    assert not typed_junk(value)


@pytest.mark.parametrize("word", ["NULL", "null", "Null", "\\N", "undefined", "N/A", "#N/A", "(not set)", "NaN", "None", "(null)", '""', "na"])
def test_words_for_no_value_name_nothing(word: str) -> None:
    """Where something is named, the letter case of such a word does not matter."""
    assert names_nothing(word)


def test_patterns_of_anywhere_are_checked() -> None:
    """They count in every namespace; a broken one is named."""
    assert parse("namespaces: {cookie: {rule: joins, priority: 5}}\njunk: {anywhere: ['0+']}", "p").junk.anywhere == ("0+",)
    with pytest.raises(Exception, match="no regular expression"):
        parse("namespaces: {cookie: {rule: joins, priority: 5}}\njunk: {anywhere: ['(']}", "p")


@pytest.mark.parametrize("algorithm", ["sha256", "md5", "sha1"])
@pytest.mark.parametrize("address", ["test@example.com", "noreply@test.com", "unknown@unknown.com", "Info@Example.com"])
def test_the_hash_of_an_address_that_fills_a_field_is_junk(algorithm: str, address: str) -> None:
    """Who hashes a filler gives everybody one hash, which the patterns cannot see."""
    assert hashlib.new(algorithm, address.lower().encode()).hexdigest() in JUNK.hashes


@pytest.mark.parametrize(
    "value",
    [
        "{00000000-0000-0000-0000-000000000000}", "{{customer_id}}", "${userId}", "%%email%%", "*|EMAIL|*", "[redacted]", "<user-id>", "(redacted)",
        "****-****-****-4711", "5555•••••••4711", "a***@shop.example", "XXXX-XXXX-XXXX-4711", "—", "#valeur!", "Not Found",
    ],
)  # fmt: skip
def test_what_stands_for_any_value_is_junk(value: str) -> None:
    """A template that nobody filled in, a value of which a part is hidden, an error of a spreadsheet."""
    assert value.casefold() in JUNK.words or any(re.fullmatch(f"(?i){each}", value) for each in JUNK.anywhere)


@pytest.mark.parametrize("value", ["{A1-B2}", "[7]", "<ada@shop.example>", "C**7", "XXL-4711", "10%", "f{2}", "(ada)7", "0-1", "xxxx4711"])
def test_what_has_a_value_is_none(value: str) -> None:
    """Brackets, stars and signs within a value make no junk of it."""
    assert value.casefold() not in JUNK.words
    assert not any(re.fullmatch(f"(?i){each}", value) for each in JUNK.anywhere)
