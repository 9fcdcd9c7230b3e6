"""Which database the tests use, and how it is opened and closed. The choice is pure, and tested itself.

Never NEO4J_URI: that is where somebody's data are.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Conflict, Unavailable
from app.graph import Graph
from app.runtime import server
from app.runtime.memory import Memory
from app.runtime.ports import Ports
from app.settings import Connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

IMAGE = "neo4j:5.26-community"
ANY_PORTS = Ports(bolt=0, http=0)
SMALL = Memory(heap="768m", page_cache="256m")
QUICK = ("-XX:TieredStopAtLevel=1",)
"""The simple compiler only: half the work to start, which is most of what a test database ever does."""
PLAN_ONCE = {"dbms.cypher.min_replan_interval": "1d", "internal.cypher.use_parameter_size": "false"}
"""Plans outlive the wiping of a world and the length of a list: planning anew was most of the work of the tests. None is large enough to need it."""

BYTES_OF_A_WORKER = 2 << 30
"""Neo4j takes one gigabyte of them; the rest is Python, a browser, and the second database of a test about databases."""
MOST_WORKERS = 4
"""A file of tests is the smallest share, and the longest of them bounds the run."""


class Kind(StrEnum):
    """Where a test database comes from."""

    GIVEN = "given"
    CONTAINER = "container"
    EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class Choice:
    """The decision, and for a given database its address."""

    kind: Kind
    uri: str | None = None


def choose(environ: Mapping[str, str], docker_answers: Callable[[], bool]) -> Choice:
    """THROUGHLINE_TEST_NEO4J_URI if set, else a container where a Docker engine answers, else an embedded one.

    Raises Conflict when a given one would be shared by processes, which would wipe it under each other.
    """
    if given := environ.get("THROUGHLINE_TEST_NEO4J_URI"):
        if "PYTEST_XDIST_WORKER" in environ:
            raise Conflict(f"{given} is one database and tests wipe it; run them in one process (`pytest -n 0`), or unset that variable.")
        return Choice(Kind.GIVEN, given)
    return Choice(Kind.CONTAINER if docker_answers() else Kind.EMBEDDED)


def workers(environ: Mapping[str, str], *, cores: int, available: int) -> int:
    """How many processes share the tests of one run, each with a database of its own; 0 when this one does them alone.

    A core and two gigabytes (`available` is in bytes) each, four at most. A given database is one, and only one may wipe it.
    """
    if environ.get("THROUGHLINE_TEST_NEO4J_URI"):
        return 0
    found = min(cores, available // BYTES_OF_A_WORKER, MOST_WORKERS)
    return found if found > 1 else 0


def docker_answers() -> bool:
    """Whether a Docker engine answers; a client alone is not enough."""
    command = ["docker", "info", "--format", "{{.ServerVersion}}"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and bool(done.stdout.strip())


@contextmanager
def opened(choice: Choice, environ: Mapping[str, str]) -> Iterator[Connection]:
    """A database to test against, stopped afterwards whatever happens. Raises Conflict when a given one holds data."""
    if choice.kind is Kind.GIVEN:
        yield _given(choice, environ)
    elif choice.kind is Kind.CONTAINER:
        with _container() as connection:
            yield connection
    else:
        with tempfile.TemporaryDirectory(prefix="throughline-test-") as folder, embedded(Path(folder)) as found:
            yield Connection(found.uri, ("neo4j", found.password), "neo4j")


@contextmanager
def embedded(home: Path) -> Iterator[server.Server]:
    """An embedded database in a home of its own, on ports of its own; stopped even when the tests are killed."""
    with _undertaker(home):
        try:
            yield _started(home)
        finally:
            server.stop(home)


def _started(home: Path) -> server.Server:
    """Its ports were free when they were chosen; where another process was quicker to take one, others are chosen."""
    start = partial(server.start, home, first_choice=ANY_PORTS, size=SMALL, flags=QUICK, settings=PLAN_ONCE)
    try:
        return start()
    except Unavailable as error:
        if "a port was taken" not in str(error):
            raise
        return start()


@contextmanager
def _undertaker(home: Path) -> Iterator[None]:
    """A process that waits for the end of this one, however it comes, and then stops the database and removes its home.

    It reads from a pipe that nobody writes to: when the last process that could is gone, the pipe ends.
    """
    words = [sys.executable, "-m", "tests.databases", str(home)]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, cwd=Path(__file__).parents[1], start_new_session=True)
    try:
        yield
    finally:
        process.communicate()


def refuse_unless_empty(nodes: int, uri: str) -> None:
    """Tests wipe their database, so one that holds anything is refused."""
    if nodes:
        raise Conflict(f"{uri} holds {nodes} nodes and tests would wipe them; empty it, or unset THROUGHLINE_TEST_NEO4J_URI.")


def _given(choice: Choice, environ: Mapping[str, str]) -> Connection:
    password = environ.get("THROUGHLINE_TEST_NEO4J_PASSWORD")
    connection = Connection(str(choice.uri), ("neo4j", password) if password else None, None)
    with Graph(connection.uri, connection.auth, connection.database) as graph:
        graph.check()
        refuse_unless_empty(graph.read("runtime/count_nodes")[0]["nodes"], connection.uri)
    return connection


@contextmanager
def _container() -> Iterator[Connection]:
    from testcontainers.neo4j import Neo4jContainer

    container = Neo4jContainer(IMAGE, password="tests-only-password").with_env("NEO4J_PLUGINS", '["graph-data-science", "apoc"]')
    with container as running:
        yield Connection(running.get_connection_url(), ("neo4j", "tests-only-password"), "neo4j")


def _bury(home: Path) -> None:
    sys.stdin.read()
    if home.exists():
        server.stop(home)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    _bury(Path(sys.argv[1]))
