from __future__ import annotations

import hashlib
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from app.runtime import jars
from app.runtime.jars import Jar, JarError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT = b"not really a jar"
JAR = Jar("org.example.tools", "spanner", "1.2", "", hashlib.sha256(CONTENT).hexdigest())


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: tests are quiet."""


@pytest.fixture
def maven(tmp_path: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """A Maven repository on loopback that holds one jar: its folder, and how to ask it."""
    folder = tmp_path / "remote"
    (folder / JAR.path).parent.mkdir(parents=True)
    (folder / JAR.path).write_bytes(CONTENT)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield folder, {"test": f"http://127.0.0.1:{server.server_port}"}
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def one_jar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock file of one jar."""
    monkeypatch.setattr(jars, "locked", lambda: (JAR,))


@pytest.mark.usefixtures("one_jar")
def test_what_is_missing_is_fetched_once(maven: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """The second time there is nothing to do."""
    assert jars.fetch(print, tmp_path / "cache", remotes=maven[1]) == 1
    assert (tmp_path / "cache" / JAR.path).read_bytes() == CONTENT
    assert jars.fetch(print, tmp_path / "cache", remotes=maven[1]) == 0


@pytest.mark.usefixtures("one_jar")
def test_a_damaged_jar_is_fetched_again(maven: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """A download cut short by a killed process is noticed by its hash and replaced."""
    damaged = tmp_path / "cache" / JAR.path
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(CONTENT[:5])
    said: list[str] = []
    assert jars.broken(tmp_path / "cache") == (JAR,)
    assert jars.fetch(said.append, tmp_path / "cache", remotes=maven[1]) == 1
    assert said[0] == "spanner-1.2.jar in the cache is damaged and is fetched again."
    assert jars.broken(tmp_path / "cache") == ()


@pytest.mark.usefixtures("one_jar")
def test_another_file_than_the_locked_one_is_refused(maven: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """Whatever a repository serves, only the bytes that were locked are ever kept."""
    (maven[0] / JAR.path).write_bytes(b"something else")
    with pytest.raises(JarError, match="spanner-1.2.jar as downloaded is not the locked file"):
        jars.fetch(print, tmp_path / "cache", remotes=maven[1])
    assert not (tmp_path / "cache" / JAR.path).exists()


@pytest.mark.usefixtures("one_jar")
def test_no_network_is_one_sentence(tmp_path: Path) -> None:
    """It names the jar and says what to do."""
    with pytest.raises(JarError, match="spanner-1.2.jar could not be downloaded; check the network"):
        jars.fetch(print, tmp_path / "cache", remotes={"nobody": "http://127.0.0.1:9"})


def test_the_lock_is_complete() -> None:
    """Every jar has a SHA-256, no two share a path, and both the database and its plugins are there."""
    found = jars.locked()
    assert all(len(jar.sha256) == 64 for jar in found)
    assert len({jar.path for jar in found}) == len(found)
    assert {"neo4j", "neo4j-browser", "neo4j-import-tool", "opengds-extension", "apoc-core"} <= {jar.artifact for jar in found}
    assert {jar.version for jar in found if jar.is_plugin} == {"2.13.9", "5.26.1"}
