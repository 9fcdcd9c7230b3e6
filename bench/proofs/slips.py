"""Slips: fifty thousand person records, most of which a second clerk wrote down with slips, are unified at the first try.

Half of all pairs differ by a letter in both names and by the day of birth: their score lies near the threshold, so each is an item of the queue. That
many are written in many transactions, in all of which what is read and what is written lies beside each other.
"""

from __future__ import annotations

import csv
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.derivation import derive
from app.identity.review import queue
from app.settings import Settings
from bench.proofs.line import Line
from bench.proofs.worlds import KEY
from loaders.load import load
from loaders.mapping import read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Graph

MAPPING = """\
format: csv
source: {name: clerks, kind: crm, owner: sales}
record: {key: number, traits: {givenName: given, familyName: family, birthDate: birth, city: city}}
identifiers: [{column: number, namespace: crm}]
"""
_COLUMNS = ("number", "given", "family", "birth", "city")
_SYLLABLES = ("ba", "ko", "mi", "ren", "ta", "lu", "se", "vor", "ni", "gal", "dre", "pas", "hu", "wen", "zi", "mar", "fel", "jo", "ste", "ruk")
_LETTERS = "abdefgiklmnorstu"
_CITIES = ("Berlin", "Hamburg", "Bremen", "Kiel", "Ulm", "Trier", "Bonn", "Jena")
_EVERY = 1_000_000
CLERKS = 4
SLIPS = 0.7


def prove(graph: Graph, *, small: bool) -> Iterator[Line]:
    """Loads the world and unifies it once, then once more as a whole: a second run finds the queue that the first has left."""
    records = 2_000 if small else 50_000
    with tempfile.TemporaryDirectory(prefix="throughline-proofs-") as home:
        settings = Settings(home=Path(home))
        _arrive(graph, Path(home), records)
        begun = time.monotonic()
        derive(graph, settings)
        seconds = time.monotonic() - begun
        first = {item["id"] for item in queue(graph, limit=_EVERY) if item["kind"] == "score"}
        yield Line("slips: records unified at the first try", records, records, note=f"{seconds:.0f} s")
        yield Line("slips: pairs near the threshold in the queue", records // 2, len(first), least=records // 5)
        derive(graph, settings, full=True)
        again = {item["id"] for item in queue(graph, limit=_EVERY) if item["kind"] == "score"}
        yield Line("slips: items that a second run finds again", len(first | again), len(first & again))


def written(records: int, seed: int = 20) -> Iterator[tuple[str, ...]]:
    """The rows: each person four times, by clerks of whom most make slips."""
    rng = random.Random(seed)
    for person in range(records // CLERKS):
        given, family = _name(rng, 2), _name(rng, 3)
        year, month, day = rng.randint(1940, 2004), rng.randint(1, 12), rng.randint(1, 28)
        city = rng.choice(_CITIES)
        for clerk in range(CLERKS):
            if rng.random() < SLIPS:
                birth = f"{year}-{month:02}-{(day + 11 * clerk) % 28 + 1:02}"
                yield f"{person}-{clerk}", _slip(rng, given), _slip(rng, family), birth, ""
            else:
                yield f"{person}-{clerk}", given, family, f"{year}-{month:02}-{day:02}", city


def _arrive(graph: Graph, folder: Path, records: int) -> None:
    mapping, file = folder / "clerks.yaml", folder / "clerks.csv"
    mapping.write_text(MAPPING, encoding="utf-8")
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(_COLUMNS)
        writer.writerows(written(records))
    load(graph, read_mapping(mapping), [file], key=KEY)


def _name(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(syllables)).title()


def _slip(rng: random.Random, word: str) -> str:
    place = rng.randrange(1, len(word))
    return word[:place] + rng.choice(_LETTERS) + word[place:]
