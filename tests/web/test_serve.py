"""The commands that put the product on a port and let people in, as a user runs them."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest
from click.testing import CliRunner

from app.cli import cli
from app.cli.serve import listening_port
from app.errors import Unavailable
from app.web import accounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Graph
    from app.settings import Connection


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on until the test ends."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_busy_port_that_was_named(taken: int) -> None:
    """A port the user named and somebody has is reported by name."""
    with pytest.raises(Unavailable, match=f"Port {taken} .* --port"):
        listening_port("127.0.0.1", taken, named=True)


def test_a_busy_port_that_was_not_named(taken: int, capsys: pytest.CaptureFixture[str]) -> None:
    """When the usual port is taken another is used, and said."""
    port = listening_port("127.0.0.1", taken, named=False)
    assert port != taken
    assert f"listening on {port} instead" in capsys.readouterr().out


def test_adding_accounts_and_keys(graph_in_environment: Graph) -> None:
    """`user add` prints a password or a key once; a taken name, and --reset, behave as they say."""
    runner = CliRunner()
    made = runner.invoke(cli, ["user", "add", "ada"])
    assert made.exit_code == 0, made.output
    assert accounts.check(graph_in_environment, "ada", made.stdout.strip())
    again = runner.invoke(cli, ["user", "add", "ada"])
    assert again.exit_code == 1
    assert "--reset" in again.output
    reset = runner.invoke(cli, ["user", "add", "ada", "--reset", "--password-stdin"], input="a password of mine\n")
    assert reset.exit_code == 0, reset.output
    assert accounts.check(graph_in_environment, "ada", "a password of mine")
    key = runner.invoke(cli, ["user", "add", "billing", "--api-key"])
    assert key.stdout.startswith("tl_")
    assert runner.invoke(cli, ["user", "add", "x", "--api-key", "--reset"]).exit_code == 2


def test_served_by_gunicorn(graph: Graph, database: Connection) -> None:
    """`serve` answers over several workers, counts their requests together, logs no person, and ends at Ctrl-C."""
    graph.driver.execute_query("CREATE (:Person {id: 'P-1', name: 'Ada'})")
    environment = {**os.environ, "NEO4J_URI": database.uri, "WEB_CONCURRENCY": "2"}
    if database.auth:
        environment |= {"NEO4J_USERNAME": database.auth[0], "NEO4J_PASSWORD": database.auth[1]}
    command = [sys.executable, "-m", "app.cli"]
    made = subprocess.run([*command, "user", "add", "t", "--api-key"], env=environment, capture_output=True, check=True)
    headers = {"Authorization": f"Bearer {made.stdout.decode().strip()}"}
    with subprocess.Popen([*command, "serve"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            address = _address(server)
            for _ in range(30):
                answer = httpx.get(f"{address}/v1/persons/P-1", headers=headers)
                assert answer.json()["name"] == "Ada"
            assert httpx.get(f"{address}/v1/persons/P-1?secret=ada@example.com", headers=headers).status_code == 422
            text = httpx.get(f"{address}/metrics", headers=headers).text
        finally:
            server.send_signal(signal.SIGINT)
        _, log = server.communicate(timeout=20)
    assert re.search(r'route="/v1/persons/<string:person_id>",status="200"} 30\.0', text)
    assert log.count("GET /v1/persons/<string:person_id> 200") == 30
    assert "ada@example.com" not in log
    assert server.returncode == 0


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stdout
    for line in server.stdout:
        if found := re.search(r"http://[\d.:]+", line):
            return found[0]
    raise AssertionError(server.stderr.read() if server.stderr else "no address")
