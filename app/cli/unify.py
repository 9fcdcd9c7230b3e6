"""`throughline unify`: derive persons, then their journeys, from all that happened or from what happened up to an instant."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from app.cli.session import open_graph
from app.derivation import derive
from app.errors import BadInput, ThroughlineError
from app.identity.scoring.model import read_model
from app.identity.scoring.models import current, teachable
from app.settings import Settings


class Incomplete(ThroughlineError):
    """Something could not be derived, all else was."""


@click.command()
@click.option("--full", is_flag=True, help="Derive everything anew, not only what changed; the outcome is the same.")
@click.option("--at", metavar="INSTANT", help="Count only what happened up to this instant (such as 2026-01-31T18:00:00Z); what is later waits.")
def unify(*, full: bool, at: str | None) -> None:
    """Derive persons from the evidence, then their journeys. Only what changed is written again.

    With --at the graph is as if nothing later had been loaded; without it, as if it had never been cut.

    \b
    Example:
      throughline unify
      throughline unify --full
      throughline unify --at 2026-01-31T18:00:00Z
    """  # noqa: D301 - \b is how click keeps lines apart
    until = instant(at) if at is not None else None
    settings = Settings.from_environment()
    with open_graph(settings) as graph:
        click.echo("Deriving persons, then journeys; of many records that takes minutes the first time …", err=True)
        found = derive(graph, settings, full=full, until=until)
        hint = None if found.identity.mode == "nothing" else teachable(graph, current(graph, read_model(settings.model)))
    for line in found.lines():
        click.echo(line)
    if found.failed:
        count = f"{len(found.failed):,} component{'' if len(found.failed) == 1 else 's'} or person{'' if len(found.failed) == 1 else 's'}"
        raise Incomplete(f"{count} could not be derived, all others were: {found.failed[0]} See `throughline doctor`.")
    if hint:
        click.echo(f"Records are compared by a model whose numbers were written down; {hint}.")


def instant(text: str) -> datetime:
    """An instant as people write it: ISO 8601; a day is its first moment, a time without a zone is UTC. Raises BadInput."""
    try:
        found = datetime.fromisoformat(text.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadInput(f"{text!r} is no instant; write a day such as 2026-01-31, or a moment such as 2026-01-31T18:00:00Z.") from error
