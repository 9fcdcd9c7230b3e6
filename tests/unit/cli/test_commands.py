"""The command line as a whole: its help, its speed, its failures."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import click
import pytest
from click.testing import CliRunner

from app.cli import COMMANDS, cli
from app.cli.unify import instant


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    """`--help` says what a command does and shows it in use; of a group, each of its commands does."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    below = list(command.commands) if isinstance(command, click.Group) else [None]
    for word in below:
        words = [name, word] if word else [name]
        result = CliRunner().invoke(cli, [*words, "--help"])
        assert result.exit_code == 0, result.output
        assert "Example:" in result.output
        assert f"throughline {' '.join(words)}" in result.output


def test_help_imports_neither_the_driver_nor_flask() -> None:
    """The list of commands appears at once."""
    heavy = ["neo4j", "flask", "graphdatascience", "pyarrow"]
    code = f"import sys; from app.cli import cli; cli(['--help'], standalone_mode=False); sys.exit(any(m in sys.modules for m in {heavy}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("words", [["status"], ["reset", "--yes"], ["doctor"]])
def test_without_a_database_it_fails_in_one_sentence(words: list[str]) -> None:
    """Exit code 1, what to do, and no traceback."""
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 1
    assert "throughline up" in result.output
    assert "Traceback" not in result.output


def test_the_embedded_commands_leave_a_given_database_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NEO4J_URI set, `up` and `down` would act on another database than all other commands."""
    monkeypatch.setenv("NEO4J_URI", "bolt://elsewhere:7687")
    for word in ("up", "down"):
        result = CliRunner().invoke(cli, [word])
        assert result.exit_code == 1
        assert "NEO4J_URI is set (bolt://elsewhere:7687)" in result.output


def test_an_unknown_command_is_a_usage_error() -> None:
    """Exit code 2, as everywhere."""
    result = CliRunner().invoke(cli, ["unifi"])
    assert result.exit_code == click.UsageError.exit_code


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "0001-01-01T00:00:00+23:00", ""])
def test_a_bad_instant_is_refused_before_anything_is_done(text: str) -> None:
    """`unify --at` says what an instant looks like, and does not ask for the database first."""
    result = CliRunner().invoke(cli, ["unify", "--at", text])
    assert result.exit_code == 1
    assert "is no instant; write a day such as 2026-01-31" in result.output


def test_instants_are_read_as_people_write_them() -> None:
    """A day is its first moment; a time without a zone is UTC."""
    told = ["2026-01-31", "2026-01-31T00:00", "2026-01-31T01:00:00+01:00", "2026-01-31T00:00:00Z"]
    assert {instant(each) for each in told} == {datetime(2026, 1, 31, tzinfo=UTC)}
