"""Whatever is wrong with what a command was given, it ends with a sentence of ours: exit code 1 or 2, and never as a fault of Throughline."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING

import click
import pytest

from app import cli
from app.identity.policy import read_policy
from app.identity.scoring.model import read_model
from app.identity.survivorship import read_survivorship
from app.journeys.conversions import read_conversions
from app.journeys.designs import read_designs
from app.journeys.sessions import read_sessions
from app.journeys.stages import read_stages
from app.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "folder": None,
    "empty.yaml": b"",
    "list.yaml": b"- 1\n- 2\n",
    "binary.yaml": bytes(range(256)) * 9,
    "nul.yaml": b"format: csv\n\x00\n",
    "deep.yaml": b"[" * 5_000,
    "binary.json": b"\xff\xfe{",
    "deep.json": b"[" * 100_000,
    "good.yaml": b"format: csv\nsource: {name: s, kind: crm, owner: sales}\nrecord: {key: id, traits: {}}\n",
}
WRONG = [
    "load missing.yaml", "load folder", "load empty.yaml", "load list.yaml", "load binary.yaml", "load nul.yaml", "load deep.yaml",
    "load good.yaml", "load rows.csv good.yaml", "load good.yaml missing.csv", "load good.yaml folder", "load good.yaml a.csv --namespaces folder",
    "load good.yaml a.csv --namespaces binary.yaml", "load good.yaml a.csv --namespaces missing.yaml",
    "unify --at tomorrow", "unify --at", "unify 7",
    "judge same a b", "judge same a b --key k", "judge undo", "judge part P-1 --link a --because x --key k", "judge list --limit 0",
    "whatif policy missing.yaml", "whatif policy folder", "whatif policy binary.yaml", "whatif model binary.json", "whatif model deep.json",
    "policy apply missing.yaml --author a --reason b", "policy apply folder --author a --reason b", "policy apply binary.yaml --author a --reason b",
    "policy apply deep.yaml --author a --reason b", "policy apply list.yaml --author a --reason b", "policy show more",
    "model apply binary.json --author a --reason b", "model apply deep.json --author a --reason b", "model train nowhere/model.json",
    "serve --port 0", "serve --port 99999", "serve --port x", "serve --host no-such-host.invalid --port 8765", "serve --host 203.0.113.1 --port 8765",
    "export everything", "export members --format xml", "export members --output folder", "export members --output nowhere/members.csv",
    "rejects replay missing.yaml", "rejects list --source", "ledger verify --head 7", "ledger replay --entry -1",
    "ledger replay --entry 99999999999999999999", "ledger list --limit 99999999999999999999", "ledger show --limit x",
    "user add", "user add x --scope all", "user add x --api-key --reset", "reset --no", "doctor --deep", "nothing", "status", "up now", "down now",
    "demo --persons x", "mapping init missing.csv", "mapping init folder",
]  # fmt: skip
"""Commands as people mistype them, in a folder with FILES and without a database."""

ENVIRONMENT = {
    "NEO4J_URI": ["http://localhost:7474", "nonsense", "bolt://", "bolt://a b", "bolt://x:notaport", "bolt://localhost:1", "://", "neo4j://[::1"],
    "THROUGHLINE_HOME": ["good.yaml", "good.yaml/below", "/proc/nowhere"],
    "THROUGHLINE_PORT": ["x", "0", "99999", "-1", "８０"],
    "THROUGHLINE_POLICY": ["missing", "folder", "binary.yaml", "deep.yaml", "nul.yaml", "list.yaml"],
    "THROUGHLINE_MODEL": ["missing", "folder", "binary.json", "deep.json", "list.yaml"],
    "THROUGHLINE_SURVIVORSHIP": ["missing", "folder", "binary.yaml", "deep.yaml", "list.yaml"],
    "THROUGHLINE_STAGES": ["missing", "folder", "binary.yaml", "deep.yaml", "nul.yaml", "list.yaml", "empty.yaml"],
    "THROUGHLINE_CONVERSIONS": ["missing", "folder", "binary.yaml", "deep.yaml", "nul.yaml", "list.yaml", "empty.yaml"],
    "THROUGHLINE_SESSIONS": ["missing", "folder", "binary.yaml", "deep.yaml", "nul.yaml", "list.yaml", "empty.yaml"],
    "THROUGHLINE_DESIGNS": ["missing", "good.yaml", "."],
    "THROUGHLINE_SECRET": ["short"],
    "THROUGHLINE_HEAP": ["much", "0m", "-1g"],
    "THROUGHLINE_LIMIT_OVERSIZE": ["none", "0", "-1", "²"],
    "THROUGHLINE_LIMIT_SINGLE": ["nan", "2", "half"],
    "THROUGHLINE_LIMIT_OTHER": ["1"],
}
"""Values that a variable cannot have."""
RULES = ("THROUGHLINE_POLICY", "THROUGHLINE_MODEL", "THROUGHLINE_SURVIVORSHIP", "THROUGHLINE_STAGES", "THROUGHLINE_CONVERSIONS",
         "THROUGHLINE_SESSIONS", "THROUGHLINE_DESIGNS")  # fmt: skip


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with all that may be named by mistake, and an empty home."""
    for name, content in FILES.items():
        path = tmp_path / name
        path.mkdir() if content is None else path.write_bytes(content)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("THROUGHLINE_HOME", str(tmp_path / "home"))


def said(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    """The exit code of `throughline` with some words, and its error."""
    monkeypatch.setattr(sys, "argv", ["throughline", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0), "Error: ".join(["", *capfd.readouterr().err.strip().split("Error: ")[1:]])


def check(code: int, line: str) -> None:
    """It is a mistake of who asked, told in a sentence."""
    assert code in (1, 2), line
    assert "Traceback" not in line
    assert "fault of Throughline" not in line
    assert line.startswith("Error: ")
    assert len(line.split()) > 3, line


@pytest.mark.parametrize("words", WRONG)
def test_wrong_words(words: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A path, a number or a word that cannot be is told, or that no database runs."""
    check(*said(capfd, monkeypatch, *words.split()))


@pytest.mark.parametrize("command", ["status", "unify", "export members", "doctor", "load good.yaml binary.json"])
@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in ENVIRONMENT.items() for value in values if name not in RULES])
def test_a_wrong_environment(name: str, value: str, command: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that cannot be what it is names itself, or the database that does not answer."""
    monkeypatch.setitem(os.environ, name, value)
    check(*said(capfd, monkeypatch, *command.split()))


def read_rules() -> None:
    """Reads all files that settings name."""
    settings = Settings.from_environment()
    read_policy(settings.policy)
    read_model(settings.model)
    read_survivorship(settings.survivorship)
    read_stages(settings.stages)
    read_conversions(settings.conversions)
    read_sessions(settings.sessions)
    read_designs(settings.designs)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in RULES for value in ENVIRONMENT[name]])
def test_rules_that_are_none(name: str, value: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that reads rules says which file is none."""
    monkeypatch.setenv(name, value)
    monkeypatch.setattr(cli.LazyGroup, "get_command", lambda *_: click.Command("rules", callback=read_rules))
    check(*said(capfd, monkeypatch, "rules"))


def test_a_port_in_use(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A port that somebody named and another program has is told."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        check(*said(capfd, monkeypatch, "serve", "--port", str(taken.getsockname()[1])))


@pytest.mark.skipif(os.geteuid() == 0, reason="for root every folder is open")
def test_no_right_to_the_home(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A home that belongs to somebody else is told by name."""
    home = tmp_path / "closed"
    home.mkdir(mode=0o000)
    monkeypatch.setenv("THROUGHLINE_HOME", str(home / "below"))
    check(*said(capfd, monkeypatch, "up"))
