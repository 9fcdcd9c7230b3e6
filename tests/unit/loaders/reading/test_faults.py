"""Whatever is done to a file, it gives rows, rejects, or a sentence about the file: never a fault of the program."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import BadInput
from loaders.parsing import chunks_of
from loaders.readers import read_file
from loaders.rows import RowReader
from tests.unit.loaders.reading.worlds import mapping

BODY = """
source: {name: a, kind: b, owner: c}
timezone: UTC
record: {key: id, time: at, traits: {givenName: name}}
touchpoint: {id: {hash: all}, type: {value: x}, time: at, product: "PRODUCT"}
types: {x: {owner: o}}
"""
OBJECTS = [{"id": 2**70 + n, "name": "Zoé", "at": "2024-01-01", "items": [{"sku": "A"}, {"sku": n}]} for n in range(4)]
TABLE = b"sep=;\r\nid;name;at\r\n" + b"".join(b'%d;"a\r\n""%d";2024-01-01\r\n' % (n, n) for n in range(4))
FILES = {
    "format: csv\n": (TABLE, "name"),
    "format: csv\nencoding: utf-16\n": (TABLE.decode().encode("utf-16"), "name"),
    "format: csv\ngroup: [at]\nescape: '\\'\n": (TABLE, "lines.*.name"),
    "format: jsonl\neach: items\n": ("\n".join(map(json.dumps, OBJECTS)).encode(), "items.sku"),
    "format: json\n": (json.dumps(OBJECTS, indent=1).encode(), "items.*.sku"),
    "format: json\nrows: a.b\n": (json.dumps({"x": "]", "a": {"b": OBJECTS}}).encode(), "items.*.sku"),
}
SIGNS = st.binary(max_size=4) | st.sampled_from([b'"', b"\r", b"\n", b"{", b"]", b"\0"])
EDITS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 30), SIGNS), max_size=3)


@pytest.mark.parametrize("options", FILES)
@settings(max_examples=60, deadline=None)
@given(edits=EDITS, cut=st.none() | st.integers(1, 60))
def test_no_file_is_a_fault_of_the_program(options: str, edits: list[tuple[int, int, bytes]], cut: int | None) -> None:
    """Bytes are taken out and put in, and packed files are cut off."""
    whole, product = FILES[options]
    content = bytearray(whole)
    for place, length, more in edits:
        at = place % (len(content) + 1)
        content[at : at + length] = more
    with tempfile.TemporaryDirectory() as folder:
        described = mapping(Path(folder), options, BODY.replace("PRODUCT", product))
        path = Path(folder, "rows")
        path.write_bytes(gzip.compress(content)[:-cut] if cut else content)
        try:
            for chunk in chunks_of(read_file(described, path), RowReader(described, secret=b""), 3):
                assert all(each.reason for each in chunk.rejected)
        except BadInput as error:
            assert str(path) in str(error)  # noqa: PT017 - either is right
