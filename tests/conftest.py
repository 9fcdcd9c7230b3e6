"""What every test may ask for.

`graph` is a real Neo4j, empty but for the schema; one database serves the whole run, or each process of it (`make test` has two or more).
`chromium` is a real browser, and its tests skip by name where there is none. Shared data are asked for with `shared_data`, and skipped
by name where absent.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import psutil
import pytest

from app.graph import Graph, schema
from app.runtime.memory import available_bytes
from tests.databases import choose, docker_answers, opened, workers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from app.settings import Connection

ROOT = Path(__file__).parent.parent
"""The repository."""

# How long an example takes says nothing on a busy machine.
hypothesis.settings.register_profile("throughline", deadline=None)
hypothesis.settings.load_profile("throughline")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """How many processes `pytest -n auto` starts: by logical cores, since each waits for its database half of the time."""
    return workers(os.environ, cores=psutil.cpu_count() or 1, available=available_bytes())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files are shared out in this order: those without a database are short, so they come last and even out the end."""
    items.sort(key=lambda item: item.path.is_relative_to(ROOT / "tests" / "unit"))


_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session", autouse=True)
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees the user's database, home or secrets."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("NEO4J_") or (name.startswith("THROUGHLINE_") and not name.startswith(_OF_TESTS)):
                patch.delenv(name)
        patch.setenv("THROUGHLINE_HOME", str(tmp_path_factory.mktemp("home")))
        yield


_OF_TESTS = ("THROUGHLINE_TEST_", "THROUGHLINE_REQUIRE_", "THROUGHLINE_SHARED_DATA")


@pytest.fixture(scope="session")
def database() -> Iterator[Connection]:
    """The database of this run; see `databases.py` for which."""
    with opened(choose(os.environ, docker_answers), os.environ) as connection:
        yield connection


@pytest.fixture(scope="session")
def _session_graph(database: Connection) -> Iterator[Graph]:
    with Graph(database.uri, database.auth, database.database) as graph:
        graph.check()
        schema.apply(graph)
        yield graph
        graph.write("runtime/wipe")


@pytest.fixture
def graph(_session_graph: Graph) -> Graph:
    """An empty graph with its schema."""
    _session_graph.write("runtime/wipe")
    return _session_graph


@pytest.fixture(scope="session")
def graph_with_schema(_session_graph: Graph) -> Graph:
    """A graph with its schema and whatever the last test left: for looking only."""
    return _session_graph


@pytest.fixture
def graph_in_environment(graph: Graph, database: Connection, monkeypatch: pytest.MonkeyPatch) -> Graph:
    """The same graph, and the environment points at it, as commands and `create_app` would find it."""
    monkeypatch.setenv("NEO4J_URI", database.uri)
    if database.auth:
        monkeypatch.setenv("NEO4J_USERNAME", database.auth[0])
        monkeypatch.setenv("NEO4J_PASSWORD", database.auth[1])
    return graph


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of public data sets, which are never committed."""
    folder = Path(os.environ.get("THROUGHLINE_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"shared data are absent: {folder.name} (set THROUGHLINE_SHARED_DATA)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium of the system; skipped without one, failed where THROUGHLINE_REQUIRE_BROWSER is set."""
    path = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        sentence = "Chromium is not installed; on Debian: apt-get install chromium"
        if os.environ.get("THROUGHLINE_REQUIRE_BROWSER"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
