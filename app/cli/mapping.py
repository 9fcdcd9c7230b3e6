"""`throughline mapping`: a mapping drafted from a file."""

from __future__ import annotations

from pathlib import Path

import click

from app.errors import BadInput


@click.group()
def mapping() -> None:
    """Drafts mappings: what describes the files of a source (docs/mappings.md)."""


@mapping.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), help="Where to write the draft; without it, it is printed.")
@click.option("--source", help="What the source is called; without it, what the file is called.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
def init(file: Path, output: Path | None, source: str | None, *, force: bool) -> None:
    """Drafts a mapping of FILE from its first rows and some later ones: format, times, money, identifiers and traits, each with its evidence.

    \b
    Example:
      throughline mapping init contacts.csv --output contacts.yaml
      throughline load contacts.yaml contacts.csv --dry-run
    """  # noqa: D301 - click
    from loaders.drafting.draft import draft

    if output and output.exists() and not force:
        raise BadInput(f"{output} exists; name another --output, or write over it with --force.")
    if not file.is_file():
        what = "is a folder; name one of its files" if file.is_dir() else "does not exist; check the path"
        raise BadInput(f"{file} {what}.")
    made = draft(file, source)
    if output:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(made.text, encoding="utf-8")
    else:
        click.echo(made.text, nl=False)
    _tell(file, output, made.questions(), made.lacking)


def _tell(file: Path, output: Path | None, questions: list[tuple[int, str]], lacking: str) -> None:
    place = str(output) if output else "the draft"
    if lacking:
        click.echo(lacking, err=True)
    if questions:
        click.echo(f"Look at {len(questions)} line{'' if len(questions) == 1 else 's'} of {place}:", err=True)
        for number, text in questions:
            click.echo(f"  {number}: {text}", err=True)
    if output:
        click.echo(f"Next: throughline load {output} {file} --dry-run", err=True)
