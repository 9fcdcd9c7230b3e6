"""`throughline model`: which scoring model is in force, and putting a new version in force."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.group()
def model() -> None:
    """Shows the scoring model in force, or applies a new version.

    \b
    Example:
      throughline model show > model.json
      throughline model apply model.json --author ada --reason "Names of this country."
    """  # noqa: D301 - click


@model.command()
def show() -> None:
    """Prints the scoring model in force as JSON, with its version, author and reason.

    \b
    Example:
      throughline model show
    """  # noqa: D301 - click
    from app.cli.session import open_graph
    from app.identity.scoring.model import read_model
    from app.identity.scoring.models import current
    from app.settings import Settings

    settings = Settings.from_environment()
    with open_graph(settings) as graph:
        found = current(graph, read_model(settings.model))
    click.echo(json.dumps(found.document, indent=1, ensure_ascii=False))


@model.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--author", required=True, help="Who answers for this version.")
@click.option("--reason", required=True, help="Why it is put in force.")
@click.option("--revision", type=int, help="Only if the graph is still at this revision, the one that `throughline whatif` named.")
def apply(file: Path, *, author: str, reason: str, revision: int | None) -> None:
    """Puts the scoring model in FILE in force as a new version; the next unify compares all records by it.

    \b
    Example:
      throughline whatif model model.json
      throughline model apply model.json --author ada --reason "Names of this country." --revision 12
    """  # noqa: D301 - click
    from app.cli.session import open_graph
    from app.graph import schema
    from app.identity.scoring import models
    from app.identity.scoring.model import read_model
    from app.ledger.book import Book
    from app.settings import Settings

    settings = Settings.from_environment()
    given, default = read_model(file), read_model(settings.model)
    with open_graph(settings) as graph:
        schema.apply(graph)
        book = Book(settings.secret().encode())
        made = models.apply(graph, given, author=author, reason=reason, default=default, revision=revision, book=book)
    click.echo(f"Version {made.version} of the scoring model ({made.name}) is in force; run `throughline unify` to compare by it.")
