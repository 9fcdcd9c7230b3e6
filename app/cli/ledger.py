"""`throughline ledger`: what was decided and done, its head, and whether all of it is as it was written."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from app.cli.session import open_graph
from app.errors import BadInput, ThroughlineError
from app.ledger.book import Book, entries, head, verify
from app.ledger.chain import Head
from app.ledger.rebuild import differences, recorded
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 20

EXAMPLE_HEAD = """\b
Example:
  throughline ledger head
"""
EXAMPLE_LIST = """\b
Example:
  throughline ledger list --limit 50
"""
EXAMPLE_VERIFY = """\b
Example:
  throughline ledger verify --head 12:5f0c…
"""
EXAMPLE_REPLAY = """\b
Example:
  throughline ledger replay --check
"""


class Broken(ThroughlineError):
    """The ledger is not as it was written, or the graph is not as the ledger has it."""


@click.group()
def ledger() -> None:
    """Show, verify and replay what was decided and done."""


@ledger.command("head", epilog=EXAMPLE_HEAD)
def head_command() -> None:
    """Say the ledger's length and the hash of its last entry, as NUMBER:HASH. Publish it: a tail that is cut later shows against it."""
    with open_graph() as graph:
        click.echo(str(head(graph)))


@ledger.command("list", epilog=EXAMPLE_LIST)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1_000_000), help="How many entries, the newest first.")
def list_command(limit: int) -> None:
    """List entries: number, time, kind, author, subject and hash, separated by tabs."""
    with open_graph() as graph:
        for each in entries(graph, limit=limit):
            click.echo(f"{each.number}\t{each.at:%Y-%m-%dT%H:%M:%SZ}\t{each.kind}\t{each.author}\t{each.subject or ''}\t{each.hash}")


@ledger.command("verify", epilog=EXAMPLE_VERIFY)
@click.option("--head", "heads", multiple=True, metavar="NUMBER:HASH", help="A head published earlier; may be given more than once.")
def verify_command(heads: tuple[str, ...]) -> None:
    """Check every entry and change set, and say which is changed, missing, moved or cut. The exit code is 1 if any is."""
    published = [_head(each) for each in heads]
    with open_graph() as graph:
        _report(verify(graph, published=published))
        click.echo(f"The ledger is whole: {head(graph).number:,} entries.")


@ledger.command("replay", epilog=EXAMPLE_REPLAY)
@click.option("--entry", type=click.IntRange(0, 2**63 - 1), help="Replay up to this entry only.")
@click.option("--check", is_flag=True, help="Compare with the persons in the graph; the exit code is 1 if they differ.")
def replay_command(entry: int | None, *, check: bool) -> None:
    """Rebuild from the ledger who belonged to whom, and say how many persons, members and retired ids that gives."""
    if check and entry is not None:
        raise BadInput("--check compares with the graph as it is now; leave --entry out.")
    settings = Settings.from_environment()
    with open_graph(settings) as graph:
        found = recorded(graph, entry=entry)
        click.echo(f"{len(set(found.person.values())):,} persons, {len(found.person):,} members, {len(found.redirects):,} retired ids.")
        if check:
            _report(differences(graph, Book(settings.secret().encode())))
            click.echo("The graph has the same persons with the same members and ids.")


def _report(faults: Iterable[str]) -> None:
    """Prints some of the faults and raises Broken if there is any."""
    found = iter(faults)
    shown = list(islice(found, _SHOWN))
    for fault in shown:
        click.echo(fault)
    if shown:
        more = sum(1 for _ in found)
        rest = f" and {more:,} more" if more else ""
        raise Broken(f"{len(shown)}{rest} found; restore the graph from a backup, or find out who wrote around the ledger.")


def _head(text: str) -> Head:
    number, _, hash_ = text.partition(":")
    if not number.isdecimal() or not hash_:
        raise BadInput(f"{text!r} is no head; give NUMBER:HASH as `throughline ledger head` prints it.")
    return Head(int(number), hash_)
