"""JSON is read with every digit of its numbers, line by line or as one list."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from loaders.readers import Damaged
from loaders.reading.arrays import read_array
from loaders.reading.objects import read_object
from tests.unit.loaders.reading.test_lines import Dripping
from tests.unit.loaders.reading.worlds import file, mapping, rows, until_damage

if TYPE_CHECKING:
    from pathlib import Path

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.dictionaries(st.text(max_size=3), JSON, max_size=3)


@given(st.integers(), st.integers(min_value=2**62, max_value=2**80))
def test_whole_numbers_keep_their_digits(one: int, other: int) -> None:
    """However long they are, and also where they are written as fractions or within lists."""
    found = read_object(1, f'{{"a": {one}, "b": [{{"c": {other}}}], "d": {other}.0}}').row
    assert found == {"a": one, "b": [{"c": other}], "d": other}


@pytest.mark.parametrize(("text", "wanted"), [("1e16", 1e16), ("2E+20", 2e20), ("-3e300", -3e300), ("4.0e17", 4e17), ("5.0", 5.0)])
def test_a_number_with_an_exponent_is_a_number(text: str, wanted: float) -> None:
    """A great number in one field costs no row."""
    assert read_object(1, f'{{"id": "1", "spent": {text}}}').row == {"id": "1", "spent": wanted}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 300 + "]" * 300, "no JSON object"),
        ('{"a":' + "[" * 900 + "]" * 900 + "}", "nested deeper|no JSON"),
        ('{"a": NaN}', "no JSON"),
        ('{"a": ' + "9" * 5_000 + "}", "no JSON"),
        ('{"a": "\\ud800"}', "no JSON"),
    ],
)
def test_what_is_no_row_says_why(text: str, reason: str) -> None:
    """Numbers without end, nesting without end and halves of characters are reasons, not faults of the program."""
    import re

    entry = read_object(1, text)
    assert entry.row is None
    assert re.search(reason, entry.reason)


@given(
    st.lists(OBJECTS, max_size=6), st.sampled_from(["utf-8", "utf-16", "utf-32-be"]), st.integers(1, 40), st.sampled_from([None, 2]), st.booleans()
)
def test_any_list_is_its_objects(objects: list[dict[str, object]], encoding: str, size: int, indent: int | None, deep: bool) -> None:  # noqa: FBT001
    """However it is laid out and in whatever blocks it comes; at the top, or where `rows` leads."""
    whole = {"other": [{"rows": [1]}], "rows": "no", "data": {"x": {"orders": 1}, "orders": objects}, "z": 1} if deep else objects
    content = json.dumps(whole, indent=indent, ensure_ascii=False).encode(encoding)
    found = list(read_array(Dripping(content, size), encoding, "data.orders" if deep else None, "x"))
    assert [each.row for each in found] == objects
    assert all(json.loads(each.raw) == each.row for each in found)


def test_an_element_that_is_no_json_costs_itself(tmp_path: Path) -> None:
    """The elements around it are read, with the lines they begin on; broken bytes cost one too."""
    content = b'[\n {"id": 1},\n {"id": 2,, "x": [}]},\n {"id": "\xff"},\n 5,\n {"id": 6}\n]\n'
    found = list(read_array(io.BytesIO(content), "utf-8", None, "x"))
    assert [(each.line, each.row) for each in found] == [(2, {"id": 1}), (3, None), (4, None), (5, None), (6, {"id": 6})]
    assert found[2].broken == b'{"id": "\xff"}'
    assert rows(mapping(tmp_path, "format: json\n"), file(tmp_path, "[]")) == []


def test_a_quote_that_is_forgotten_costs_its_element() -> None:
    """No text of JSON goes over the end of a line, so the next line is read as if nothing had been."""
    content = '[{"id": 1},\n{"id": "2},\n{"id": "3"x"},\n{"id": "\\\\", "x": "[\\""},\n{"id": 5}]'
    for size in (1, 7, 1_000):
        found = [each.row for each in read_array(Dripping(content.encode(), size), "utf-8", None, "x")]
        assert found == [{"id": 1}, None, None, {"id": "\\", "x": '["'}, {"id": 5}]


@pytest.mark.parametrize(
    ("rows_at", "content", "message"),
    [
        ("", '{"id": 1}\n{"id": 2}', "At the top of .* stands no list; .*`format: jsonl`"),
        ("rows: data\n", '{"date": []}', "There is no list 'data'"),
        ("rows: data\n", '{"data": {"a": []}}', "At 'data' of .* stands no list"),
        ("rows: data.a\n", '{"data": []}', "There is no list 'data.a'"),
    ],
)
def test_where_no_list_stands_is_said(tmp_path: Path, rows_at: str, content: str, message: str) -> None:
    """The message names the way that was asked for, and how to name another."""
    with pytest.raises(BadInput, match=message):
        rows(mapping(tmp_path, f"format: json\n{rows_at}"), file(tmp_path, content))


def test_a_list_that_does_not_end_keeps_what_came_before(tmp_path: Path) -> None:
    """The element that the end cuts through is none."""
    found, said = until_damage(mapping(tmp_path, "format: json\n"), file(tmp_path, '[{"id": 1}, {"id": 2}, {"id": 3'))
    assert [each.row for each in found] == [{"id": 1}, {"id": 2}]
    assert "ends within its list" in said


@pytest.mark.parametrize(
    ("rows_at", "content", "said"),
    [
        ("", '[{"id": 1}]\n\n[{"id": 2}]', r"goes on after its list, with '\[' after line 1"),
        ("", '[{"id": 1}]; x', "goes on after its list, with ';'"),
        ("rows: a.b\n", '{"a": {"b": [{"id": 1}], "c": {"d": [2]}}}{"a": {"b": [{"id": 2}]}}', r"goes on after its list, with '\{'"),
        ("rows: a.b\n", '{"a": {"b": [{"id": 1}], "c": {', "ends within the object that holds its list"),
        ("rows: a.b\n", '{"a": {"b": [{"id": 1}], "c": "]"}, "d": {"b": [3]}}\n', ""),
        ("", '[{"id": 1}] \n\t', ""),
    ],
)
def test_what_follows_a_list_is_not_lost(tmp_path: Path, rows_at: str, content: str, said: str) -> None:
    """Two lists in one file are no whole file: the rows of the first are read, and the file is said to be damaged."""
    import re

    found, damage = until_damage(mapping(tmp_path, f"format: json\n{rows_at}"), file(tmp_path, content))
    assert [each.row for each in found] == [{"id": 1}]
    assert bool(damage) == bool(said)
    assert re.search(said, damage)


def test_memory_does_not_grow_with_the_list() -> None:
    """Thirty times the elements need no more memory."""
    peaks = []
    for size in (2_000, 60_000):
        content = io.BytesIO(b"[" + b",".join(b'{"id": %d, "name": "x"}' % each for each in range(size)) + b"]")
        tracemalloc.start()
        assert sum(1 for _ in read_array(content, "utf-8", None, "x")) == size
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_a_quote_that_is_never_closed_ends_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text without end does not fill the memory."""
    monkeypatch.setattr("loaders.reading.arrays.LONGEST_LINE", 1_000)
    content = b'[{"id": 1}, {"id": "' + b"x" * 5_000
    with pytest.raises(Damaged, match="a quote that is not closed"):
        list(read_array(Dripping(content, 100), "utf-8", None, "x"))
