from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING

import psutil
import pytest
from click.testing import CliRunner

from app.cli import cli
from app.errors import Unavailable
from app.graph import Graph
from app.runtime import server
from app.runtime.ports import Ports
from tests.databases import QUICK, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home of its own, and nothing left running in it."""
    yield tmp_path / "home"
    server.stop(tmp_path / "home")


@pytest.mark.timeout(600)
def test_the_life_of_an_embedded_database(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It starts beside others on ports of its own, asks for its password, survives SIGKILL with its data, and stops."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        busy = other.getsockname()[1]
        said: list[str] = []
        first = server.start(home, said.append, first_choice=Ports(bolt=busy, http=0), size=SMALL, flags=QUICK)
    assert said == [f"Port {busy} is taken by another program; Bolt listens on {first.ports.bolt} instead."]
    assert (home / "password").stat().st_mode & 0o777 == 0o600
    with Graph(first.uri, ("neo4j", "guess")) as stranger, pytest.raises(Unavailable, match="refuses these credentials"):
        stranger.check()

    _use_command_line(home, monkeypatch)

    psutil.Process(first.pid).send_signal(signal.SIGKILL)
    psutil.Process(first.pid).wait(30)
    assert server.running(home) is None
    second = server.start(home, size=SMALL, flags=QUICK)
    assert second.ports == first.ports
    with Graph(second.uri, ("neo4j", second.password)) as graph:
        assert graph.read("runtime/count_nodes") == [{"nodes": 1}]
    assert server.start(home).pid == second.pid
    assert server.stop(home) is True
    assert not psutil.pid_exists(second.pid)


def _use_command_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`up` finds it running, `doctor` finds it well, `reset` empties it; one node is left for later."""
    monkeypatch.setenv("THROUGHLINE_HOME", str(home))
    run = CliRunner()
    assert "running already" in run.invoke(cli, ["up"]).output
    assert "answers at bolt://" in run.invoke(cli, ["status"]).output
    found = run.invoke(cli, ["doctor"])
    assert found.exit_code == 0, found.output
    assert "Graph Data Science 2.13" in found.output
    refused = run.invoke(cli, ["reset"])
    assert refused.exit_code == 1
    assert "say `throughline reset --yes`" in refused.output
    assert run.invoke(cli, ["reset", "--yes"]).exit_code == 0
    running = server.running(home)
    assert running is not None
    with Graph(running.uri, ("neo4j", running.password)) as graph:
        graph.driver.execute_query("CREATE (:Source {name: 'kept'})")
