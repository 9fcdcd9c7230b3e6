"""Rows that cannot be accepted: alone, with a reason, kept once, and replayable."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from loaders.load import load
from loaders.mapping import read_mapping
from loaders.rejects import list_rejects, replay
from tests.graph.loaders.worlds import SECRET, observed, write

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

CSV = """
format: csv
source: {name: shop, kind: store, owner: sales}
identifiers:
  - {column: card, namespace: card}
touchpoint: {id: id, type: {value: sale}, time: at, text: note}
types: {sale: {owner: sales}}
"""
JSONL = CSV.replace("csv", "jsonl")
GOOD = b"1,2024-01-01T10:00:00Z,c1,fine"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b",2024-01-01T10:00:00Z,c1,x", "no event id"),
        (b"2,,c1,x", "no time"),
        (b"2,yesterday,c1,x", "time 'yesterday': no ISO 8601 time"),
        (b"2,2024-01-01T10:00:00,c1,x", "a time without a zone"),
        (b"2,2024-01-01T10:00:00Z,c1,M\xfcller", "broken encoding"),
        (b"2,2024-01-01T10:00:00Z,c1," + b"x" * 1_000_000, "a field of 1,000,000 characters"),
        (b"2,2024-01-01T10:00:00Z,c1", "3 columns instead of 4"),
        (b'2,2024-01-01T10:00:00Z,c1,"never closed', "columns instead of 4|not separated values"),
        (b'2,2024-01-01T10:00:00Z,c1,"a"b', "not separated values"),
        (b"x" * 1_001 + b",2024-01-01T10:00:00Z,c1,x", "longer than 1,000 characters"),
    ],
)
def test_a_bad_line_is_rejected_alone(graph: Graph, tmp_path: Path, line: bytes, reason: str) -> None:
    """One bad line between good ones costs only itself, and is kept once, with its line number."""
    mapping = read_mapping(write(tmp_path, "shop/sales.yaml", CSV))
    file = write(tmp_path, "sales.csv", b"\n".join([b"id,at,card,note", GOOD, line, b"3" + GOOD[1:], b"4" + GOOD[1:], b""]))
    for _ in range(2):
        (outcome,) = load(graph, mapping, [file], key=SECRET)
        assert (outcome.read, outcome.new + outcome.repeated, outcome.rejected) == (4, 3, 1)
    (reject,) = list_rejects(graph)
    assert (reject.source, reject.line, reject.state) == ("shop", 3, "open")
    assert re.search(reason, reject.reason)


@pytest.mark.parametrize("line", ["{", "[1]", "7", '{"id": 2}', '{"id": 2, "at": "2024-01-01T10:00:00Z", "note": "' + "x" * 1_000_000 + '"}'])
def test_a_bad_line_of_json_is_rejected_alone(graph: Graph, tmp_path: Path, line: str) -> None:
    """What is no JSON object, lacks a time or holds a million characters is rejected; the next line is read."""
    mapping = read_mapping(write(tmp_path, "shop/sales.yaml", JSONL))
    file = write(tmp_path, "sales.jsonl", line + '\n{"id": 1, "at": "2024-01-01T10:00:00Z"}\n')
    (outcome,) = load(graph, mapping, [file], key=SECRET)
    assert (outcome.read, outcome.new, outcome.rejected) == (2, 1, 1)


def test_replay_uses_the_present_mapping(graph: Graph, tmp_path: Path) -> None:
    """Once the mapping is mended, replaying accepts what it can now read, and only that."""
    path = write(tmp_path, "shop/sales.yaml", CSV)
    lines = [b"id,at,card,note", b"1,2024-01-01T10:00:00,c1,x", b"2,2024-01-01T10:00:00Z,c1,M\xfcller", b",2024-01-01T10:00:00Z,c1,x", b""]
    load(graph, read_mapping(path), [write(tmp_path, "sales.csv", b"\n".join(lines))], key=SECRET)
    write(tmp_path, "shop/sales.yaml", CSV + "timezone: Europe/Berlin\nencoding: latin-1\n")
    (outcome,) = replay(graph, key=SECRET)
    assert (outcome.read, outcome.new, outcome.rejected) == (3, 2, 1)
    assert [(each.line, each.reason, each.state) for each in list_rejects(graph)] == [
        (2, "time '2024-01-01T10:00:00': a time without a zone; give the mapping a `timezone`", "replayed"),
        (3, "broken encoding: byte 28 is no utf-8", "replayed"),
        (4, "no event id", "open"),
    ]
    with graph.driver.session() as session:
        texts = session.run("MATCH (t:Touchpoint) RETURN t.text AS text, toString(t.at) AS at ORDER BY t.id").values()
    assert texts == [["x", "2024-01-01T09:00:00Z"], ["Müller", "2024-01-01T10:00:00Z"]]
    (again,) = replay(graph, key=SECRET)
    assert (again.read, again.rejected) == (1, 1)


def test_an_unreadable_value_is_set_aside_and_the_row_accepted(graph: Graph, tmp_path: Path) -> None:
    """Its raw value and reason are kept once; the touchpoint is there without it."""
    mapping = read_mapping(write(tmp_path, "shop/sales.yaml", CSV.replace("card, namespace: card", "card, namespace: email") + ""))
    file = write(tmp_path, "sales.csv", "id,at,card,note\n1,2024-01-01T10:00:00Z,not an address,x\n")
    for _ in range(2):
        (outcome,) = load(graph, mapping, [file], key=SECRET)
        assert (outcome.rejected, outcome.set_aside) == (0, 1)
    with graph.driver.session() as session:
        rows = session.run("MATCH (a:SetAside) RETURN a.record AS r, a.field AS f, a.raw AS raw, a.reason AS why").values()
    assert [row[:3] for row in rows] == [["shop:1", "card", "not an address"]]
    assert "no e-mail address" in rows[0][3]


REPLAYED = """
format: {form}
source: {{name: shop, kind: store, owner: sales}}
touchpoint: {{id: id, type: {{value: sale}}, time: at, product: {product}}}
types: {{sale: {{owner: sales}}}}
"""
FORMS = ["csv", "tsv", "separator", "utf-16", "group", "jsonl", "json", "each", "parquet", "xlsx"]


def rejected_file(folder: Path, form: str) -> tuple[str, Path]:
    """A mapping without a time zone, and a file of two rows whose times have none."""
    lines = [["id", "at", "sku"], ["1", "2024-01-01T10:00:00", "A"], ["2", "2024-02-01T10:00:00", "Ä, b"]]
    objects = [dict(zip(lines[0], each, strict=True)) for each in lines[1:]]
    kind = "csv" if form in ("separator", "utf-16", "group") else "jsonl" if form == "each" else form
    mapping = REPLAYED.format(form=kind, product={"group": "lines.*.sku", "each": "items.sku"}.get(form, "sku"))
    mapping += {"utf-16": "encoding: utf-16\n", "group": "group: [id]\n", "each": "each: items\n"}.get(form, "")
    path = folder / f"rows.{kind}"
    if kind in ("csv", "tsv"):
        mark = {"tsv": "\t", "separator": ";"}.get(form, ",")
        more = [["2", "", "C"]] if form == "group" else []
        text = "\r\n".join(mark.join(f'"{cell}"' for cell in each) for each in [*lines, *more])
        path.write_bytes(("sep=;\n" * (form == "separator") + text).encode("utf-16" if form == "utf-16" else "utf-8"))
    elif kind == "parquet":
        table = pa.table({"id": [1, 2], "at": [datetime.fromisoformat(each["at"]) for each in objects], "sku": [b"A", "Ä, b".encode()]})
        parquet.write_table(table, path)
    elif kind == "xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for each in [lines[0], *([int(one), datetime.fromisoformat(at), sku] for one, at, sku in lines[1:])]:
            sheet.append(each)
        book.save(path)
    elif form == "each":
        path.write_text("\n".join(json.dumps({**each, "items": [{"sku": each["sku"]}]}) for each in objects), encoding="utf-8")
    else:
        path.write_text(json.dumps(objects, indent=1) if kind == "json" else "\n".join(map(json.dumps, objects)), encoding="utf-8")
    return mapping, path


@pytest.mark.parametrize("form", FORMS)
def test_a_reject_of_every_format_is_replayed(graph: Graph, tmp_path: Path, form: str) -> None:
    """Once the mapping has a zone, the rejects give the touchpoints that the file gives."""
    text, file = rejected_file(tmp_path, form)
    mapping = write(tmp_path, "shop/sales.yaml", text)
    (outcome,) = load(graph, read_mapping(mapping), [file], key=SECRET)
    assert (outcome.read, outcome.rejected) == (2, 2)
    write(tmp_path, "shop/sales.yaml", text + "timezone: Europe/Berlin\n")
    (outcome,) = replay(graph, key=SECRET)
    assert (outcome.read, outcome.new) == (2, 2)
    replayed = observed(graph)
    (outcome,) = load(graph, read_mapping(mapping), [file], key=SECRET)
    assert (outcome.repeated, observed(graph)) == (2, replayed)
    with graph.driver.session() as session:
        found = session.run("MATCH (t:Touchpoint) RETURN t.key, toString(t.at), t.product, t.products ORDER BY t.key").values()
    assert found == [["1", "2024-01-01T09:00:00Z", "A", None], ["2", "2024-02-01T09:00:00Z", "Ä, b", ["Ä, b", "C"] if form == "group" else None]]
