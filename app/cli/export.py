"""`throughline export`: members, persons or journeys as a file that is the same for the same graph."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.session import open_graph
from app.errors import BadInput
from app.exports.formats import COLUMNS, FORMATS
from app.exports.lines import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="csv", show_default=True, help="How to write it.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; by default the standard output.")
def export(kind: str, form: str, output: Path | None) -> None:
    """Write members, persons or journeys, sorted and without clock times.

    In CSV a text that a spreadsheet would run as a formula has an apostrophe before it; in JSON Lines all is as it was.

    \b
    Example:
      throughline export members --format csv --output members.csv
    """  # noqa: D301 - \b is how click keeps lines apart
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
