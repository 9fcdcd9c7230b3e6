"""Further touchpoints of one row: a payment that was also refunded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from loaders.layout import MappingError
from loaders.mapping import read_mapping
from loaders.preview import preview

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.facts import RowFacts

MAPPING = """
format: csv
timezone: UTC
source: {name: till, kind: store, owner: sales}
identifiers: [{column: mail, namespace: email}]
touchpoint: {id: no, type: {value: sale}, time: sold, channel: {value: store}, order: no, value: total, currency: {value: EUR}, text: note}
also:
  refund: {time: returned, value: back}
  delivered: {time: arrived, type: {value: delivery}, properties: {by: carrier}}
channels: {store: {kind: store, owner: sales}}
types: {sale: {owner: sales}, refund: {owner: sales, order: 2}, delivery: {owner: sales}}
"""
HEAD = "no,mail,sold,total,note,returned,back,arrived,carrier\n"


def rows(folder: Path, text: str, mapping: str = MAPPING) -> list[RowFacts]:
    """The facts of rows."""
    described, file = folder / "m.yaml", folder / "rows.csv"
    described.write_text(mapping, encoding="utf-8")
    file.write_text(HEAD + text, encoding="utf-8")
    return [facts for _, facts, _ in preview(read_mapping(described), [file], key=b"k", graph=None).rows]


def test_each_moment_is_a_touchpoint_of_its_own(tmp_path: Path) -> None:
    """One row states its sale, refund and delivery, each with its time, value and type, and all by the same person in the same order."""
    (found,) = rows(tmp_path, "7,a@x.example,2025-03-01 10:00,64.90,late,2025-03-09 12:00,20,2025-03-04 09:00,van\n")
    assert [each.id for each in found.touchpoints] == ["till:7", "till:7#refund", "till:7#delivered"]
    assert [(each.properties["type"], each.properties.get("value"), each.properties["order"]) for each in found.touchpoints] == [
        ("sale", 64.9, "7"), ("refund", 20.0, "7"), ("delivery", None, "7"),
    ]  # fmt: skip
    assert [each.properties["sequence"] for each in found.touchpoints] == [0, 2, 0]
    assert ["text" in each.properties for each in found.touchpoints] == [True, False, False]
    assert found.touchpoints[2].properties["by"] == "van"
    assert found.touchpoints[0].at < found.touchpoints[2].at < found.touchpoints[1].at
    assert {each.carried[0][0].key for each in found.touchpoints} == {"email:a@x.example"}


@pytest.mark.parametrize("rest", [",,,", "2025-03-09,0,,", "2025-03-09,0.00,,", ",5,,"])
def test_what_did_not_happen_is_not_stated(tmp_path: Path, rest: str) -> None:
    """Without its time, or with a value of nothing, a row states no refund."""
    (found,) = rows(tmp_path, f"7,a@x.example,2025-03-01 10:00,64.90,,{rest}\n")
    assert [each.id for each in found.touchpoints] == ["till:7"]


def test_what_cannot_be_read_of_it_is_set_aside(tmp_path: Path) -> None:
    """An unreadable time or value of a further touchpoint is set aside with its raw value, and costs neither the row nor its other touchpoints."""
    one, other = rows(tmp_path, "7,,2025-03-01 10:00,64.90,,soon,20,2025-03-04,\n8,,2025-03-01 10:00,64.90,,2025-03-09,much,,\n")
    assert [each.id for each in one.touchpoints] == ["till:7", "till:7#delivered"]
    assert [(each.field, each.raw) for each in one.asides] == [("refund", "soon")]
    assert [each.id for each in other.touchpoints] == ["till:8"]
    assert [(each.field, each.raw) for each in other.asides] == [("value", "much")]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("refund: {time: returned, value: back}", "refund: {text: note}", "needs a `time` or a `value` of its own"),
        ("refund: {time:", "re-fund: {time:", "cannot name a further touchpoint"),
        ("types: {sale: {owner: sales}, refund:", "types: {sale: {owner: sales}, other:", "'refund' is not under `types`"),
        ("id: no,", "id: {occurrences: true},", "needs rows that can be told apart"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, before: str, after: str, message: str) -> None:
    """What is wrong in `also` is said with its line and what would be right."""
    with pytest.raises(MappingError, match=message):
        rows(tmp_path, "", MAPPING.replace(before, after))


def test_a_file_may_lack_what_its_mapping_says(tmp_path: Path) -> None:
    """Columns under `may_lack` are empty where a file has none; one that is read nowhere is a mistake, and any other that is missing stops."""
    described = MAPPING.replace("timezone: UTC", "timezone: UTC\nmay_lack: [carrier, arrived]")
    path, file = tmp_path / "m.yaml", tmp_path / "few.csv"
    path.write_text(described, encoding="utf-8")
    file.write_text("no,mail,sold,total,note,returned,back\n7,a@x.example,2025-03-01,5,,,\n", encoding="utf-8")
    (row,) = preview(read_mapping(path), [file], key=b"k", graph=None).rows
    assert [each.id for each in row[1].touchpoints] == ["till:7"]
    file.write_text("no,mail,sold,note,returned,back\n7,a@x.example,2025-03-01,,,\n", encoding="utf-8")
    with pytest.raises(BadInput, match="there is no column 'total'"):
        preview(read_mapping(path), [file], key=b"k", graph=None)
    with pytest.raises(MappingError, match="'color' is read nowhere"):
        rows(tmp_path, "", described.replace("[carrier,", "[color,"))
