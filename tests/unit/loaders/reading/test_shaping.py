"""Several rows from one, and one from several."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from loaders.readers import read_again, read_file
from loaders.reading import shaping
from loaders.reading.entries import Damaged, Entry
from loaders.reading.shaping import shaped
from tests.unit.loaders.reading.worlds import file, mapping, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SALES = "source: {name: a, kind: b, owner: c}\nrecord: {key: order.lines.sku, traits: {givenName: name}}\n"
GROUPED = "source: {name: a, kind: b, owner: c}\nrecord: {key: id, traits: {givenName: name, x: lines.*.sku}}\n"
ORDERS = 'id,name,sku\n1,Bo,A\n1,,"B\nb"\n2,,C\n,x,D\n1,no,E\n2,Cy,\n'


def test_every_element_becomes_a_row(tmp_path: Path) -> None:
    """It stands where the list stood, with the outer row around it; a row without elements stays one row; each can be tried again alone."""
    lines = [
        '{"name": "Bo", "order": {"no": 1, "lines": [{"sku": "A"}, {"sku": "B"}]}}',
        '{"name": "Cy", "order": {"no": 2, "lines": []}}',
        '{"name": "Di"}',
    ]
    described = mapping(tmp_path, "format: jsonl\neach: order.lines\n", SALES)
    found = list(read_file(described, file(tmp_path, "\n".join(lines))))
    assert [each.row for each in found] == [
        {"name": "Bo", "order": {"no": 1, "lines": {"sku": "A"}}},
        {"name": "Bo", "order": {"no": 1, "lines": {"sku": "B"}}},
        {"name": "Cy", "order": {"no": 2, "lines": None}},
        {"name": "Di"},
    ]
    assert len({each.raw for each in found}) == 4
    for each in found:
        assert [again.row for again in read_again(described, each.raw, None, ())] == [each.row]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_rows_of_one_group_are_one_row(tmp_path: Path, encoding: str) -> None:
    """Wherever they stand: the first value that is not empty counts, and `lines` has them all; it can be tried again."""
    described = mapping(tmp_path, f"format: csv\nencoding: {encoding}\ngroup: [id]\n", GROUPED)
    found = list(read_file(described, file(tmp_path, ORDERS.encode(encoding))))
    assert [each.line for each in found] == [6, 2, 5]
    alone, one, two = (each.row or {} for each in found)
    assert (alone["id"], alone["sku"], "lines" in alone) == ("", "D", False)
    assert (one["id"], one["name"], one["sku"]) == ("1", "Bo", "A")
    assert one["lines"] == [{"id": "1", "name": "Bo", "sku": "A"}, {"id": "1", "name": "", "sku": "B\nb"}, {"id": "1", "name": "no", "sku": "E"}]
    assert (two["name"], two["sku"]) == ("Cy", "C")
    for each in found:
        (again,) = read_again(described, each.raw, None, each.columns)
        assert again.row == each.row


def test_the_order_of_scattered_rows_does_not_matter_to_their_groups(tmp_path: Path) -> None:
    """A thousand rows in any order make the same hundred groups."""
    described = mapping(tmp_path, "format: jsonl\ngroup: [id]\n", GROUPED)
    lines = [f'{{"id": {each % 100}, "name": "n{each % 100}", "sku": "s{each}"}}' for each in range(1_000)]
    random.Random(1).shuffle(lines)
    found = rows(described, file(tmp_path, "\n".join(lines)))
    assert len(found) == 100
    for each in found:
        assert isinstance(each, dict)
        lines_of = each["lines"]
        assert isinstance(lines_of, list)
        assert {line["sku"] for line in lines_of} == {f"s{int(str(each['id'])) + 100 * n}" for n in range(10)}


def test_a_group_without_end_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many rows are one, the others are rejected with their reason."""
    monkeypatch.setattr(shaping, "MOST_LINES", 3)
    found = rows(mapping(tmp_path, "format: csv\ngroup: [id]\n", GROUPED), file(tmp_path, "id,name,sku\n" + "1,a,b\n" * 5))
    assert sum(isinstance(each, dict) for each in found) == 1
    assert [each for each in found if isinstance(each, str)] == ["more than 3 rows of one group"] * 2


def test_a_damage_leaves_out_the_group_it_may_have_cut(tmp_path: Path) -> None:
    """The groups before are whole, as far as the file tells."""
    described = mapping(tmp_path, "format: csv\ngroup: [id]\n", GROUPED)

    def entries() -> Iterator[Entry]:
        for number, key in enumerate("1122"):
            yield Entry(number, "", {"id": key})
        raise Damaged("the file is cut")

    found = shaped(entries(), described)
    assert next(found).row == {"id": "1", "lines": [{"id": "1"}, {"id": "1"}]}
    with pytest.raises(Damaged):
        next(found)


def test_a_missing_column_of_a_group_is_said(tmp_path: Path) -> None:
    """A column of its rows is looked for among theirs."""
    from app.errors import BadInput

    with pytest.raises(BadInput, match="there is no column 'sku'"):
        rows(mapping(tmp_path, "format: csv\ngroup: [id]\n", GROUPED), file(tmp_path, "id,name\n"))
