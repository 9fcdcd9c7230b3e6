"""What HTTP costs: a person and a page of 100 of the timeline, against the same Cypher through the bare driver.

The peer is the driver at its quickest: an auto-commit read whose records are listed. Both sides ask for the same random
persons, from the same number of clients, in the same process, in turns of a few seconds, so that a busy machine is busy
for both. Ours is gunicorn as in production. Loopback only.

    python -m bench.serving --uri bolt://127.0.0.1:7687 [--make-persons 1000] [--seconds 6]
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import neo4j

from app.api import keys
from app.graph import Graph, schema, statement
from bench.lines import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Ask = Callable[[str], None]

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent / "serving_cypher"
BOUND = 2.0
TURNS = 4
PAGE = 100
NAMES = {"person": "/v1/persons/{id}", "timeline": f"timeline page of {PAGE}"}
_EVER = 2**62
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Served:
    """One graph, and our server in front of it."""

    graph: Graph
    port: int
    key: str


def main() -> int:
    """Prints one line for each question and number of clients; exits with 1 if a bound is missed."""
    options = _options()
    auth = ("neo4j", options.password) if options.password else None
    with Graph(options.uri, auth) as graph:
        schema.apply(graph)
        if options.make_persons:
            _run(graph, "world", persons=options.make_persons, steps=150)
        with_many = [row["id"] for row in _run(graph, "sample", limit=2000, steps=PAGE)]
        anybody = [row["id"] for row in _run(graph, "sample", limit=2000, steps=1)]
        if not anybody:
            sys.exit("This graph has no journeys to ask for; make a small world with --make-persons 1000.")
        key = keys.issue(graph, "bench")
        with _served(options) as port:
            lines = [
                _compare(Served(graph, port, key), question, clients, options.seconds, persons)
                for question, persons in (("person", anybody), ("timeline", with_many or anybody))
                for clients in (1, 8)
            ]
    return int(not all(line.ok for line in lines))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uri", required=True)
    parser.add_argument("--password", default=os.environ.get("NEO4J_PASSWORD"))
    parser.add_argument("--make-persons", type=int, default=0, help="make a world of so many persons first")
    parser.add_argument("--seconds", type=float, default=6.0, help="for each side, question and number of clients")
    return parser.parse_args()


def _run(graph: Graph, name: str, **params: int) -> list[neo4j.Record]:
    text = (HERE / f"{name}.cypher").read_text(encoding="utf-8")
    with graph.driver.session() as session:
        return list(session.run(neo4j.Query(text), params))


@contextmanager
def _served(options: argparse.Namespace) -> Iterator[int]:
    environment = {**os.environ, "NEO4J_URI": options.uri, "NEO4J_PASSWORD": options.password or ""}
    command = [sys.executable, "-m", "app.cli", "serve", "--quiet"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield next(int(found[1]) for line in server.stdout or () if (found := re.search(r"//127.0.0.1:(\d+)", line)))
        finally:
            server.send_signal(signal.SIGINT)


def _compare(server: Served, question: str, clients: int, seconds: float, persons: list[str]) -> Line:
    ours: list[float] = []
    bare: list[float] = []
    paths = {"person": "/v1/persons/{}", "timeline": f"/v1/persons/{{}}/timeline?limit={PAGE}"}
    for turn in range(TURNS + 1):
        # The first turn warms both sides up and does not count.
        length = seconds / TURNS if turn else 2.0
        times = _timed(lambda: _http(server, paths[question]), clients, length, persons)
        peers = _timed(lambda: _bare(server.graph, question), clients, length, persons)
        if turn:
            ours += times
            bare += peers
    name = f"{NAMES[question]}, {clients} client{'s' if clients > 1 else ''}, p95"
    line = Line(name, _p95(ours), "bare driver", _p95(bare), BOUND)
    print(line, flush=True)
    return line


def _p95(times: list[float]) -> float:
    return 1000 * statistics.quantiles(times, n=20)[-1]


def _timed(make: Callable[[], Ask], clients: int, seconds: float, persons: list[str]) -> list[float]:
    times: list[list[float]] = [[] for _ in range(clients)]
    until = time.perf_counter() + seconds

    def client(number: int) -> None:
        ask, place = make(), number * 7919
        while (began := time.perf_counter()) < until:
            ask(persons[place % len(persons)])
            times[number].append(time.perf_counter() - began)
            place += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [each for mine in times for each in mine]


def _http(server: Served, path: str) -> Ask:
    # A plain socket: the standard library's client takes longer to read headers than the server to answer.
    plug = socket.create_connection(("127.0.0.1", server.port))
    plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    template = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {server.key}\r\n\r\n"

    def ask(person: str) -> None:
        plug.sendall(template.format(person).encode())
        answer = plug.recv(65_536)
        while b"\r\n\r\n" not in answer:
            answer += plug.recv(65_536)
        head, _, body = answer.partition(b"\r\n\r\n")
        length = int(_LENGTH.search(head)[1])  # type: ignore[index]  # gunicorn always says
        received = len(body)
        while received < length:
            received += len(plug.recv(262_144))
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(answer)

    return ask


def _bare(graph: Graph, question: str) -> Ask:
    found = statement(f"profiles/{question}")
    values = {"person": {"limit": 200}, "timeline": {"newest": False, "start": -_EVER, "skip": 0, "limit": PAGE + 1}}

    query = neo4j.Query(found.text)

    def ask(person: str) -> None:
        with graph.driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            rows = list(session.run(query, {"id": person, **values[question]}))
        if not rows:
            raise RuntimeError(person)

    return ask


if __name__ == "__main__":
    sys.exit(main())
