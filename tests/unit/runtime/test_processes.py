"""Whose process is it? Everything here must never end somebody else's."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest
from filelock import FileLock

from app.errors import Conflict, Unavailable
from app.runtime import jars, launch, ports, server
from app.runtime.ports import Ports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    """A process that has nothing to do with us."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield process
    process.kill()
    process.wait()


def _note(home: Path, pid: int, born: float) -> None:
    (home / "server.json").write_text(json.dumps({"pid": pid, "born": born}))
    ports.remember(home, Ports(bolt=1, http=2))


def test_a_recycled_process_id_is_never_ended(tmp_path: Path, stranger: subprocess.Popen[bytes]) -> None:
    """The id is alive, but it is another process: the database counts as stopped and the stranger lives on."""
    _note(tmp_path, stranger.pid, psutil.Process(stranger.pid).create_time() - 3600)
    assert server.running(tmp_path) is None
    assert server.stop(tmp_path) is False
    assert stranger.poll() is None


def test_a_process_of_another_home_is_never_ended(tmp_path: Path, stranger: subprocess.Popen[bytes]) -> None:
    """Even the right time of birth does not make a process ours when it serves no folder of ours."""
    _note(tmp_path, stranger.pid, psutil.Process(stranger.pid).create_time())
    assert server.running(tmp_path) is None
    assert server.stop(tmp_path) is False
    assert stranger.poll() is None


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"pid": "x", "born": 1}', '{"pid": 999999999, "born": 1}'])
def test_a_spoilt_note_means_stopped(tmp_path: Path, text: str) -> None:
    """A half-written or impossible note is no reason to fail."""
    (tmp_path / "server.json").write_text(text)
    assert server.running(tmp_path) is None


def test_a_database_whose_starter_was_killed_is_found(tmp_path: Path) -> None:
    """Without a note it is recognised by the folder it serves, and stopped."""
    words = [sys.executable, "-c", "import time; time.sleep(60)", launch.arguments(server.base(tmp_path))[0]]
    orphan = subprocess.Popen(words)
    assert server.stop(tmp_path) is True
    orphan.wait(10)
    assert not psutil.pid_exists(orphan.pid)


def test_one_start_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second start waits, and in the end says why it gave up."""
    monkeypatch.setattr(server, "_LOCK_SECONDS", 0.2)
    with FileLock(tmp_path / "server.lock"), pytest.raises(Conflict, match="Another start or stop of .* is under way"):
        server.start(tmp_path)


def test_without_its_jars_it_says_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence counts them and names the command."""
    monkeypatch.setattr(jars, "repository", lambda: tmp_path / "nothing")
    with pytest.raises(Unavailable, match=r"\d+ jars of Neo4j are not downloaded yet; run `make setup`"):
        server.start(tmp_path)


def test_a_home_that_never_was_is_stopped_already(tmp_path: Path) -> None:
    """Stopping nothing makes nothing."""
    assert server.stop(tmp_path / "never") is False
    assert not (tmp_path / "never").exists()
