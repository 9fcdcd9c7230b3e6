"""Every format is read row by row, gzipped or not, and a bad line costs only itself."""

from __future__ import annotations

import gzip
import tracemalloc
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from app.errors import BadInput
from loaders.mapping import Mapping, read_mapping
from loaders.parsing import Chunk, Occurrences, ahead, chunks_of
from loaders.readers import read_file
from loaders.rows import RowReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WANTED = [("1", "Ada", "2024-01-01T00:00:00+00:00"), ("2", "Bö\nb", "2024-01-02T00:00:00+00:00")]


def mapping(folder: Path, text: str = "", form: str = "csv", key: str = "id") -> Mapping:
    """A mapping of three columns."""
    path = folder / "m.yaml"
    body = f"source: {{name: a, kind: b, owner: c}}\nrecord: {{key: {key}, time: at, traits: {{givenName: name}}}}\n"
    path.write_text(f"format: {form}\n{body}{text}", encoding="utf-8")
    return read_mapping(path)


def facts(described: Mapping, path: Path) -> list[tuple[str, str | None, str]]:
    """Key, name and time of every accepted row."""
    found = []
    for chunk in chunks_of(read_file(described, path), RowReader(described, secret=b""), 2):
        assert chunk.rejected == []
        for each in chunk.facts:
            assert each.record is not None
            assert each.record.at is not None
            when = datetime.fromtimestamp(each.record.at / 1_000_000, UTC).isoformat()
            found.append((each.record.key, each.record.traits.get("givenName"), when))
    return found


def separated(mark: str) -> bytes:
    """The wanted rows as separated values, with a byte order mark, a blank line and CRLF."""
    lines = [mark.join(("id", "name", "at")), *(mark.join((key, f'"{name}"', at)) for key, name, at in WANTED), ""]
    return b"\xef\xbb\xbf" + "\r\n".join(lines).encode() + b"\r\n"


def objects(rows: list[tuple[str, str, str]]) -> bytes:
    """The wanted rows as lines of JSON, nested."""
    import orjson

    return b"\n".join(orjson.dumps({"user": {"ids": [{"id": int(key)}]}, "name": name, "at": at}) for key, name, at in rows) + b"\n"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("form", ["csv", "tsv", "semicolon", "jsonl", "parquet"])
def test_every_format(tmp_path: Path, form: str, packed: bool) -> None:  # noqa: FBT001 - a case, not a switch
    """CSV, TSV, other delimiters, nested JSON Lines and Parquet, each also gzipped, state the same."""
    path = tmp_path / f"rows.{form}"
    described = mapping(tmp_path, "", "csv" if form == "semicolon" else form)
    if form in ("csv", "semicolon"):
        described = mapping(tmp_path, "delimiter: ';'" if form == "semicolon" else "")
        path.write_bytes(separated(";" if form == "semicolon" else ","))
    elif form == "tsv":
        path.write_bytes(separated("\t"))
    elif form == "jsonl":
        described = mapping(tmp_path, "", form, key="user.ids.0.id")
        path.write_bytes(objects(WANTED))
    else:
        when = [datetime.fromisoformat(each[2]) for each in WANTED]
        parquet.write_table(pa.table({"id": [1.0, 2.0], "name": [each[1] for each in WANTED], "at": when}), path)
    if packed:
        zipped = path.with_name(path.name + ".gz")
        zipped.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        path = zipped
    assert facts(described, path) == WANTED


def test_a_csv_without_a_header(tmp_path: Path) -> None:
    """The mapping may name the columns; another encoding is declared."""
    path = tmp_path / "rows.csv"
    path.write_bytes("1,Jürgen,2024-01-01T00:00:00Z\n".encode("latin-1"))
    described = mapping(tmp_path, "columns: [id, name, at]\nencoding: latin-1\n")
    assert facts(described, path) == [("1", "Jürgen", "2024-01-01T00:00:00+00:00")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.csv", None, "There is no file"),
        ("empty.csv", b"", "is empty"),
        ("other.csv", b"id,name\n", "there is no column 'at'"),
        ("twice.csv", b"id,name,at,id\n", "two columns 'id'"),
        ("latin.csv", b"id,name,at,\xfc\n", "first line of .* is not utf-8"),
        ("cut.csv.gz", gzip.compress(b"id,name,at\n" + b"1,a,2024-01-01T00:00:00Z\n" * 9, mtime=0)[:-9], "is damaged"),
    ],
)
def test_a_file_that_does_not_fit_is_said(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    """A file that is missing, damaged or has other columns ends the load with one sentence."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=message):
        facts(mapping(tmp_path), tmp_path / name)


def test_no_parquet_is_said(tmp_path: Path) -> None:
    """A text file is no Parquet."""
    (tmp_path / "rows.parquet").write_bytes(b"id,name,at\n")
    with pytest.raises(BadInput, match="is no Parquet file"):
        facts(mapping(tmp_path, "", "parquet"), tmp_path / "rows.parquet")


def test_a_quote_that_is_never_closed_costs_one_line(tmp_path: Path) -> None:
    """The rows that the open quote has swallowed are read all the same, and lines keep their numbers."""
    path = tmp_path / "rows.csv"
    good = "{},x,2024-01-01T00:00:00Z\n"
    path.write_text("id,name,at\n" + good.format(1) + '2,"open,2024\n' + "".join(good.format(n) for n in range(3, 2000)), encoding="utf-8")
    described = mapping(tmp_path)
    chunks = list(chunks_of(read_file(described, path), RowReader(described, secret=b""), 10_000))
    assert [each.line for chunk in chunks for each in chunk.rejected] == [3]
    assert [line for chunk in chunks for line in chunk.lines] == [2, *range(4, 2001)]


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=8))
def test_occurrences_tell_equal_rows_apart(rows: list[tuple[str, str]]) -> None:
    """Every row of a file has an id of its own, the same each time the file is read."""

    def ids() -> list[str]:
        occurrences = Occurrences()
        found = [occurrences(dict(zip("ab", row, strict=True))) for row in rows]
        occurrences.close()
        return found

    assert len(set(ids())) == len(rows)
    assert ids() == ids()


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Ten times the rows need no more memory than the rows."""
    described, peaks = mapping(tmp_path), []
    for size in (1_000, 8_000):
        path = tmp_path / f"{size}.csv"
        path.write_text("id,name,at\n" + "".join(f"{n},x,2024-01-01T00:00:00Z\n" for n in range(size)), encoding="utf-8")
        tracemalloc.start()
        for _ in chunks_of(read_file(described, path), RowReader(described, secret=b""), 250):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_an_error_while_parsing_reaches_the_caller() -> None:
    """What goes wrong in the parsing thread is raised where the chunks are used."""

    def broken() -> Iterator[Chunk]:
        yield Chunk()
        raise BadInput("the file ends early")

    found = ahead(broken)
    assert isinstance(next(found), Chunk)
    with pytest.raises(BadInput, match="ends early"):
        next(found)
