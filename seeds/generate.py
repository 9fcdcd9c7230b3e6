"""Makes a world of any size as files with the truth: `python -m seeds.generate --touchpoints 1000000 --out DIR`.

DIR then holds source files in the layouts of the story (`loaders/mappings/` loads them), `manifest.yaml` (mapping and
file, in the order to load them), `truth.csv`, `truth_identifiers.csv`, `truth_journeys.csv` (see `seeds/truth.py`) and
`summary.json` (counts); with `--doubles` also `shop/customers.csv`, contacts as another clerk wrote them down
(`seeds/doubles.py`), with its mapping. The same arguments give the same bytes. Memory does not grow with the size; a million
touchpoints take about a minute. The distributions stand in `seeds/shape.py`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from seeds.shape import Shape
from seeds.world import Order, World

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_DIRT = 0.4
"""Repeated, late and unreadable rows together are then 88 percent."""


def generate(order: Order, shape: Shape | None = None) -> dict[str, int]:
    """Writes the world that `order` asks for. Returns its counts: persons, touchpoints, records, rows, dirt."""
    return World(order, shape or Shape()).write()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m seeds.generate", description=(__doc__ or "").splitlines()[0])
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--persons", type=_positive, help="how many true persons")
    size.add_argument("--touchpoints", type=_positive, help="exactly how many touchpoints")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes (default 1)")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write into")
    parser.add_argument(
        "--format",
        choices=("csv", "jsonl", "parquet"),
        help="one format for all files; default: each its own, as in the story",
    )
    parser.add_argument("--dirt", type=_share, default=0.0, help="share of repeated, late and unreadable rows, 0 to 0.4 (default 0)")
    parser.add_argument("--forged", type=int, default=0, help="so many links between strangers, told in truth_forged.csv (default 0)")
    parser.add_argument("--doubles", type=_whole_share, default=0.0, help="share of contacts whom the shop wrote down as well, 0 to 1 (default 0)")
    asked = parser.parse_args(arguments)
    order = Order(asked.out, asked.seed, asked.persons, asked.touchpoints, asked.format, asked.forged)
    for name, count in generate(order, Shape(dirt=asked.dirt, doubles=asked.doubles)).items():
        sys.stdout.write(f"{name:24} {count:>12,}\n")
    return 0


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _whole_share(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError("must lie between 0 and 1")
    return number


def _share(text: str) -> float:
    number = float(text)
    if not 0 <= number <= MOST_DIRT:
        raise argparse.ArgumentTypeError(f"must lie between 0 and {MOST_DIRT}")
    return number


if __name__ == "__main__":
    sys.exit(main())
