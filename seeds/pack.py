"""Packs the two story files that a reader cannot open as text from the plain ones beside them: `python -m seeds.pack`.

The packed bytes are the same on every run, so a test can hold each pair together.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet

STORY = Path(__file__).with_name("story")
GZIPPED = ("ads/events.csv",)
PARQUET = ("loyalty/points.csv",)


def gzipped(plain: Path) -> bytes:
    """The file gzipped without name and clock time, so that the same text gives the same bytes."""
    return gzip.compress(plain.read_bytes(), mtime=0)


def table(plain: Path) -> pyarrow.Table:
    """The rows of a CSV file with typed columns: times become timestamps, whole numbers integers."""
    options = pyarrow.csv.ConvertOptions(strings_can_be_null=True)
    return pyarrow.csv.read_csv(plain, convert_options=options)


def main() -> None:
    """Writes every packed file of the story anew."""
    for name in GZIPPED:
        plain = STORY / name
        plain.with_name(f"{plain.name}.gz").write_bytes(gzipped(plain))
    for name in PARQUET:
        plain = STORY / name
        pyarrow.parquet.write_table(table(plain), plain.with_suffix(".parquet"))


if __name__ == "__main__":
    main()
