from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.runtime import jars, launch
from app.runtime.memory import Memory
from app.runtime.ports import Ports

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = Memory("1g", "512m")


def test_it_listens_on_loopback_only_and_asks_for_a_password() -> None:
    """Nobody else on the network reaches the embedded database."""
    lines = dict(line.split("=", 1) for line in launch.configuration(Ports(bolt=17, http=18), MEMORY).splitlines())
    addresses = [value for name, value in lines.items() if "address" in name]
    assert all(value.startswith("127.0.0.1") for value in addresses)
    assert lines["dbms.security.auth_enabled"] == "true"
    assert lines["dbms.usage_report.enabled"] == lines["client.allow_telemetry"] == "false"


def test_further_settings_outrank_the_usual_ones() -> None:
    """Each name stands once, since Neo4j refuses to start on a setting that is given twice."""
    more = {"dbms.cypher.min_replan_interval": "1d", "client.allow_telemetry": "true"}
    pairs = [line.partition("=")[::2] for line in launch.configuration(Ports(bolt=17, http=18), MEMORY, more).splitlines()]
    assert len(pairs) == len(dict(pairs))
    assert more.items() <= dict(pairs).items()


def test_neo4j_browser_may_talk_to_this_host_only() -> None:
    """Neither fonts nor error reports leave an analyst's machine."""
    assert set(re.findall(r"//([\w.]+)", launch.BROWSER_MAY)) == {"127.0.0.1", "localhost"}
    assert "default-src 'self'" in launch.BROWSER_MAY


def test_the_password_is_on_no_command_line_and_in_no_open_file(tmp_path: Path) -> None:
    """Every user of a machine can read command lines; files below the home are for their owner."""
    launch.prepare(tmp_path, password="very-secret-indeed", ports=Ports(bolt=17, http=18), memory=MEMORY)
    assert "very-secret-indeed" not in " ".join(launch.command(tmp_path, MEMORY))
    texts = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".jar"]
    assert not any(b"very-secret-indeed" in text for text in texts)
    assert (tmp_path / "data" / "dbms" / "auth.ini").stat().st_mode & 0o777 == 0o600


def test_plugins_of_another_version_are_replaced(tmp_path: Path) -> None:
    """After an upgrade no plugin of the old version is left to be loaded beside the new one."""
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "proc-2.12.0.jar").write_text("old")
    launch.prepare(tmp_path, password="x", ports=Ports(bolt=17, http=18), memory=MEMORY)
    names = {path.name for path in (tmp_path / "plugins").iterdir()}
    assert names == {jar.path.name for jar in jars.locked() if jar.is_plugin}
