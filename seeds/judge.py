"""How well found persons fit true ones: `throughline export members --output found.csv`, then.

    python -m seeds.judge found.csv /tmp/world/truth.csv

Both files have lines source, record, person; only lines that both have are judged. Counted are pairs: of all pairs of lines with one found
person, the share that is truly one person (precision); of all true pairs, the share that was found (recall); F1 is their harmonic mean.
Contested and unowned touchpoints are found persons of their own, so they cost recall, never precision.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Line = tuple[str, str]
"""Source and record."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Lines judged, and pairs: found, true, and both at once."""

    lines: int
    found: int
    true: int
    both: int

    @property
    def precision(self) -> float:
        """Share of found pairs that are true; 1 where none was found."""
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of true pairs that were found; 1 where there are none."""
        return self.both / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0


def judge(found: Mapping[Line, str], truth: Mapping[Line, str]) -> Judgement:
    """Compares two partitions on the lines that both have. Linear: pairs are counted from the sizes of the overlaps."""
    common = found.keys() & truth.keys()
    overlaps = Counter((found[line], truth[line]) for line in common)
    return Judgement(
        lines=len(common),
        found=_pairs(Counter(found[line] for line in common).values()),
        true=_pairs(Counter(truth[line] for line in common).values()),
        both=_pairs(overlaps.values()),
    )


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def read(path: Path) -> dict[Line, str]:
    """The person of each line of a CSV file with columns source, record, person."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["source"], row["record"]): row["person"] for row in csv.DictReader(file)}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line. Returns the exit code: 1 where the files have no line in common."""
    parser = argparse.ArgumentParser(prog="python -m seeds.judge", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("found", type=Path, help="what `throughline export members --format csv` wrote")
    parser.add_argument("truth", type=Path, help="the truth, in the same columns")
    asked = parser.parse_args(arguments)
    result = judge(read(asked.found), read(asked.truth))
    if not result.lines:
        sys.stderr.write("The files have no line in common; check that both are of the same world.\n")
        return 1
    figures = f"precision {result.precision:.4f}  recall {result.recall:.4f}  F1 {result.f1:.4f}"
    sys.stdout.write(f"{figures}  ({result.lines:,} lines, {result.found:,} pairs found, {result.true:,} true)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
