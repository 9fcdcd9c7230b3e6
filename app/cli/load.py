"""`throughline load`: files of a source → graph."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.preview import show
from app.cli.session import open_graph
from app.cli.tables import outcome_table, set_aside_lines
from app.errors import BadInput
from app.graph import schema
from app.identity.policies import current
from app.identity.policy import read_policy
from app.settings import Settings
from loaders.declarations import known_namespaces
from loaders.load import Damaged
from loaders.load import load as load_files
from loaders.mapping import read_mapping
from loaders.namespaces import read_namespaces
from loaders.preview import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.graph import Graph
    from app.identity.policy import Policy
    from loaders.mapping import Mapping
    from loaders.namespaces import Namespaces
    from loaders.outcomes import Outcome

EXAMPLE = """\b
Example:
  throughline load contacts.yaml contacts.csv --dry-run
  throughline load contacts.yaml contacts.csv
"""


_YAML = (".yaml", ".yml")


@click.command(epilog=EXAMPLE)
@click.argument("mapping", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--namespaces", type=click.Path(path_type=Path), help="A file of namespaces instead of the one shipped.")
@click.option("--quiet", is_flag=True, help="No progress, only the table at the end.")
@click.option("--dry-run", is_flag=True, help="Show what the rows would become and whom they would join; write nothing.")
@click.option("--rows", type=click.IntRange(min=1), default=ROWS, show_default=True, help="How many rows a dry run looks at.")
def load(mapping: Path, files: tuple[str, ...], namespaces: Path | None, rows: int, *, quiet: bool, dry_run: bool) -> None:
    """Load FILEs as MAPPING describes them (docs/mappings.md); without a FILE, those that the mapping names.

    A FILE may also be a folder, a pattern, - for standard input, or an address such as https://… or s3://….
    Loading the same file twice changes nothing. A load that was killed is simply run again.
    """
    if mapping.suffix not in _YAML and any(Path(each).suffix in _YAML for each in files):
        raise BadInput(f"{mapping} is no mapping; the mapping comes first: throughline load {files[0]} {mapping}.")
    settings, given = Settings.from_environment(), read_namespaces(namespaces) if namespaces else None
    if dry_run:
        click.echo(show(lambda graph: _described(mapping, files, graph, given), settings, rows))
        click.echo(f"\nNext: throughline load {shlex.join([str(mapping), *files])}", err=True)
        return
    with open_graph(settings) as graph:
        found, wanted = _described(mapping, files, graph, given)
        schema.apply(graph)
        for line in untold(found, current(graph, read_policy(settings.policy))):
            click.echo(line, err=True)
        progress = None if quiet else _tell
        try:
            outcomes = load_files(graph, found, wanted, key=settings.secret().encode(), progress=progress)
        except Damaged as error:
            _show(error.outcomes, quiet=quiet)
            raise
    _show(outcomes, quiet=quiet)


def _described(path: Path, files: tuple[str, ...], graph: Graph | None, given: Namespaces | None) -> tuple[Mapping, Sequence[str | Path]]:
    """The mapping, with the namespaces that the graph knows if there is one, and the files it is to read."""
    found = read_mapping(path, given if graph is None else known_namespaces(graph, given))
    return found, files or named_files(found)


def named_files(mapping: Mapping) -> tuple[Path, ...]:
    """The files that a mapping names, beside it. Raises BadInput when there are none."""
    found = tuple(sorted(path for pattern in mapping.files for path in mapping.path.parent.glob(pattern)))
    if not found:
        raise BadInput(f"{mapping.path} finds no file beside it; name one: throughline load {mapping.path} FILE.")
    return found


def untold(mapping: Mapping, policy: Policy) -> Iterator[str]:
    """A sentence for each namespace of a mapping that the policy in force will not know: what is loaded of it joins nothing until it does."""
    known = {*policy.namespaces, *(each.name for each in mapping.declared)}
    for each in {spec.namespace: spec for spec in mapping.identifiers if spec.namespace not in known}.values():
        yield (
            f"{mapping.path}:{each.cell.line}: no policy knows the namespace {each.namespace!r}, so its values join nobody; "
            f'run `throughline policy add-namespace {each.namespace} --like "customer number"`, or name it in the policy.'
        )


def _show(outcomes: Sequence[Outcome], *, quiet: bool) -> None:
    if not quiet:
        click.echo(err=True)
    click.echo(outcome_table(outcomes))
    if lines := set_aside_lines(outcomes):
        click.echo(lines)
    for note in (note for each in outcomes for note in each.notes):
        click.echo(note)


def _tell(rows: int) -> None:
    click.echo(f"\r{rows:,} rows", nl=False, err=True)
