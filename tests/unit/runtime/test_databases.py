"""The choice of the database the tests themselves use."""

from __future__ import annotations

import pytest

from app.errors import Conflict
from tests.databases import Choice, Kind, choose, refuse_unless_empty, workers

GIGABYTE = 1 << 30


def test_a_given_database_is_taken_first() -> None:
    """Docker is not even asked."""
    environ = {"THROUGHLINE_TEST_NEO4J_URI": "bolt://127.0.0.1:1"}
    assert choose(environ, lambda: pytest.fail("asked Docker")) == Choice(Kind.GIVEN, "bolt://127.0.0.1:1")


@pytest.mark.parametrize(("answers", "kind"), [(True, Kind.CONTAINER), (False, Kind.EMBEDDED)])
def test_a_container_where_docker_answers_else_an_embedded_one(*, answers: bool, kind: Kind) -> None:
    """A Docker client without an engine is no Docker."""
    assert choose({}, lambda: answers) == Choice(kind)


def test_the_users_database_is_never_taken() -> None:
    """NEO4J_URI is where somebody's data are."""
    assert choose({"NEO4J_URI": "bolt://production:7687"}, lambda: False) == Choice(Kind.EMBEDDED)


def test_a_given_database_that_holds_anything_is_refused() -> None:
    """Tests wipe their database."""
    refuse_unless_empty(0, "bolt://x")
    with pytest.raises(Conflict, match="bolt://x holds 3 nodes and tests would wipe them"):
        refuse_unless_empty(3, "bolt://x")


@pytest.mark.parametrize(
    ("cores", "gigabytes", "expected"),
    [(2, 8, 2), (1, 8, 0), (8, 5, 2), (64, 64, 4), (2, 3, 0)],
)
def test_processes_by_cores_and_memory(cores: int, gigabytes: int, expected: int) -> None:
    """A core and two gigabytes for each, four at most; where only one would fit, none is started beside the main one."""
    assert workers({}, cores=cores, available=gigabytes * GIGABYTE) == expected


def test_a_given_database_is_for_one_process() -> None:
    """Two would wipe it under each other: none is started by itself, and one that was asked for is refused."""
    given = {"THROUGHLINE_TEST_NEO4J_URI": "bolt://127.0.0.1:1"}
    with pytest.raises(Conflict, match="run them in one process"):
        choose(given | {"PYTEST_XDIST_WORKER": "gw1"}, lambda: False)
    assert workers(given, cores=8, available=64 * GIGABYTE) == 0
