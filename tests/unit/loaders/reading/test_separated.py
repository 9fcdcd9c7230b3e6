"""Separated values are read as spreadsheets and exports write them."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.errors import BadInput
from tests.unit.loaders.reading.worlds import BODY, file, mapping, rows

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=6)


@given(
    st.lists(st.tuples(CELLS, CELLS), max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_what_csv_writes_is_read(table: list[tuple[str, str]], delimiter: str, quoting: int, end: str, encoding: str) -> None:
    """Any table, by any delimiter, quoting, line end and encoding, reads back equal, but for blanks before a cell."""
    # Before Python 3.13 the writer put a break into quotes only where its own lines end with it: such a file has two readings.
    assume(quoting == csv.QUOTE_ALL or not any(set(cell) & (set("\r\n") - set(end)) for row in table for cell in row))
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerows([("id", "name"), *table])
    with tempfile.TemporaryDirectory() as folder:
        described = mapping(Path(folder), f"format: csv\ndelimiter: {delimiter!r}\nencoding: {encoding}\n".replace("'\\t'", '"\\t"'))
        found = rows(described, file(Path(folder), text.getvalue().encode(encoding)))
    trimmed = [{"id": one.lstrip(" "), "name": other.lstrip(" ")} for one, other in table]
    assert [{name: str(each).lstrip(" ") for name, each in row.items()} for row in found if isinstance(row, dict)] == trimmed


@pytest.mark.parametrize(
    ("options", "content", "wanted"),
    [
        ("", 'id, name\n"1", "Lee, Jr"\n', {"id": "1", "name": "Lee, Jr"}),
        ("", '1, "Best" shop\n', {"id": "1", "name": ' "Best" shop'}),
        ("escape: '\\'\n", 'id,name\n1,"Ann \\"Ace\\" Lee"\n', {"id": "1", "name": 'Ann "Ace" Lee'}),
        ("", "sep=;\nid;name\n1;Bo\n", {"id": "1", "name": "Bo"}),
        ("delimiter: ';'\n", '"sep=;"\r\nid;name\r\n1;Bo\r\n', {"id": "1", "name": "Bo"}),
        ("", "\n  \nid,name\n1,Bo\n", {"id": "1", "name": "Bo"}),
        ("", " id ,\u00a0name\n1,Bo\n", {"id": "1", "name": "Bo"}),
        ("delimiter: ' '\n", "id name\n1 Bo\n", {"id": "1", "name": "Bo"}),
        ("", 'id,name\n1,"Bo\rLee"\n', {"id": "1", "name": "Bo\rLee"}),
        ("escape: '\\'\n", "id,name\n\\N,\\N\n", {"id": "\\N", "name": "\\N"}),
        ("escape: '\\'\n", 'id,name\n"\\N","\\\\N"\n', {"id": "\\N", "name": "\\N"}),
        ("escape: '\\'\n", 'id,name\n1,"two\\nlines, \\\\new"\n', {"id": "1", "name": "two\nlines, \\new"}),
        ("escape: '\\'\n", "id,name\n1,two\\nlines\n", {"id": "1", "name": "two\nlines"}),
        ("escape: '\\'\n", "id,name\n1,two\\\nlines\n", {"id": "1", "name": "two\nlines"}),
        ("escape: '~'\n", "id,name\n~N,a~nb\n", {"id": "~N", "name": "anb"}),
        ("", 'id,name\n"1" , "Lee, Jr" \n', {"id": "1", "name": "Lee, Jr"}),
        ("", '\ufeff\ufeffid,name\u200b\n\ufeff"1","Lee, Jr"\n', {"id": "1", "name": "Lee, Jr"}),
    ],
)
def test_how_exports_write_a_row(tmp_path: Path, options: str, content: str, wanted: dict[str, str]) -> None:
    """Blanks before quotes, escapes, `sep=` lines, blank lines, blanks around names, and line ends within quotes."""
    text = content if "id" in content else f"id,name\n{content}"
    assert rows(mapping(tmp_path, f"format: csv\n{options}"), file(tmp_path, text)) == [wanted]


def test_a_header_line_among_the_rows_is_no_row(tmp_path: Path) -> None:
    """Where exports were put together their header comes again: it is rejected, and what surrounds it is read."""
    described = mapping(tmp_path)
    found = rows(described, file(tmp_path, "\ufeffid,name\n1,Bo\n\ufeffid , name\n2,Cy\nid,Di\n"))
    again = "the header line once more, and no row"
    assert found == [{"id": "1", "name": "Bo"}, again, {"id": "2", "name": "Cy"}, {"id": "id", "name": "Di"}]


def test_rows_that_differ_in_a_column_of_a_double_name_differ(tmp_path: Path) -> None:
    """Of a name that stands twice the last is kept under it, and the others beside it; empty columns without a name add nothing."""
    found = rows(mapping(tmp_path), file(tmp_path, "id,tag,name,tag,,\n1,a,Bo,z,,\n1,b,Bo,z,,\n1,z,Bo,z,,\n"))
    same = {"id": "1", "tag": "z", "name": "Bo", "": ""}
    assert found == [same | {"tag (2)": "a"}, same | {"tag (2)": "b"}, same]


def test_names_are_compared_in_one_form(tmp_path: Path) -> None:
    """A column whose accent is a character of its own is the one that the mapping names, and the other way round."""
    composed, apart = "Stra\u00dfe \u00e9", "Stra\u00dfe e\u0301"
    for said, written in ((composed, apart), (apart, composed)):
        described = mapping(tmp_path, body=BODY.replace("name}", f'"{said}"}}'))
        assert rows(described, file(tmp_path, f"id,{written}\n1,x\n")) == [{"id": "1", composed: "x"}]


@pytest.mark.parametrize(
    ("options", "content", "message"),
    [
        ("", b'id,"name\n1,Bo\n2,Cy\n', r"A quote in the header of .* \(line 1\) is not closed"),
        ("", b'id,"nom\n1,"\n', "its header runs over lines 1 to 2"),
        ("delimiter: ','\n", b"sep=;\nid;name\n", "says 'sep=;' and the mapping `delimiter: ','`"),
        ("", "id,name\n".encode("utf-16-le"), "it looks like `encoding: utf-16`"),
        ("", b"\n\r\n \n", "is empty"),
        ("", b"PK\x03\x04 and more", "is a zip archive or a workbook"),
        ("", b"PAR1 and more", "is Parquet"),
    ],
)
def test_a_header_that_is_none_is_said(tmp_path: Path, options: str, content: bytes, message: str) -> None:
    """What is wrong with the first lines is named, and what to do."""
    with pytest.raises(BadInput, match=message):
        rows(mapping(tmp_path, f"format: csv\n{options}"), file(tmp_path, content))


@pytest.mark.parametrize("content", ["id,name,mail\n1,Bo,b@x.example\n", '{"id": 1, "name": "Bo", "mail": "bo@private.example"}\n'])
def test_a_header_in_one_piece_is_told(tmp_path: Path, content: str) -> None:
    """Where the delimiter is another, or the file no table, the message says what to check, and does not recite the line."""
    described = mapping(tmp_path, "format: csv\ndelimiter: ';'\n")
    with pytest.raises(BadInput, match="is one column: check that it is the right file, and `format` and `delimiter`") as told:
        rows(described, file(tmp_path, content))
    assert "private" not in str(told.value)
