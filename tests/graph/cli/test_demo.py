"""The demo as a newcomer sees it: one command, pages and API answering, and nothing left running."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from app.cli import demo
from app.errors import Conflict
from app.runtime import ports
from app.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a home that nobody used before."""
    return Settings(home=tmp_path)


def test_the_story_is_never_mixed_into_other_data(graph: Graph, settings: Settings) -> None:
    """A graph that holds a source and was not made by the demo is refused, with what to do."""
    graph.driver.execute_query("CREATE (:Source {name: 'payroll'})")
    with pytest.raises(Conflict, match="holds other data.* choose another THROUGHLINE_HOME"):
        demo.tell(graph, settings)


def test_a_second_run_changes_nothing(graph: Graph, settings: Settings) -> None:
    """The story is loaded once; told again, the graph stays as it is, revision and loads included."""
    demo.tell(graph, settings)
    nodes, found = graph.read("runtime/count_nodes"), list(demo.findings(graph))
    demo.tell(graph, settings)
    assert (graph.read("runtime/count_nodes"), list(demo.findings(graph))) == (nodes, found)
    assert graph.read("demo/place")[0]["story"] == demo.digest()


def test_the_visitor_keeps_the_same_key_and_password(graph: Graph, settings: Settings) -> None:
    """A second run makes no second account and no second key; a lost graph gets them anew."""
    first = demo.admit(graph, settings)
    nodes = graph.read("runtime/count_nodes")
    assert demo.admit(graph, settings) == first
    assert graph.read("runtime/count_nodes") == nodes
    graph.write("runtime/wipe")
    again = demo.admit(graph, settings)
    assert again.password == first.password
    assert again.key != first.key


def test_a_person_to_open_only_when_there_is_one(graph: Graph, settings: Settings) -> None:
    """Directions name what exists."""
    access = demo.Access("word", "key")
    text = "\n".join(demo.directions("http://127.0.0.1:1", access, None, settings))
    assert "A person to open" not in text
    assert graph.read("demo/worth_opening") == []


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("graph_in_environment")
def test_the_demo_serves_what_it_found_until_ctrl_c(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own directions lead to a person, the API answers to its key, a busy port is replaced, and Ctrl-C ends it."""
    monkeypatch.setenv("THROUGHLINE_HOME", str(tmp_path))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("THROUGHLINE_PORT", str(other.getsockname()[1]))
        text, process = _started(tmp_path / "demo.log")
        try:
            page = re.search(r"A person to open +(\S+)", text)
            key = re.search(r"API documentation +(\S+)/docs +key (\S+)", text)
            assert page is not None, text
            assert key is not None, text
            person = page[1].rsplit("/", 1)[1]
            answer = httpx.get(f"{key[1]}/v1/persons/{person}", headers={"Authorization": f"Bearer {key[2]}"}, timeout=60)
            assert answer.status_code == 200, answer.text
            assert answer.json()["id"] == person
            assert httpx.get(page[1], timeout=60).status_code in {302, 303}, "pages ask to sign in"
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(60) is not None
    assert ports.is_free(int(key[1].rsplit(":", 1)[1]))


def _started(log: Path) -> tuple[str, subprocess.Popen[bytes]]:
    """The running demo, and what it had said by the time it was ready."""
    with log.open("wb") as file:
        words = [sys.executable, "-u", "-m", "app.cli", "demo"]
        process = subprocess.Popen(words, stdout=file, stderr=subprocess.STDOUT)
    while "Ctrl-C ends it" not in log.read_text(encoding="utf-8") and process.poll() is None:
        time.sleep(0.2)
    return log.read_text(encoding="utf-8"), process
