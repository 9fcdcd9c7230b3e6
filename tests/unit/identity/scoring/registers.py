"""Records with truth for scoring: persons whom two clerks wrote down (`seeds/doubles.py`), read by the loaders' own mappings, without a database."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from app.identity.scoring.features import features
from app.identity.scoring.fitting import Pairs, terms_of
from app.identity.scoring.keys import keys
from loaders.mapping import read_mapping
from loaders.readers import read_file
from loaders.rows import RowReader
from seeds.generate import generate
from seeds.shape import Shape
from seeds.world import DOUBLES_MAPPING, Order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.identity.scoring.features import Features
    from app.identity.scoring.model import Model


SHIPPED = Path(__file__).parents[4] / "loaders" / "mappings"


@dataclass(frozen=True, slots=True)
class Register:
    """Features by record id, and the person of each."""

    records: dict[str, Features]
    truth: dict[str, str]


def doubled(folder: Path, seed: int, persons: int, doubles: float = 0.6) -> Register:
    """Contacts of a generated world, and the shop's records of a share of them; kin and namesakes are among them."""
    generate(Order(folder, seed, persons, None, "csv"), Shape(median=0.5, sigma=0.1, doubles=doubles))
    with (folder / "truth.csv").open(encoding="utf-8") as lines:
        truth = {f"{row['source']}:{row['record']}": row["person"] for row in csv.DictReader(lines)}
    found: dict[str, Features] = {}
    for name, path in (("contacts", SHIPPED / "crm" / "contacts.yaml"), ("customers", DOUBLES_MAPPING)):
        mapping = read_mapping(path)
        reader = RowReader(mapping, secret=b"")
        for file in sorted(folder.rglob(f"{name}*.csv")):
            for entry in read_file(mapping, file):
                row = entry.row
                record = reader.read(row, reader.source(row), lambda _: "").record if row else None
                if record:
                    stated = [(each.namespace, each.value or each.key) for each in record.identifiers]
                    found[record.id] = features(record.id, {"kind": record.kind, **record.traits}, stated)
    return Register(found, {id_: truth[id_] for id_ in found})


def candidates(records: Iterable[Features], cap: int) -> list[tuple[Features, Features]]:
    """Pairs that share a key or an identifier under its cap, as the graph finds them."""
    users: defaultdict[object, list[Features]] = defaultdict(list)
    for each in sorted(records, key=lambda record: record.id):
        for key in (*keys(each), *each.stated):
            users[key].append(each)
    found = {(a.id, b.id): (a, b) for sharing in users.values() if len(sharing) <= cap for a, b in combinations(sharing, 2)}
    return [found[ids] for ids in sorted(found)]


def counted(register: Register, base: Model) -> Pairs:
    """The candidates of a register, ready to be fitted to."""
    pairs = Pairs(terms_of(register.records.values(), base))
    for a, b in candidates(register.records.values(), base.cap):
        pairs.add(a, b)
    return pairs
