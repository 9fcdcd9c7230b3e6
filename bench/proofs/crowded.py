"""A world in which much is shared: tablets of two households' members, numbers that passed on, fillers, and links forged between strangers."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.derivation import derive
from app.settings import Settings
from bench.proofs import worlds
from seeds.shape import Shape

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

SESSIONS = (("app", 0.6), ("web", 0.2), ("email", 0.12), ("phone", 0.04), ("store", 0.04))
SHAPE = replace(Shape(), median=4.0, sigma=0.7, tablet=0.95, recycled=0.05, junk=0.02, info=0.02, sessions=SESSIONS)
"""Nearly every contact with a log-in shares a tablet with the next one, and is seen on it more often than not."""
SEED = 31


@dataclass(frozen=True, slots=True)
class Crowded:
    """What is true of the world: the persons behind each identifier, how many tablets are shared, and the forged pairs of identifiers."""

    owners: dict[str, set[str]]
    shared: int
    forged: list[tuple[str, str]]


def tell(graph: Graph, folder: Path, *, small: bool, forged: int = 0) -> Crowded:
    """Generates the world, loads it and derives it."""
    out = folder / "world"
    world = worlds.generated(out, SEED, 400 if small else 11_000, SHAPE, forged)
    world.arrive(graph, world.rows)
    derive(graph, Settings(home=folder))
    owners: dict[str, set[str]] = {}
    for row in _rows(out / "truth_identifiers.csv"):
        owners.setdefault(row["identifier"], set()).add(row["person"])
    shared = sum(len(persons) > 1 for key, persons in owners.items() if key.startswith("device:"))
    pairs = [(row["a"], row["b"]) for row in _rows(out / "truth_forged.csv")] if forged else []
    return Crowded(owners, shared, pairs)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
