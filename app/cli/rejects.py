"""`throughline rejects`: the rows that were not accepted, and another try."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.session import open_graph
from app.cli.tables import outcome_table
from app.settings import Settings
from loaders.declarations import known_namespaces
from loaders.namespaces import read_namespaces
from loaders.rejects import list_rejects
from loaders.rejects import replay as replay_rejects

EXAMPLE_LIST = """\b
Example:
  throughline rejects list --source shop_crm
"""
EXAMPLE_REPLAY = """\b
Example:
  throughline rejects replay
"""


@click.group()
def rejects() -> None:
    """List or replay the rows that were rejected."""


@rejects.command("list", epilog=EXAMPLE_LIST)
@click.option("--source", help="Only of this source.")
@click.option("--all", "everything", is_flag=True, help="Those replayed since, too.")
def list_command(source: str | None, *, everything: bool) -> None:
    """List rejected rows: source, file, line and reason, separated by tabs."""
    with open_graph() as graph:
        found = list_rejects(graph, source=source, state=None if everything else "open")
    for each in found:
        click.echo(f"{each.source}\t{each.file}:{each.line}\t{each.reason}\t{each.state}")
    click.echo(f"{len(found):,} rejected row{'' if len(found) == 1 else 's'}", err=True)


@rejects.command("replay", epilog=EXAMPLE_REPLAY)
@click.argument("mappings", nargs=-1, type=click.Path(path_type=Path), metavar="[MAPPING]...")
@click.option("--namespaces", type=click.Path(path_type=Path), help="A file of namespaces instead of the one shipped.")
def replay_command(mappings: tuple[Path, ...], namespaces: Path | None) -> None:
    """Try rejected rows again with their mappings as they are now; name a MAPPING that has moved."""
    settings = Settings.from_environment()
    with open_graph(settings) as graph:
        known = known_namespaces(graph, read_namespaces(namespaces) if namespaces else None)
        outcomes = replay_rejects(graph, mappings, key=settings.secret().encode(), namespaces=known)
    click.echo(outcome_table(outcomes) if outcomes else "No open rejects.")
