"""`throughline judge`: what a steward says of members, from the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.api import keys
from app.cli.session import open_graph
from app.derivation import derive_touched
from app.identity import judging
from app.identity.assembly import held, sides
from app.identity.judged import Said, at_revision
from app.identity.judgements import Kind, State, Verdict
from app.ledger.book import Book
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.graph import Graph, Row

_NEWEST = 2**62
_BECAUSE = click.option("--because", "reason", required=True, help="Why; those who read it later will ask.")
_REVISION = click.option("--revision", type=int, help="Only if the graph is still at this revision, the one that `throughline whatif` named.")
_KEY = click.option(
    "--key", required=True, envvar="THROUGHLINE_API_KEY", show_envvar=True, help="An API key with the scope judge: its owner says so."
)


@click.group()
def judge() -> None:
    """Say that two are the same, different or unsure, or that somebody is no customer; part a person, undo, agree, list.

    Members are record ids or keys of identifiers. Who says so is who owns the API key.

    \b
    Example:
      throughline judge same crm:C-1001 shop:77 --because "She told us on the phone."
      throughline judge undo J-12 --because "It was her sister."
    """  # noqa: D301 - click


def _of_two(verdict: Verdict, says: str) -> None:
    @judge.command(str(verdict), help=f"Say that A and B are {says}.", epilog=f"Example: throughline judge {verdict} crm:C-1 shop:77 --because '…'")
    @click.argument("a")
    @click.argument("b")
    @_BECAUSE
    @_REVISION
    @_KEY
    def command(a: str, b: str, reason: str, key: str, revision: int | None) -> None:
        _say(key, reason, lambda graph, said, above: judging.judge(graph, verdict, (a, b), said, above=above), revision)


for _verdict, _says in ((Verdict.SAME, "one"), (Verdict.DIFFERENT, "not one"), (Verdict.UNSURE, "perhaps one, perhaps not")):
    _of_two(_verdict, _says)


@judge.command("not-a-customer")
@click.argument("member")
@click.argument("kind", type=click.Choice([str(each) for each in Kind]))
@_BECAUSE
@_REVISION
@_KEY
def not_a_customer(member: str, kind: str, reason: str, key: str, revision: int | None) -> None:
    """Say that whoever holds MEMBER is a bot, a test account or staff: out of every figure.

    \b
    Example:
      throughline judge not-a-customer cookie:c-9 bot --because "It opens 900 pages a minute."
    """  # noqa: D301 - click
    _say(key, reason, lambda graph, said, above: judging.not_a_customer(graph, member, Kind(kind), said, above=above), revision)


@judge.command()
@click.argument("person")
@click.option("--link", "links", nargs=2, multiple=True, required=True, help="Two members between which a link goes; may be given several times.")
@_BECAUSE
@_REVISION
@_KEY
def part(person: str, links: tuple[tuple[str, str], ...], reason: str, key: str, revision: int | None) -> None:
    """Part PERSON along links: who is then no longer held together is kept apart, every two of the sides by a judgement of its own.

    Members are written as `throughline whatif` and the API write them. When the links do not part the person yet, the answer says which are left.

    \b
    Example:
      throughline whatif part P-1 --link record/crm:C-1 identifier/email:info@example.com
      throughline judge part P-1 --link record/crm:C-1 identifier/email:info@example.com --because "A mailbox of two."
    """  # noqa: D301 - click

    def action(graph: Graph, said: Said, above: int) -> list[Row]:
        found = held(graph, person)
        return judging.part(graph, found, sides(found, links), said, above=above)

    _say_all(key, reason, action, revision)


@judge.command()
@click.argument("judgement")
@_BECAUSE
@_REVISION
@_KEY
def undo(judgement: str, reason: str, key: str, revision: int | None) -> None:
    """Take JUDGEMENT back; what it superseded stands again.

    \b
    Example:
      throughline judge undo J-12 --because "It was her sister."
    """  # noqa: D301 - click
    _say(key, reason, lambda graph, said, _: judging.undo(graph, judgement, said), revision)


@judge.command()
@click.argument("judgement")
@_KEY
def agree(judgement: str, key: str) -> None:
    """Agree to JUDGEMENT, which waits for a second account.

    \b
    Example:
      throughline judge agree J-12
    """  # noqa: D301 - click
    _say(key, "agrees", lambda graph, said, _: judging.agree(graph, judgement, said))


@judge.command("list")
@click.option("--state", type=click.Choice([str(each) for each in State]), help="Only of this state.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, help="How many at most.")
def list_command(state: str | None, limit: int) -> None:
    """List the log of judgements, the latest first.

    \b
    Example:
      throughline judge list --state pending
    """  # noqa: D301 - click
    with open_graph() as graph:
        rows = judging.entries(graph, state=state, before=_NEWEST, limit=limit)
    for row in rows:
        click.echo(_line(row))
    click.echo(f"{len(rows):,} judgement{'' if len(rows) == 1 else 's'}", err=True)


def _say(key: str, reason: str, action: Callable[[Graph, Said, int], Row], revision: int | None = None) -> None:
    _say_all(key, reason, lambda graph, said, above: [action(graph, said, above)], revision)


def _say_all(key: str, reason: str, action: Callable[[Graph, Said, int], list[Row]], revision: int | None) -> None:
    settings = Settings.from_environment()
    tag = None if revision is None else at_revision(revision)
    with open_graph(settings) as graph:
        made = action(graph, Said(keys.judge(graph, key), reason, tag, book=Book(settings.secret().encode())), settings.limits.second)
        derived = derive_touched(graph, settings)
        for each in made:
            click.echo(_line(judging.entry(graph, each["id"])))
    if not derived:
        click.echo("Persons are derived at the next `throughline unify`.", err=True)


def _line(row: Row) -> str:
    what = row["undoes"] or " ".join([*row["pair"], *([row["kind"]] if row["kind"] else [])])
    return "\t".join([row["id"], row["verdict"], row["state"], what, ", ".join(row["persons"]), row["author"], row["reason"]])
