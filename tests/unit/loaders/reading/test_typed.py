"""Parquet and workbooks: values arrive as what they are, and what is spelled for a reject comes back the same."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from app.errors import BadInput
from loaders.readers import read_again, read_file
from loaders.reading.typed import respelled, typed_entry
from loaders.rows import RowReader
from tests.unit.loaders.reading.worlds import file, mapping, rows

if TYPE_CHECKING:
    from pathlib import Path

TYPED = """
source: {name: a, kind: b, owner: c}
timezone: UTC
record: {key: id, time: {column: at, format: "%d.%m.%Y"}, traits: {birthDate: {column: born, type: date, format: "%d.%m.%Y"}}}
"""


def write(path: Path, table: list[list[Any]], sheet: str = "Orders") -> Path:
    """A workbook of two sheets, of which the first is called `sheet`."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = sheet
    for each in table:
        first.append(each)
    book.create_sheet("Notes").append(["id", "name"])
    book.save(path)
    return path


def test_a_workbook(tmp_path: Path) -> None:
    """Numbers are numbers and dates are dates; blank rows are left out; the first sheet is read, or the one that is named."""
    when, day = datetime(2024, 2, 3, 4, 5, 6), date(2001, 2, 3)  # noqa: DTZ001 - a cell has no zone
    path = write(tmp_path / "w.xlsx", [[], ["id", " name "], [1001.0, when], [None, None], [2.5, day], [12345678901234567890, "'+49"]])
    assert rows(mapping(tmp_path, "format: xlsx\n"), path) == [
        {"id": 1001, "name": when},
        {"id": 2.5, "name": day},
        {"id": "1.23456789012346E+19", "name": "'+49"},
    ]
    assert [each.line for each in read_file(mapping(tmp_path, "format: xlsx\n"), path)] == [3, 5, 6]
    assert rows(mapping(tmp_path, "format: xlsx\nsheet: Notes\n"), path) == []
    with pytest.raises(BadInput, match=r"There is no sheet 'Other' in .*; it has Orders, Notes\."):
        rows(mapping(tmp_path, "format: xlsx\nsheet: Other\n"), path)
    with pytest.raises(BadInput, match="is no workbook"):
        rows(mapping(tmp_path, "format: xlsx\n"), file(tmp_path, "id,name\n", "text.xlsx"))
    with pytest.raises(BadInput, match="there is no column 'name'"):
        rows(mapping(tmp_path, "format: xlsx\n"), write(tmp_path / "v.xlsx", [["id"], [1]]))


def test_a_date_is_a_date_whatever_the_format(tmp_path: Path) -> None:
    """A format is for text; a cell that is a date needs none."""
    moment, day = datetime(2024, 2, 3, 4, 5), datetime(2001, 2, 3)  # noqa: DTZ001 - a cell has no zone
    path = write(tmp_path / "w.xlsx", [["id", "at", "born"], [7, moment, day], [8, "03.02.2024", "03.02.2001"]])
    described = mapping(tmp_path, "format: xlsx\n", TYPED)
    reader = RowReader(described, secret=b"")
    found = [reader.read(each.row, "a", str).record for each in read_file(described, path) if each.row is not None]
    assert [each and (each.key, each.traits) for each in found] == [("7", {"birthDate": "2001-02-03"}), ("8", {"birthDate": "2001-02-03"})]
    assert [each and each.at for each in found] == [
        int(moment.replace(tzinfo=UTC).timestamp() * 1_000_000),
        int(datetime(2024, 2, 3, tzinfo=UTC).timestamp() * 1_000_000),
    ]


def test_bytes_of_parquet_are_text(tmp_path: Path) -> None:
    """Text without its mark is decoded, nested too; what is no text rejects its row, but only in a column that is asked for."""
    table = pa.table({
        "id": pa.array([b"1", b"\xff", b"3"], pa.binary()),
        "name": pa.array([[b"a"], [b"b"], [b"\xfe"]], pa.list_(pa.binary())),
        "photo": pa.array([b"\xff\xd8"] * 3, pa.binary(2)),
    })  # fmt: skip
    path = tmp_path / "rows.parquet"
    parquet.write_table(table, path)
    described = mapping(tmp_path, "format: parquet\n")
    first, second, third = read_file(described, path)
    assert first.row == {"id": "1", "name": ["a"], "photo": {"$bytes": "ffd8"}}
    assert (second.row, second.reason) == (None, "column id: bytes that are no utf-8")
    assert (third.row, third.reason) == (None, "column name: bytes that are no utf-8")
    (again,) = read_again(mapping(tmp_path, "format: parquet\nencoding: latin-1\n"), second.raw, None, ())
    assert again.row == {"id": "ÿ", "name": ["b"], "photo": "ÿØ"}
    assert read_again(described, second.raw, None, ())[0].reason == second.reason


def test_bytes_of_a_dictionary_are_text(tmp_path: Path) -> None:
    """Values that a writer has numbered are decoded like any others."""
    path = tmp_path / "rows.parquet"
    parquet.write_table(pa.table({"id": pa.array([b"1", b"\xff", b"1"]).dictionary_encode(), "name": ["a", "b", "c"]}), path)
    found = rows(mapping(tmp_path, "format: parquet\n"), path)
    assert found == [{"id": "1", "name": "a"}, "column id: bytes that are no utf-8", {"id": "1", "name": "c"}]


def test_a_time_beyond_the_calendar_rejects_its_row_alone(tmp_path: Path) -> None:
    """Whether or not its column is asked for, the rows around it are read."""
    far = [0, 2**62, -(2**62)]
    day = pa.array([0, 0, 2**30], pa.date32())
    table = pa.table({"id": ["1", "2", "3"], "name": ["a", "b", "c"], "at": pa.array(far, pa.timestamp("us")), "day": day})
    path = tmp_path / "rows.parquet"
    parquet.write_table(table, path)
    found = rows(mapping(tmp_path, "format: parquet\n"), path)
    assert [isinstance(each, dict) for each in found] == [True, True, True]
    found = rows(mapping(tmp_path, "format: parquet\n", "source: {name: a, kind: b, owner: c}\nrecord: {key: id, time: at}\n"), path)
    assert isinstance(found[0], dict)
    assert all("beyond the calendar" in str(each) for each in found[1:])


SAID = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["2024-01-01", "2024-01-01T10:00:00", "2024-01-01T10:00:00Z", "2024-13-01"])
    | st.datetimes()
    | st.datetimes(timezones=st.just(UTC))
    | st.dates()
    | st.binary(max_size=3)
)


@given(st.dictionaries(st.text("ab", max_size=2), SAID | st.lists(SAID, max_size=2), max_size=3))
def test_what_is_spelled_comes_back(row: dict[str, object]) -> None:
    """A row that was kept as text gives the same facts when it is tried again: equal values, or texts that are spelled alike."""
    entry = typed_entry(1, row, frozenset(), "utf-8")
    again = respelled(1, entry.raw, frozenset(), "utf-8")
    assert entry.row is not None
    assert again.row is not None
    assert again.raw == entry.raw
    assert as_text(dict(again.row)) == as_text(dict(entry.row))


def as_text(value: object) -> object:
    """A value with its times spelled as the loaders spell them."""
    if isinstance(value, dict):
        return {name: as_text(each) for name, each in value.items()}
    if isinstance(value, list):
        return [as_text(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
