"""`throughline load`: files of a source → graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.session import open_graph
from app.cli.tables import outcome_table, set_aside_lines
from app.errors import BadInput
from app.graph import schema
from app.settings import Settings
from loaders.load import load as load_files
from loaders.mapping import read_mapping
from loaders.namespaces import read_namespaces

if TYPE_CHECKING:
    from loaders.mapping import Mapping

EXAMPLE = """\b
Example:
  throughline load loaders/mappings/shop_crm/contacts.yaml contacts.csv
"""


@click.command(epilog=EXAMPLE)
@click.argument("mapping", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--namespaces", type=click.Path(path_type=Path), help="A file of namespaces instead of the one shipped.")
@click.option("--quiet", is_flag=True, help="No progress, only the table at the end.")
def load(mapping: Path, files: tuple[Path, ...], namespaces: Path | None, *, quiet: bool) -> None:
    """Load FILEs as MAPPING describes them (docs/mappings.md); without a FILE, those that the mapping names.

    Loading the same file twice changes nothing. A load that was killed is simply run again.
    """
    found = read_mapping(mapping, read_namespaces(namespaces) if namespaces else None)
    wanted = files or named_files(found)
    settings = Settings.from_environment()
    with open_graph(settings) as graph:
        schema.apply(graph)
        progress = None if quiet else _tell
        outcomes = load_files(graph, found, wanted, key=settings.secret().encode(), progress=progress)
    if not quiet:
        click.echo(err=True)
    click.echo(outcome_table(outcomes))
    if lines := set_aside_lines(outcomes):
        click.echo(lines)


def named_files(mapping: Mapping) -> tuple[Path, ...]:
    """The files that a mapping names, beside it. Raises BadInput when there are none."""
    found = tuple(sorted(path for pattern in mapping.files for path in mapping.path.parent.glob(pattern)))
    if not found:
        raise BadInput(f"{mapping.path} finds no file beside it; name one: throughline load {mapping.path} FILE.")
    return found


def _tell(rows: int) -> None:
    click.echo(f"\r{rows:,} rows", nl=False, err=True)
