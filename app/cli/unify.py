"""`throughline unify`: derive persons, then their journeys."""

from __future__ import annotations

import click

from app.cli.session import open_graph
from app.derivation import derive
from app.settings import Settings


@click.command()
@click.option("--full", is_flag=True, help="Derive everything anew, not only what changed; the outcome is the same.")
def unify(*, full: bool) -> None:
    """Derive persons from the evidence, then their journeys. Only what changed is written again.

    \b
    Example:
      throughline unify
      throughline unify --full
    """  # noqa: D301 - \b is how click keeps lines apart
    settings = Settings.from_environment()
    with open_graph(settings) as graph:
        for line in derive(graph, settings, full=full).lines():
            click.echo(line)
