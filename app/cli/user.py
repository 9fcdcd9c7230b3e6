"""`throughline user`: who may open the pages and call the API."""

from __future__ import annotations

import secrets
import sys

import click


@click.group()
def user() -> None:
    """Manages who may open the pages and call the API.

    \b
    Example:
      throughline user add ada
      throughline user add "billing service" --api-key
    """  # noqa: D301 - click


@user.command()
@click.argument("name")
@click.option("--api-key", is_flag=True, help="Make an API key that NAME answers for, instead of an account for the pages.")
@click.option("--scope", type=click.Choice(["read", "judge"]), default="read", help="What the API key may do; whoever may judge may read.")
@click.option("--role", type=click.Choice(["reader", "steward"]), default="reader", help="What the account may do: read, or judge as well.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
@click.option("--reset", is_flag=True, help="Give an existing account a new password, and end its sessions.")
def add(name: str, *, api_key: bool, scope: str, role: str, password_stdin: bool, reset: bool) -> None:
    """Adds an account for the pages, or an API key, and prints its secret: this once, it is kept only as a hash.

    \b
    Without --password-stdin a password is made up.

    Example:
      throughline user add ada
      throughline user add ada --reset --password-stdin < password.txt
      throughline user add "billing service" --api-key
      throughline user add grace --role steward
      throughline user add "quality desk" --api-key --scope judge
    """  # noqa: D301 - click
    from app.api import keys
    from app.cli.session import open_graph
    from app.web import accounts

    if api_key and (password_stdin or reset):
        raise click.UsageError("--api-key makes a new key; it goes with neither --password-stdin nor --reset.")
    with open_graph() as graph:
        if api_key:
            click.echo(keys.issue(graph, name, (scope,)))
            click.echo(f"This is the API key of {name}; it cannot be shown again.", err=True)
            return
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else secrets.token_urlsafe(12)
        accounts.reset(graph, name, password) if reset else accounts.add(graph, name, password, role)
    if not password_stdin:
        click.echo(password)
        click.echo(f"This is the password of {name}; it cannot be shown again.", err=True)
