"""The commands that put the product on a port and let people in, as a user runs them."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
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


def test_no_connection_keeps_another_waiting(graph: Graph, database: Connection) -> None:
    """One process of four threads: more idle connections than threads, and as many busy ones as threads, let a newcomer in."""
    del graph
    environment = {**os.environ, "NEO4J_URI": database.uri, "WEB_CONCURRENCY": "1"}
    if database.auth:
        environment |= {"NEO4J_USERNAME": database.auth[0], "NEO4J_PASSWORD": database.auth[1]}
    command = [sys.executable, "-m", "app.cli", "serve"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        with ExitStack() as at_the_end:
            at_the_end.callback(server.send_signal, signal.SIGINT)
            port = int(_address(server).rpartition(":")[2])
            idle = [_asked(at_the_end.enter_context(socket.create_connection(("127.0.0.1", port)))) for _ in range(12)]
            ended = threading.Event()
            for each in [threading.Thread(target=_ask_until, args=(port, ended)) for _ in range(4)]:
                each.start()
                at_the_end.callback(each.join)
            at_the_end.callback(ended.set)
            waits = []
            for _ in range(10):
                began = time.perf_counter()
                with socket.create_connection(("127.0.0.1", port)) as newcomer:
                    _asked(newcomer)
                waits.append(time.perf_counter() - began)
            assert max(waits) < 2, waits
            assert all(_asked(each) for each in idle)
        server.communicate(timeout=20)
    assert server.returncode == 0


def _asked(plug: socket.socket) -> socket.socket:
    """A connection that has been answered once more, and stays open."""
    plug.settimeout(10)
    plug.sendall(b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    answer = b""
    while not answer.endswith(b'{"status":"ok"}'):
        more = plug.recv(65_536)
        assert more, "the connection was closed without an answer"
        answer += more
    assert answer.startswith(b"HTTP/1.1 200")
    return plug


def _ask_until(port: int, ended: threading.Event) -> None:
    with socket.create_connection(("127.0.0.1", port)) as plug:
        while not ended.is_set():
            _asked(plug)


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stdout
    for line in server.stdout:
        if found := re.search(r"http://[\d.:]+", line):
            return found[0]
    raise AssertionError(server.stderr.read() if server.stderr else "no address")
