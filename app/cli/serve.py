"""`throughline serve`: the API and the pages, in the foreground, until Ctrl-C."""

from __future__ import annotations

import logging
import os
import socket
from typing import TYPE_CHECKING

import click

from app.errors import Unavailable
from app.settings import Settings

if TYPE_CHECKING:
    from flask import Flask


@click.command()
@click.option("--host", help="The address to listen on (default: THROUGHLINE_HOST, else 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="The port (default: THROUGHLINE_PORT, else 8000).")
@click.option("--quiet", is_flag=True, help="Do not log requests.")
def serve(*, host: str | None, port: int | None, quiet: bool) -> None:
    """Serves the API and the pages until Ctrl-C.

    \b
    A port you name must be free; without one, another is taken and printed when 8000 is busy.

    Example:
      throughline serve --port 8080
    """  # noqa: D301 - click
    from app.cli.session import open_graph
    from app.graph import schema
    from app.server import run
    from loaders.closing import abandon

    settings = Settings.from_environment()
    host = host or settings.host
    named = port is not None or "THROUGHLINE_PORT" in os.environ
    chosen = listening_port(host, port or settings.port, named=named)
    with open_graph(settings) as graph:
        schema.apply(graph)
        graph.transact(abandon)
    if quiet:
        logging.getLogger("throughline.access").setLevel(logging.WARNING)
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    run(f"{host}:{chosen}", _make, lambda: _announce(f"http://{shown}:{chosen}"))


def _make() -> Flask:
    from app import create_app

    return create_app()


def listening_port(host: str, port: int, *, named: bool) -> int:
    """The port itself if it is free; else another, or Unavailable when the user had named it."""
    if _free(host, port):
        return port
    if named:
        raise Unavailable(f"Port {port} on {host} is taken by another program; end that, or give another with --port.")
    with socket.socket() as probe:
        probe.bind((host, 0))
        other = int(probe.getsockname()[1])
    click.echo(f"Port {port} is taken by another program; listening on {other} instead.")
    return other


def _free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Unavailable(f"Port {port} needs more rights than you have; use one above 1023.") from error
        except OSError:
            return False
    return True


def _announce(url: str) -> None:
    click.echo(f"Pages:             {url}/")
    click.echo(f"API documentation: {url}/docs")
    click.echo("Ctrl-C ends it.")
