"""`throughline up`, `down` and `status`: the embedded database of this home."""

from __future__ import annotations

import click

from app.errors import BadInput
from app.runtime import jars, places, server
from app.settings import Settings


def _embedded() -> Settings:
    settings = Settings.from_environment()
    if not settings.is_embedded:
        raise BadInput(f"NEO4J_URI is set ({settings.neo4j_uri}), so that database is used; unset it to use the embedded one.")
    return settings


@click.command()
@click.option("--fetch", is_flag=True, help="Download Neo4j first where it is missing (as `make setup` does).")
def up(*, fetch: bool) -> None:
    """Starts the embedded Neo4j with Graph Data Science and makes it ready for use.

    \b
    Its state lives in THROUGHLINE_HOME; THROUGHLINE_HEAP and THROUGHLINE_PAGECACHE set its memory.
    Example:
      THROUGHLINE_HEAP=2g throughline up
    """  # noqa: D301 - click
    from app.cli.session import open_graph
    from app.graph import schema
    from loaders.closing import abandon

    settings = _embedded()
    if fetch:
        jars.fetch(click.echo)
    click.echo(f"Starting Neo4j in {settings.home} …")
    found = server.start(settings.home, click.echo)
    with open_graph(settings) as graph:
        schema.apply(graph)
        graph.transact(abandon)
    _describe(found)


@click.command()
def down() -> None:
    """Stops the embedded Neo4j; the data stay.

    \b
    Example:
      throughline down
    """  # noqa: D301 - click
    stopped = server.stop(_embedded().home)
    click.echo("Stopped." if stopped else "It was not running.")


@click.command()
def status() -> None:
    """Says whether the database runs and where; exits with 1 when it does not answer.

    \b
    Example:
      throughline status
    """  # noqa: D301 - click
    from app.cli.session import open_graph

    settings = Settings.from_environment()
    with open_graph(settings):
        found = server.running(settings.home) if settings.is_embedded else None
    if found is None:
        click.echo(f"Answering at {settings.neo4j_uri} (from NEO4J_URI).")
    else:
        _describe(found)


def _describe(found: server.Server) -> None:
    click.echo(f"Neo4j answers at {found.uri} (process {found.pid}, home {found.home}).")
    click.echo(f"Neo4j Browser: {found.browser}  user neo4j, password in {found.home / places.PASSWORD}")
