"""`throughline reset`: an empty graph, without asking twice when told so."""

from __future__ import annotations

import click

from app.errors import BadInput
from app.settings import Settings


@click.command()
@click.option("--yes", is_flag=True, help="Yes, everything in the graph goes.")
def reset(*, yes: bool) -> None:
    """Empties the graph: every person, journey, touchpoint and decision. Accounts and API keys go too.

    \b
    Example:
      throughline reset --yes
    """  # noqa: D301 - click
    from app.cli.session import open_graph
    from app.graph import schema

    settings = Settings.from_environment()
    with open_graph(settings) as graph:
        nodes = graph.read("runtime/count_nodes")[0]["nodes"]
        if not yes:
            raise BadInput(f"{settings.database().uri} holds {nodes} nodes; to remove them all, say `throughline reset --yes`.")
        graph.write("runtime/wipe")
        schema.apply(graph)
    click.echo(f"Removed {nodes} nodes from {settings.database().uri}.")
