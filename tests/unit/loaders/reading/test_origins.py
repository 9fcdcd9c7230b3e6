"""Bytes come from files, folders, patterns, standard input and addresses, packed or not, and a damage keeps what came before."""

from __future__ import annotations

import builtins
import gzip
import io
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import fsspec
import pyarrow as pa
import pytest
from pyarrow import parquet

from app.errors import BadInput
from loaders.readers import Damaged, read_file
from loaders.reading.origins import Origin, kept, origins
from tests.unit.loaders.reading.worlds import file, mapping, until_damage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from loaders.mapping import Mapping

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CONTENT = b"id,name\n1,Bo\n2,Cy\n"
IDS = ["1", "2"]
MANY = b"id,name\n" + b"".join(b"%d,%d\n" % (each, each * 7_919 % 100_003) for each in range(40_000))


def ids(described: Mapping, found: list[Origin]) -> list[object]:
    """The ids of all rows of some files."""
    return [each.row["id"] for origin in found for each in read_file(described, origin) if each.row is not None]


@contextmanager
def served(answers: dict[str, tuple[int, bytes, int]]) -> Iterator[str]:
    """A server on this machine: for each path the status, the bytes, and how many bytes it says there are."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body, length = answers[self.path.partition("?")[0]]
            self.send_response(status)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd.compress])
@pytest.mark.parametrize("name", ["rows.csv", "rows.csv.gz", "rows"])
def test_packing_is_recognised_by_content(tmp_path: Path, pack: Callable[[bytes], bytes], name: str) -> None:
    """Whatever the name says, gzip and Zstandard are unpacked and plain files are read as they are."""
    assert ids(mapping(tmp_path), [Origin(str(file(tmp_path, pack(CONTENT), name)))]) == IDS


def test_folders_and_patterns(tmp_path: Path) -> None:
    """Of a folder those files that fit the format are read, by name; of a pattern those it matches."""
    described = mapping(tmp_path)
    inner = tmp_path / "in"
    inner.mkdir()
    for name in ("b.csv", "a.csv.gz", "c.CSV", "d.json", ".hidden.csv", "~$open.csv", "readme.md"):
        file(inner, CONTENT, name)
    assert [each.name for each in origins([inner], described)] == ["a.csv.gz", "b.csv", "c.CSV"]
    assert [each.name for each in origins([f"{inner}/*.csv"], described)] == [".hidden.csv", "b.csv", "~$open.csv"]
    file(inner, CONTENT, "[1].csv")
    assert [each.name for each in origins([inner / "[1].csv"], described)] == ["[1].csv"]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("none.csv", "There is no file"),
        ("*.xlsx", "No file of .* fits"),
        ("", "No file of .* fits"),
        ("nothing://there/x.csv", "is no address that can be read"),
        ("memory://nowhere/*.csv", "No file of memory://"),
    ],
)
def test_a_place_that_names_no_file_is_said(tmp_path: Path, place: str, message: str) -> None:
    """Before anything is loaded, with what to do."""
    described = mapping(tmp_path)
    with pytest.raises(BadInput, match=message):
        origins([place if "://" in place else tmp_path / place], described)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """Also for a format that is read from its end, and packed."""
    table = io.BytesIO()
    parquet.write_table(pa.table({"id": IDS, "name": ["Bo", "Cy"]}), table)
    content = gzip.compress(table.getvalue() if form == "parquet" else CONTENT)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    described = mapping(tmp_path, f"format: {form}\n")
    (found,) = origins(["-"], described)
    assert found.name == "stdin"
    assert ids(described, [found]) == IDS


def test_addresses(tmp_path: Path) -> None:
    """A file over HTTP, packed, and all of a folder or pattern of a store."""
    described = mapping(tmp_path)
    packed = gzip.compress(CONTENT)
    with served({"/rows.csv": (200, packed, len(packed))}) as address:
        (found,) = origins([f"{address}/rows.csv?day=1"], described)
        assert (found.name, ids(described, [found])) == ("rows.csv", IDS)
    store: Any = fsspec.filesystem("memory")
    store.pipe({"/in/b.csv": CONTENT, "/in/a.csv": CONTENT, "/in/c.json": b"[]"})
    for place in ("memory://in", "memory://in/*.csv"):
        found_there = origins([place], described)
        assert [each.name for each in found_there] == ["a.csv", "b.csv"]
        assert ids(described, found_there) == IDS * 2


@pytest.mark.parametrize("copied", [False, True])
def test_an_address_that_fails_is_a_damage(tmp_path: Path, copied: bool) -> None:  # noqa: FBT001 - a case, not a switch
    """A page that is not there, a server's fault and a connection that breaks off: what arrived is good, also where a copy is made first."""
    described = mapping(tmp_path)
    answers = {"/gone": (404, b"", 0), "/fault": (500, b"", 0), "/cut": (200, MANY[:200_000], len(MANY))}
    with served(answers) as address:
        for path, reason in (("gone", "404"), ("fault", "500"), ("cut", "cannot be read to its end")):
            found = origins([f"{address}/{path}"], described)
            with kept(found) as copies:
                rows, said = _until_damage(described, (copies if copied else found)[0])
            assert rows < 40_000
            assert reason in said


def _until_damage(described: Mapping, origin: Origin) -> tuple[int, str]:
    read = 0
    try:
        for _ in read_file(described, origin):
            read += 1
    except Damaged as error:
        return read, str(error)
    return read, ""


def test_a_missing_package_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the line that installs it."""
    bring = builtins.__import__

    def lacking(name: str, *rest: Any, **more: Any) -> object:
        if name.startswith("fsspec"):
            raise ImportError(name)
        return bring(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(BadInput, match=r"pip install 'fsspec\[s3\]'"):
        origins(["s3://bucket/rows/*.csv"], mapping(tmp_path))


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress])
@pytest.mark.parametrize("how", ["cut", "overwritten"])
def test_a_packed_file_that_is_damaged_keeps_what_came_before(tmp_path: Path, pack: Callable[[bytes], bytes], how: str) -> None:
    """Every row before the damage is whole and right, and the row that it cuts through is none."""
    packed = pack(MANY)
    half = len(packed) * 2 // 3
    content = packed[:half] if how == "cut" else packed[:half] + b"\xff" * 64 + packed[half + 64 :]
    found, said = until_damage(mapping(tmp_path), file(tmp_path, content))
    assert len(found) > 1_000
    assert [dict(each.row or {}) for each in found] == [{"id": str(each), "name": str(each * 7_919 % 100_003)} for each in range(len(found))]
    assert "is damaged" in said


def test_a_broken_row_group_of_parquet_costs_itself(tmp_path: Path) -> None:
    """The other row groups are read, and the message names the broken one."""
    path = tmp_path / "rows.parquet"
    parquet.write_table(pa.table({"id": [str(each) * 9 for each in range(3_000)]}), path, row_group_size=1_000, compression="zstd")
    place = parquet.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    content = bytearray(path.read_bytes())
    content[place : place + 400] = b"\xff" * 400
    path.write_bytes(content)
    found, said = until_damage(mapping(tmp_path, "format: parquet\n", "source: {name: a, kind: b, owner: c}\nrecord: {key: id}\n"), path)
    assert len(found) == 2_000
    assert "row group 2 of 3" in said


def test_a_file_that_vanishes_is_a_damage(tmp_path: Path) -> None:
    """It was there when the call began."""
    path = file(tmp_path, CONTENT)
    (found,) = origins([path], mapping(tmp_path))
    path.unlink()
    with pytest.raises(Damaged, match="There is no file"):
        list(read_file(mapping(tmp_path), found))
