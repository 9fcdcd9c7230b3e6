"""`throughline policy`: which policy is in force, and putting a new version in force."""

from __future__ import annotations

import json
from pathlib import Path

import click
import yaml

from app.kinds import KINDS
from app.ledger.book import AUTHOR


@click.group()
def policy() -> None:
    """Shows the identifier policy in force, applies a new version, or declares a namespace.

    \b
    Example:
      throughline policy add-namespace hubspot --like "customer number"
      throughline policy show > policy.yaml
      throughline policy apply policy.yaml --author ada --reason "Two families share one phone."
    """  # noqa: D301 - click


@policy.command()
def show() -> None:
    """Prints the policy in force as YAML, with its version, author and reason.

    \b
    Example:
      throughline policy show
    """  # noqa: D301 - click
    from app.cli.session import open_graph
    from app.identity.policies import current
    from app.identity.policy import read_policy
    from app.ledger.declarations import declared
    from app.settings import Settings

    settings = Settings.from_environment()
    with open_graph(settings) as graph:
        found, ours = current(graph, read_policy(settings.policy)), declared(graph)
    head = {"version": found.version, "author": found.author, "reason": found.reason}
    click.echo(yaml.safe_dump({**head, **json.loads(found.document)}, sort_keys=False, allow_unicode=True, width=150), nl=False)
    named = json.loads(found.document)["namespaces"]
    for each in ours.values():
        which = "named above, which counts" if each.name in named else f"priority {found.namespaces[each.name].priority}"
        click.echo(f"# declared: {each.name}, like: {each.like} ({which}; {each.where})")


@policy.command("add-namespace")
@click.argument("name")
@click.option("--like", required=True, type=click.Choice(list(KINDS)), help="The kind of identifier that it holds.")
@click.option("--author", default=AUTHOR, help="Who declares it.")
@click.option("--reason", default="", help="Why.")
def add_namespace(name: str, *, like: str, author: str, reason: str) -> None:
    """Declares the namespace NAME: identifiers of it are read and joined as the kind that it is like.

    A mapping does the same where it is first used: `{column: Record ID, namespace: hubspot, like: customer number}`.

    \b
    Example:
      throughline policy add-namespace hubspot --like "customer number"
    """  # noqa: D301 - click
    from app.cli.session import open_graph
    from app.graph import schema
    from app.identity import policies
    from app.ledger.book import Book
    from app.settings import Settings

    settings = Settings.from_environment()
    with open_graph(settings) as graph:
        schema.apply(graph)
        waited = policies.add_namespace(graph, name, like, author=author, reason=reason, book=Book(settings.secret().encode()))
    more = f" {waited:,} identifiers of it are loaded already: run `throughline unify`, and they join." if waited else ""
    click.echo(f"The namespace {name} is declared, like: {like}.{more}")


@policy.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--author", required=True, help="Who answers for this version.")
@click.option("--reason", required=True, help="Why it is put in force.")
@click.option("--revision", type=int, help="Only if the graph is still at this revision, the one that `throughline whatif` named.")
def apply(file: Path, *, author: str, reason: str, revision: int | None) -> None:
    """Puts the policy in FILE in force as a new version; the next unify derives everything by it.

    \b
    Example:
      throughline whatif policy policy.yaml
      throughline policy apply policy.yaml --author ada --reason "Two families share one phone." --revision 12
    """  # noqa: D301 - click
    from app.cli.session import open_graph
    from app.graph import schema
    from app.identity import policies
    from app.identity.policy import read_policy
    from app.ledger.book import Book
    from app.settings import Settings

    settings = Settings.from_environment()
    given, default = read_policy(file), read_policy(settings.policy)
    with open_graph(settings) as graph:
        schema.apply(graph)
        book = Book(settings.secret().encode())
        made = policies.apply(graph, given, author=author, reason=reason, default=default, revision=revision, book=book)
    click.echo(f"Version {made.version} of the policy is in force; run `throughline unify` to derive by it.")
