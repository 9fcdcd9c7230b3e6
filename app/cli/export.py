"""`throughline export`: members, persons or journeys as a file that is the same for the same graph; all columns of the dataset as Parquet."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.analytics.dataset import build
from app.analytics.parquet import write
from app.cli.session import open_graph
from app.errors import BadInput
from app.exports.formats import COLUMNS, FORMATS
from app.exports.lines import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

DATASET, PARQUET = "dataset", "parquet"


@click.command()
@click.argument("kind", type=click.Choice([*KINDS, DATASET]))
@click.option("--format", "form", type=click.Choice([*FORMATS, PARQUET]), help="How to write it: csv by default, parquet for the dataset.")
@click.option("--output", type=click.Path(path_type=Path), help="A file, by default the standard output; for the dataset a new folder.")
def export(kind: str, form: str | None, output: Path | None) -> None:
    """Write members, persons or journeys, sorted and without clock times; or the dataset: every touchpoint with its person, as Parquet.

    In CSV a text that a spreadsheet would run as a formula has an apostrophe before it; in JSON Lines all is as it was.

    \b
    Example:
      throughline export members --format csv --output members.csv
      throughline export dataset --format parquet --output dataset
    """  # noqa: D301 - \b is how click keeps lines apart
    if kind == DATASET:
        _export_dataset(form or PARQUET, output)
    elif form == PARQUET:
        raise BadInput(f"Parquet is the format of the dataset; write {kind} as {' or '.join(FORMATS)}, or say `throughline export dataset`.")
    elif output is not None and output.is_dir():
        raise BadInput(f"{output} is a folder; name a file, such as {output / kind}.{form or 'csv'}.")
    else:
        _export_lines(kind, form or "csv", output)


def _export_dataset(form: str, output: Path | None) -> None:
    if form != PARQUET or output is None:
        raise BadInput("The dataset is a folder of Parquet files; say `throughline export dataset --format parquet --output FOLDER`.")
    with open_graph() as graph:
        columns = build(graph, lambda persons: click.echo(f"\r{persons:,} persons", nl=False, err=True))
    write(columns, output)
    click.echo(f"{len(columns.touchpoints.key):,} touchpoints of {len(columns.persons.id):,} persons, at revision {columns.revision}, in {output}.")


def _export_lines(kind: str, form: str, output: Path | None) -> None:
    with open_graph() as graph:
        lines = FORMATS[form](KINDS[kind](graph), COLUMNS[kind])
        if output is None:
            sys.stdout.writelines(lines)
        else:
            _write(output, lines)


def _write(output: Path, lines: Iterable[str]) -> None:
    """Writes beside the file and renames: a reader never sees half an export."""
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=output.parent, delete=False) as half:
            half.writelines(lines)
        Path(half.name).chmod(0o644)
        Path(half.name).replace(output)
    except OSError as error:
        raise BadInput(f"{output} cannot be written ({error.strerror}); choose another --output.") from error
