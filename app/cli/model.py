"""`throughline model`: which scoring model is in force, and putting a new version in force."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from app.identity.scoring.fitting import Fitted


@click.group()
def model() -> None:
    """Shows the scoring model in force, trains the next one from the graph's own records, or applies a new version.

    \b
    Example:
      throughline model train model.json
      throughline whatif model model.json
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
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--by", type=click.Choice(["classes", "splink"]), default="classes", show_default=True, help="Latent classes, or Splink's two.")
def train(file: Path, *, by: str) -> None:
    """Trains the next scoring model from the records of the graph, without labels, and writes it to FILE; nothing in the graph changes.

    Look at it, try it with `throughline whatif model FILE`, and put it in force with `throughline model apply FILE`. It takes a thousand persons, of
    whom at least two hundred pairs are one and the same, and a graph that was unified, whose keys say whom to compare.

    \b
    Example:
      throughline model train model.json
    """  # noqa: D301 - click
    from app.cli.session import open_graph
    from app.errors import BadInput
    from app.identity.scoring.model import read_model
    from app.identity.scoring.models import current
    from app.identity.scoring.training import train as trained
    from app.identity.scoring.training import train_by_splink
    from app.settings import Settings

    settings = Settings.from_environment()
    if not file.absolute().parent.is_dir():
        raise BadInput(f"There is no folder {file.parent} to write {file.name} into; make it first.")
    with open_graph(settings) as graph:
        base = current(graph, read_model(settings.model))
        if by == "splink":
            made = train_by_splink(graph, base)
        else:
            fitted = trained(graph, base)
            made = fitted.model
            _tell(fitted)
    file.write_text(json.dumps(made.document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    click.echo(f"{made.document['reason']} Written to {file}; nothing is in force yet. Next: throughline whatif model {file}")


def _tell(fitted: Fitted) -> None:
    """What the candidates are to each other, the most frequent first, and what follows for parents and children."""
    for name, pairs in fitted.classes.items():
        click.echo(f"{pairs:12,.0f}  {name}")
    if "kin" not in fitted.classes:
        click.echo("Nothing speaks for kin among them: one family name in one house may be one person whose given name and date were mistyped.")
    word = "stay two persons" if fitted.model.generations else "are one person whose date was mistyped"
    click.echo(f"Two of one name, born a generation apart, {word} (`generations`: {str(fitted.model.generations).lower()}).")


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
