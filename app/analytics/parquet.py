"""Parquet: the dataset as files that pandas, DuckDB, polars and Spark read as they are.

    FOLDER/persons/part-0.parquet
    FOLDER/touchpoints/year=2025/part-0.parquet

Both have a column `person`, by which they are joined. Words are plain text, since some readers join no text with a dictionary (Parquet encodes
them as one within the file all the same), and moments are UTC timestamps in microseconds. Persons who are judged to be no customers are marked
(`excluded`), so that whoever reads can leave them out.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import numpy as np

from app.errors import BadInput

if TYPE_CHECKING:
    import pyarrow as pa

    from app.analytics.columns import Coded, Columns


def write(columns: Columns, folder: Path) -> None:
    """Writes the dataset into a new folder, whole or not at all. Raises BadInput for a folder that is there already or cannot be written."""
    from pyarrow import dataset, parquet

    if folder.exists():
        raise BadInput(f"{folder} is there already; name a folder that is not, so that no file of another export stays between the new ones.")
    try:
        half = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise BadInput(f"{folder} cannot be written ({error.strerror}); choose another --output.") from error
    try:
        (half / "persons").mkdir()
        parquet.write_table(persons(columns), half / "persons" / "part-0.parquet")
        table = touchpoints(columns)
        by_year = dataset.partitioning(table.select(["year"]).schema, flavor="hive")
        dataset.write_dataset(
            table, half / "touchpoints", format="parquet", partitioning=by_year, basename_template="part-{i}.parquet", max_partitions=10_000
        )
        half.chmod(0o755)
        half.replace(folder)
    except OSError as error:
        shutil.rmtree(half, ignore_errors=True)
        raise BadInput(f"{folder} cannot be written ({error.strerror or error}); choose another --output.") from error


def persons(columns: Columns) -> pa.Table:
    """Returns one row a person: person, excluded, anonymous, stage, and every golden trait as `trait_<name>`."""
    import pyarrow as pa

    found = columns.persons
    table = {"person": pa.array(found.id, pa.string()), "excluded": found.excluded, "anonymous": found.anonymous, "stage": _words(found.stage)}
    table |= {f"trait_{name}": _words(trait) for name, trait in found.traits.items()}
    return pa.table(table).replace_schema_metadata({"revision": str(columns.revision)})


def touchpoints(columns: Columns) -> pa.Table:
    """Returns one row a touchpoint: person, journey, moment, rank, type, channel, stage, value, key, and the year it lies in."""
    import pyarrow as pa

    found = columns.touchpoints
    years = found.moment.astype("datetime64[us]").astype("datetime64[Y]").astype(np.int64) + 1970
    table = {
        "person": pa.array(columns.persons.id, pa.string()).take(pa.array(found.person)),
        "journey": found.journey,
        "moment": pa.array(found.moment).cast(pa.timestamp("us", "UTC")),
        "rank": found.rank,
        "type": _words(found.type),
        "channel": _words(found.channel),
        "stage": _words(found.stage),
        "value": pa.array(found.value, mask=np.isnan(found.value)),
        "key": pa.array(found.key, pa.string()),
        "year": pa.array(years.astype(np.int16)),
    }
    return pa.table(table).replace_schema_metadata({"revision": str(columns.revision)})


def _words(column: Coded) -> pa.Array:
    import pyarrow as pa

    return pa.array(column.words, pa.string()).take(pa.array(column.codes, mask=column.codes < 0))
