"""A row states what its mapping says, and what it cannot mean is rejected or set aside with its reason."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.tables import set_aside_lines
from loaders.layout import MappingError
from loaders.mapping import read_mapping
from loaders.outcomes import Outcome
from loaders.rows import RowReader
from loaders.values import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.facts import RowFacts, TouchpointFacts

HEAD = "format: jsonl\nsource: {name: desk, kind: crm, owner: sales}\ntimezone: Europe/Berlin\n"
EVENT = HEAD + """
identifiers:
  - {column: cookie, namespace: cookie}
  - {column: user, namespace: user}
  - {column: policy, namespace: policy}
  - {column: loyalty, namespace: loyalty}
  - {column: hash, namespace: email, hashed: sha256}
touchpoint:
  id: id
  type: type
  time: at
  value: amount
  currency: currency
  text: text
  properties: {score: {column: score, type: number}}
"""
RECORD = HEAD + "record:\n  key: key\n  traits: {familyName: family, country: country}\nidentifiers: [{column: key, namespace: crm}]\n"
ROW = {"id": "e1", "type": "sale", "at": "2026-05-01T10:00:00Z"}


def reader(tmp_path: Path, text: str) -> RowReader:
    """A reader of a mapping given as text."""
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    return RowReader(read_mapping(path), secret=b"secret")


def read(made: RowReader, row: dict[str, object]) -> RowFacts:
    """The facts of a row."""
    return made.read(row, made.source(row), lambda _row: "1")


def event(tmp_path: Path, text: str = EVENT, **values: object) -> tuple[TouchpointFacts, RowFacts]:
    """The touchpoint of an ordinary row with these values, and all its facts."""
    facts = read(reader(tmp_path, text), ROW | values)
    assert facts.touchpoint
    return facts.touchpoint, facts


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("NULL", "no record key"), ("\\N", "no record key"), ("undefined", "no record key"), ("nan", "no record key"), ("#N/A", "no record key"),
        ("\u200b", "no record key"), (float("nan"), "no record key"), (12.5, "fraction"), (float("inf"), "fraction"), (2.0**60, "lost"),
        ("7.5E+12", "lost"), (["a", "b"], "a list or an object"), ({"id": 1}, "a list or an object"),
        ('["A7", "B8"]', "a list or an object"), (' {"id": "A7"}', "a list or an object"), ('="[1]"', "a list or an object"),
    ],
)  # fmt: skip
def test_what_names_no_record_is_rejected(tmp_path: Path, key: object, reason: str) -> None:
    """Rows whose key is no value, a list, or a number that lost digits would fall into one record."""
    with pytest.raises(Refused, match=reason):
        read(reader(tmp_path, RECORD), {"key": key})


@pytest.mark.parametrize(
    ("key", "expected"),
    [(12.0, "12"), ("493055501234.0", "493055501234"), ("12.0", "12.0"), ("\ufeffC-1\u00ad", "C-1"), ("C\u200b-1 ", "C-1"), (7, "7"),
     ('="0042"', "0042"), ('=" 0042 "', "0042"), ('="6"&"7"', '="6"&"7"'), ("{A-7}", "{A-7}"), ("[A7", "[A7")],
)
def test_keys_as_they_are_meant(tmp_path: Path, key: object, expected: str) -> None:
    """A number keeps its digits, what nobody sees goes, and a short text with a point stays apart."""
    facts = read(reader(tmp_path, RECORD), {"key": key})
    assert facts.record
    assert (facts.record.key, facts.record.id) == (expected, f"desk:{expected}")


def test_not_a_number_is_no_value(tmp_path: Path) -> None:
    """NaN in a column of numbers is an empty cell; infinity is one that cannot be read."""
    empty, facts = event(tmp_path, amount=float("nan"), score=float("nan"))
    assert ("value" in empty.properties, "score" in empty.properties, facts.asides) == (False, False, ())
    _, facts = event(tmp_path, amount=float("inf"))
    assert [each.field for each in facts.asides] == ["value"]


def test_identifiers_that_a_spreadsheet_or_program_wrapped(tmp_path: Path) -> None:
    """A formula around digits is dropped, and a list that was written as a text is set aside, not taken for one number."""
    found, facts = event(tmp_path, user='="0042"', cookie='["c1", "c2"]')
    assert [each.key for each, _ in found.carried] == ["user:desk/0042"]
    assert [(each.field, each.reason) for each in facts.asides] == [("cookie", "cookie: a list or an object, where one value is wanted")]


def test_traits_without_a_value_say_nothing(tmp_path: Path) -> None:
    """NULL is no name, but Null is one, and NA is Namibia; joiners stay where scripts need them."""
    made = reader(tmp_path, RECORD)
    rows: list[dict[str, object]] = [{"key": "1", "family": "NULL", "country": "NA"},
    {"key": "2", "family": "Null", "country": "\\N"}, {"key": "3", "family": "می\u200cخواهم\u200b"}]
    found = [facts.record.traits for facts in (read(made, row) for row in rows) if facts.record]
    assert found == [{"country": "NA"}, {"familyName": "Null"}, {"familyName": "می\u200cخواهم"}]


@pytest.mark.parametrize("word", ["NULL", "(not set)", "\\N", "undefined", "n/a", "NaN", ""])
def test_words_for_no_value_are_no_identifiers(tmp_path: Path, word: str) -> None:
    """They are neither kept nor set aside: there was no value."""
    touchpoint, facts = event(tmp_path, cookie=word)
    assert (touchpoint.carried, facts.asides) == ((), ())


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("cookie", "6.1E+11", "lost"), ("user", 2.0**70, "lost"), ("user", 1.5, "fraction"), ("cookie", {"a": 1}, "a list or an object"),
        ("loyalty", "-1", "placeholder"), ("user", "(none)", "placeholder"), ("hash", hashlib.sha256(b"").hexdigest(), "hash of a placeholder"),
        ("hash", hashlib.sha256(b"NULL").hexdigest(), "hash of a placeholder"),
    ],
)  # fmt: skip
def test_identifiers_that_are_nobodys_are_set_aside(tmp_path: Path, column: str, value: object, reason: str) -> None:
    """Each with its reason, in every namespace."""
    facts = read(reader(tmp_path, EVENT), ROW | {column: value})
    touchpoint = facts.touchpoint
    assert touchpoint
    assert touchpoint.carried == ()
    assert [each.field for each in facts.asides] == [column]
    assert reason in facts.asides[0].reason


def test_lists_are_several_identifiers(tmp_path: Path) -> None:
    """Of a list each element is one, without those that are no value."""
    touchpoint, _ = event(tmp_path, cookie=["a1", None, "null", "b2"])
    assert [each.key for each, _ in touchpoint.carried] == ["cookie:a1", "cookie:b2"]


def test_separators_of_codes(tmp_path: Path) -> None:
    """A contract 12-345 is not 123-45; of a loyalty number, whose length is fixed, only letters and digits count."""
    one, _ = event(tmp_path, policy="12–345", loyalty="12-345")
    other, _ = event(tmp_path, policy="123-45", loyalty="123 45")
    assert [each.key for each, _ in one.carried] == ["policy:12-345", "loyalty:12345"]
    assert [each.key for each, _ in other.carried] == ["policy:123-45", "loyalty:12345"]


@pytest.mark.parametrize(
    ("amount", "currency", "expected", "aside"),
    [
        ("8.50", "eur", (8.5, "EUR"), []), (8.125, "EUR", (8.125, "EUR"), []),
        ("€ 8.50", None, (8.5, "EUR"), []), ("8.125", "EUR", (None, "EUR"), ["value"]),
        ("€ 8", "USD", (None, "USD"), ["value"]), ("8", "Taler", (None, None), ["currency", "value"]),
        ("8", None, (8.0, None), []), ("NULL", "EUR", (None, "EUR"), []),
    ],
)  # fmt: skip
def test_money(tmp_path: Path, amount: object, currency: object, expected: tuple[float | None, str | None], aside: list[str]) -> None:
    """Amounts are read with the currency of their row; without a readable one they are set aside, for they would count in another."""
    touchpoint, facts = event(tmp_path, amount=amount, currency=currency)
    assert (touchpoint.properties.get("value"), touchpoint.properties.get("currency")) == expected
    assert [each.field for each in facts.asides] == aside


def test_the_decimal_sign_of_a_mapping_and_of_a_cell(tmp_path: Path) -> None:
    """The cell's own counts before the mapping's; numbers that came as numbers need none."""
    text = EVENT.replace("properties: {score: {column: score, type: number}}", 'properties: {score: {column: score, type: number, decimal: "."}}')
    touchpoint, _ = event(tmp_path, f'decimal: ","\n{text}', amount="2.345", score="2.345")
    assert (touchpoint.properties["value"], touchpoint.properties["score"]) == (2345, 2.345)
    with pytest.raises(MappingError, match="use one of"):
        event(tmp_path, f'decimal: "x"\n{text}')


@pytest.mark.parametrize(
    "text",
    [EVENT.replace("currency: currency", "currency: {value: Taler}"), EVENT.replace("id: id", "id: {column: [a, b], join: ''}")],
)
def test_a_mapping_is_checked_for_money_and_keys(tmp_path: Path, text: str) -> None:
    """A word that is no currency and a key whose columns nothing parts are mistakes of the mapping."""
    with pytest.raises(MappingError, match="no currency|needs a `join`"):
        reader(tmp_path, text)


PAIR = EVENT.replace("id: id", "id: {column: [shop, receipt], join: '-'}")


PART = st.text(alphabet="1a-\\", min_size=1, max_size=4)


@given(st.lists(st.tuples(PART, PART), min_size=2, max_size=2, unique=True))
def test_other_parts_are_another_event(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]) -> None:
    """The id of several columns says which part is which."""
    folder = tmp_path_factory.mktemp("pair")
    try:
        one, other = (event(folder, PAIR, shop=shop, receipt=receipt)[0].id for shop, receipt in pairs)
    except Refused as error:
        assert re.search("is empty|no event id", str(error))  # noqa: PT017 - the parts may be words for no value
        return
    assert one != other


def test_an_empty_part_rejects_the_row(tmp_path: Path) -> None:
    """Receipt 7 of no shop is not shop 7 without a receipt; without any part there is no event id."""
    with pytest.raises(Refused, match="part 'receipt' of the event id is empty"):
        event(tmp_path, PAIR, shop="7")
    with pytest.raises(Refused, match="no event id"):
        event(tmp_path, PAIR, shop="NULL", receipt="")


def test_what_was_set_aside_is_said_by_field() -> None:
    """How many of each field, with the most frequent reason and an example; a call adds up its batches."""
    total = Outcome("shop")
    for raws in (["1.234", "2.345"], ["abc"]):
        batch = Outcome("shop")
        for raw in raws:
            batch.put_aside("value", raw, "no number" if raw == "abc" else "two ways")
        total.add(batch)
    assert total.set_aside == 3
    assert set_aside_lines([total]) == "shop: 3 values of value set aside, e.g. '1.234': two ways"
