"""Worlds as rows that can arrive in any order: public data sets where they are present, and generated ones."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from loaders.load import load
from loaders.mapping import read_mapping
from seeds.generate import generate
from seeds.world import MAPPINGS, Order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.graph import Graph
    from seeds.shape import Shape

KEY = b"the proofs"
_SENZING = ("customers", "reference", "watchlist")


class Row(NamedTuple):
    """One row of a text file: the mapping that reads it, the line above it in a CSV file, and its text."""

    mapping: str
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class World:
    """A named world; `folder` holds mappings of its own, where it has any."""

    name: str
    rows: list[Row]
    folder: Path | None = None

    def arrive(self, graph: Graph, rows: Iterable[Row]) -> None:
        """Loads some rows, in their order within each file."""
        files: dict[tuple[str, str], list[str]] = {}
        for row in rows:
            files.setdefault((row.mapping, row.head), []).append(row.text)
        with tempfile.TemporaryDirectory(prefix="throughline-proofs-") as folder:
            for number, ((mapping, head), texts) in enumerate(files.items()):
                path = Path(folder) / f"{number}{'.csv' if head else '.jsonl'}"
                path.write_text("\n".join([*([head] if head else []), *texts]) + "\n", encoding="utf-8")
                load(graph, read_mapping(self._mapping(mapping)), [path], key=KEY)

    def _mapping(self, name: str) -> Path:
        own = self.folder / "mappings" / name if self.folder else None
        return own if own and own.exists() else MAPPINGS / name


def shared_data() -> Path:
    """Where public data sets lie, if they do."""
    return Path(os.environ.get("THROUGHLINE_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data")


def senzing() -> World | None:
    """The half of Senzing's truth set that is here; None where it is absent."""
    return _public("senzing", [(f"senzing/{name}.yaml", f"senzing/{name}.csv") for name in _SENZING])


def fake1000() -> World | None:
    """Splink's fake_1000; None where it is absent."""
    return _public("fake1000", [("fake1000/persons.yaml", "fake1000/fake_1000.csv")])


def generated(folder: Path, seed: int, persons: int, shape: Shape | None = None, forged: int = 0) -> World:
    """A generated world, all its files as lines of JSON."""
    generate(Order(folder, seed, persons=persons, form="jsonl", forged=forged), shape)
    rows: list[Row] = []
    for entry in yaml.safe_load((folder / "manifest.yaml").read_text(encoding="utf-8")):
        rows += [Row(entry["mapping"], "", line) for line in (folder / entry["file"]).read_text(encoding="utf-8").splitlines()]
    return World(f"generated, seed {seed}", rows, folder)


def _public(name: str, files: list[tuple[str, str]]) -> World | None:
    data = shared_data()
    if not all((data / path).is_file() for _, path in files):
        return None
    rows: list[Row] = []
    for mapping, path in files:
        head, *lines = (data / path).read_text(encoding="utf-8").splitlines()
        rows += [Row(mapping, head, line) for line in lines if line]
    return World(name, rows)
