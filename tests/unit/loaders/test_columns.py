"""A column reaches into nested values: by name, place, key, or all elements at once."""

from __future__ import annotations

import pytest

from loaders.cells import Cell
from loaders.columns import getter, without_apostrophe
from loaders.naming import parts_of
from loaders.values import Row, text_of

EVENT: Row = {
    "params": [
        {"key": "page", "value": {"string_value": "/a", "int_value": None}},
        {"key": "visit", "value": {"string_value": None, "int_value": 7}},
        {"key": "member", "value": {"string_value": "gold", "set_timestamp_micros": 5}},
        {"key": "odd", "value": {"x": 1, "y": 2}},
        {"key": "empty", "value": {"string_value": None}},
        {"key": "plain", "value": "p"},
    ],
    "fields": [{"name": "size", "value": "XL"}, {"name": "flat", "string_value": "s"}],
    "map": [("colour", "red")],
    "items": [{"sku": "A", "sizes": [{"s": 1}, {"s": 2}]}, {"sku": ""}, {"sku": "B", "sizes": [{"s": 3}]}, {}],
    "one": {"sku": "C"},
    "a.b": "whole",
    "nom\u00e9": 1,
}


@pytest.mark.parametrize(
    ("column", "wanted"),
    [
        ("params.page", "/a"),
        ("params.visit", 7),
        ("params.visit.int_value", 7),
        ("params.visit.string_value", None),
        ("params.member", "gold"),
        ("params.odd", {"x": 1, "y": 2}),
        ("params.odd.y", 2),
        ("params.empty", None),
        ("params.plain", "p"),
        ("params.absent", None),
        ("params.1.value.int_value", 7),
        ("params.99", None),
        ("fields.size", "XL"),
        ("fields.flat", "s"),
        ("map.colour", "red"),
        ("items.*.sku", ["A", "B"]),
        ("items.*.sizes.*.s", [1, 2, 3]),
        ("items.0.sizes.*.s", [1, 2]),
        ("one.*.sku", ["C"]),
        ("absent.*.sku", None),
        ("a.b", "whole"),
        ("nome\u0301", 1),
    ],
)
def test_a_path_reaches_its_value(column: str, wanted: object) -> None:
    """Also a list of keys and values as analytics exports have it, whose value has a field for each type."""
    assert getter(column)(EVENT) == wanted


def test_all_elements_are_parts_or_one_text() -> None:
    """Where several values may be, each element is one; where one is wanted, they are joined."""
    cell = Cell(line=1, columns=("items.*.sku",), join="+")
    assert parts_of(cell)(EVENT) == ["A", "B"]
    assert text_of(cell)(EVENT) == "A+B"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("'+4930", "+4930"), ("'0012", "0012"), ("'=1", "=1"), ("'@me", "@me"), ("'-5", "-5"), ("'s-Hertogenbosch", "'s-Hertogenbosch"), ("'", "'")],
)
def test_the_apostrophe_of_a_spreadsheet_is_dropped(text: str, wanted: str) -> None:
    """Only where it keeps a number or a formula from being one; one that belongs to a word stays."""
    assert without_apostrophe(text) == wanted
