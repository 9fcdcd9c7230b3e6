"""The dataset of a real graph: every touchpoint that a journey has, once, and read back as Parquet by those who will read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest
from pyarrow import dataset

from app.analytics.dataset import build
from app.analytics.parquet import write
from app.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

WORLD = """
CREATE (a:Person {id: 'P-1', name: 'Ada', members: 2, anonymous: false, givenName: 'Ada', city: 'Ulm'}),
  (b:Person:Excluded {id: 'P-2', members: 1, excluded: 'bot'}), (:Person {id: 'P-3', members: 1}),
  (a)-[:TOOK]->(:Journey {id: 'P-1/0/1', number: 0, part: 1, touchpoints: ['web:c'], steps: ['purchase'], stages: ['conversion'], channels: ['web'],
    at: [1740000000000002], creditAt: [0], creditName: ['purchase'], creditValue: [64.9]}),
  (a)-[:TOOK]->(:Journey {id: 'P-1/0/0', number: 0, part: 0, touchpoints: ['web:a', 'web:b'], steps: ['page_view', 'page_view'],
    stages: ['awareness', 'awareness'], channels: ['web', 'app'], at: [-62135596800000000, 1740000000000001], sequences: [0, 1]}),
  (b)-[:TOOK]->(:Journey {id: 'P-2/0/0', number: 0, part: 0, touchpoints: ['web:x'], steps: ['page_view'], stages: ['awareness'], channels: ['web'],
    at: [253402300799999999]}),
  (:State {name: 'graph', revision: 12})
"""


def test_dataset_has_every_touchpoint_in_order(graph: Graph) -> None:
    """Persons with and without journeys are there, the parts of a journey in their order, and the revision at which all was read."""
    graph.driver.execute_query(WORLD)
    columns = build(graph)
    by_key = dict(zip(columns.touchpoints.key, columns.touchpoints.person.tolist(), strict=True))
    assert sorted(columns.persons.id) == ["P-1", "P-2", "P-3"]
    assert {key: columns.persons.id[place] for key, place in by_key.items()} == {"web:a": "P-1", "web:b": "P-1", "web:c": "P-1", "web:x": "P-2"}
    ada = columns.persons.id.index("P-1")
    assert columns.touchpoints.key[columns.persons.first[ada] : columns.persons.first[ada + 1]] == ["web:a", "web:b", "web:c"]
    assert columns.persons.stage.words[columns.persons.stage.codes[ada]] == "conversion"
    assert columns.persons.excluded.tolist() == [name == "P-2" for name in columns.persons.id]
    assert columns.revision == 12


def test_parquet_is_read_by_others(graph: Graph, tmp_path: Path) -> None:
    """DuckDB and Arrow read the folder as it is: words as words, moments of any year, and the year as a partition."""
    graph.driver.execute_query(WORLD)
    folder = tmp_path / "dataset"
    write(build(graph), folder)
    found = duckdb.sql(
        "SELECT key, type, channel, epoch_us(moment), rank, value, year"  # noqa: S608 - a folder of this test
        f" FROM read_parquet('{folder}/touchpoints/*/*.parquet', hive_partitioning=true)"
        f" JOIN read_parquet('{folder}/persons/*.parquet') USING (person) WHERE NOT excluded ORDER BY moment"
    )
    assert found
    rows = found.fetchall()
    assert rows == [
        ("web:a", "page_view", "web", -62135596800000000, 0, None, 1),
        ("web:b", "page_view", "app", 1740000000000001, 0, None, 2025),
        ("web:c", "purchase", "web", 1740000000000002, 0, 64.9, 2025),
    ]
    persons = dataset.dataset(folder / "persons").to_table().to_pylist()
    assert {row["person"]: (row["trait_city"], row["anonymous"], row["excluded"], row["stage"]) for row in persons} == {
        "P-1": ("Ulm", False, False, "conversion"),
        "P-2": (None, True, True, "awareness"),
        "P-3": (None, True, False, None),
    }


def test_folder_that_is_there_is_left_alone(graph: Graph, tmp_path: Path) -> None:
    """An export never mixes with the files of another one."""
    (tmp_path / "mine").mkdir()
    with pytest.raises(BadInput, match="is there already"):
        write(build(graph), tmp_path / "mine")
    with pytest.raises(BadInput, match="cannot be written"):
        write(build(graph), tmp_path / "missing" / "dataset")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mine"]


def test_empty_graph_has_an_empty_dataset(graph: Graph, tmp_path: Path) -> None:
    """Without persons the folder still says which columns there are."""
    write(build(graph), tmp_path / "dataset")
    assert dataset.dataset(tmp_path / "dataset" / "persons").schema.names == ["person", "excluded", "anonymous", "stage"]
