"""`throughline rules`: files of rules, checked before they are in force."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.errors import ThroughlineError

if TYPE_CHECKING:
    from app.rules import Checked

_IN_FORCE = {
    "conversions": "THROUGHLINE_CONVERSIONS={path}, then `throughline unify --full`",
    "stages": "THROUGHLINE_STAGES={path}, then `throughline unify --full`",
    "sessions": "THROUGHLINE_SESSIONS={path}, and serve again",
    "survivorship": "THROUGHLINE_SURVIVORSHIP={path}, then `throughline unify --full`",
    "design": "THROUGHLINE_DESIGNS={path.parent}, the folder, and serve again",
    "policy": "`throughline policy apply {path} --author NAME --reason WHY`, then `throughline unify`",
}
"""How a file of each kind comes into force."""


@click.group()
def rules() -> None:
    """Checks files of rules: conversions, stages, sessions, survivorship, designed journeys and policies.

    \b
    Example:
      throughline rules check docs/rules/conversions.yaml
    """  # noqa: D301 - click


@rules.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE...")
def check(files: tuple[Path, ...]) -> None:
    """Says which kind of rules each FILE holds, every mistake in it, what it declares, and what the graph says to it where one answers.

    Ends with 1 where a file has a mistake. What the graph lacks is told, and is no mistake: it may come yet.

    \b
    Example:
      throughline rules check conversions.yaml stages.yaml
    """  # noqa: D301 - click
    from app.errors import BadInput
    from app.rules import check as read

    wrong, good = 0, list[tuple[Path, "Checked"]]()
    for path in files:
        try:
            good.append((path, read(path)))
        except BadInput as error:
            wrong += 1
            click.echo(f"{path}: not in order", err=True)
            for line in str(error).splitlines():
                click.echo(f"  {line}", err=True)
    notes = _notes(good)
    for path, found in good:
        click.echo(f"{path}: {found.kind}, in order")
        for line in [*found.declares, *notes[path]]:
            click.echo(f"  {line}")
        click.echo(f"  in force by {_IN_FORCE[found.kind].format(path=path)}")
    if wrong:
        raise BadInput(f"{wrong} of {len(files)} file{'' if len(files) == 1 else 's'} cannot be used as {'it is' if wrong == 1 else 'they are'}.")


def _notes(good: list[tuple[Path, Checked]]) -> dict[Path, list[str]]:
    """What the graph says to each file; without one nothing, said once."""
    from app.cli.session import open_graph
    from app.rules import compare

    if not good:
        return {}
    try:
        with open_graph() as graph:
            return {path: [f"note: {each}" for each in compare(graph, found)] for path, found in good}
    except ThroughlineError as error:
        click.echo(f"Not compared with a graph: {error}", err=True)
        return {path: [] for path, _ in good}
