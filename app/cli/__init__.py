"""The command line. Each command is a file of this package, imported only when it is called, so that `--help` is quick.

To add one: a `click.Command` in `app/cli/<noun>.py`, and its line in `COMMANDS`.
"""

from __future__ import annotations

import errno
import importlib
import importlib.metadata
import os
import sys

import click

from app.errors import ThroughlineError, way

COMMANDS = {
    "up": ("app.cli.database:up", "Start the embedded database."),
    "down": ("app.cli.database:down", "Stop the embedded database."),
    "status": ("app.cli.database:status", "Say whether the database runs, and where."),
    "demo": ("app.cli.demo:demo", "Load the seed story, unify it, serve it, and say where to look."),
    "mapping": ("app.cli.mapping:mapping", "Draft a mapping from a file."),
    "load": ("app.cli.load:load", "Load files as a mapping describes them."),
    "unify": ("app.cli.unify:unify", "Derive persons and their journeys."),
    "judge": ("app.cli.judge:judge", "Say who is the same, who is not, and who is no customer; undo it."),
    "whatif": ("app.cli.whatif:whatif", "Try a policy or a judgement without changing anything."),
    "policy": ("app.cli.policy:policy", "Show the identifier policy, or apply a new version."),
    "rules": ("app.cli.rules:rules", "Check files of rules: conversions, stages, sessions and their like."),
    "model": ("app.cli.model:model", "Show the scoring model, or apply a new version."),
    "serve": ("app.cli.serve:serve", "Serve the API and the pages."),
    "export": ("app.cli.export:export", "Write members, persons or journeys as CSV or JSON Lines."),
    "rejects": ("app.cli.rejects:rejects", "List or replay the rows that were rejected."),
    "ledger": ("app.cli.ledger:ledger", "Show, verify and replay what was decided and done."),
    "user": ("app.cli.user:user", "Manage who may open the pages and call the API."),
    "doctor": ("app.cli.doctor:doctor", "Check what is installed, reachable and consistent."),
    "reset": ("app.cli.reset:reset", "Empty the graph."),
}
"""Every command: where it lives, and what it does in a few words."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, and whose failures are one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order a newcomer needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports one command; None when there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        place, summary = COMMANDS[cmd_name]
        module, attribute = place.split(":")
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{place} is no command")
        command.short_help = summary
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Runs a command; what the user can mend ends as one sentence and exit code 1.

        That are files too: where one cannot be read or written, or is no text, somebody has named the wrong one.
        """
        try:
            return super().invoke(ctx)
        except ThroughlineError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            if error.filename is None and error.errno != errno.ENOSPC:
                raise
            where = error.filename or "The disk"
            raise click.ClickException(f"{where}: {error.strerror}; check the path, and who may read and write it.") from error
        except UnicodeDecodeError as error:
            raise click.ClickException(f"A file that was named is no text in UTF-8 ({error.reason}); check which one it is.") from error
        except RecursionError as error:
            if "composer.py" not in way(error):  # where YAML is read; anywhere else it is a fault of ours
                raise
            raise click.ClickException("A file that was named has too many brackets within brackets; check which one it is.") from error


def _version() -> str:
    try:
        return importlib.metadata.version("throughline")
    except importlib.metadata.PackageNotFoundError:  # in an image, which holds the source and no installation
        return "of this image"


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(version=_version(), prog_name="throughline")
def cli() -> None:
    """One thread through every touchpoint: from scattered identifiers to persons, from touchpoints to journeys.

    \b
    Example:
      throughline up
      throughline mapping init contacts.csv --output contacts.yaml
    throughline load contacts.yaml contacts.csv
      throughline unify
      throughline serve
    """  # noqa: D301 - \b is how click keeps lines apart


def main() -> None:
    """The console script. THROUGHLINE_TRACE=1 shows the traceback of a failure nobody foresaw."""
    try:
        cli()
    except Exception as error:
        if os.environ.get("THROUGHLINE_TRACE"):
            raise
        click.echo(f"Error: {type(error).__name__}: {error} (a fault of Throughline; THROUGHLINE_TRACE=1 shows where).", err=True)
        sys.exit(70)
