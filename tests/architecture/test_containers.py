"""What Docker would do, checked as far as it goes without an engine."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from app.runtime import assets, launch
from tests.databases import IMAGE

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_database_is_the_official_image_the_tests_use() -> None:
    """One image name, with Graph Data Science and APOC, waited for until it is healthy."""
    database, app = COMPOSE["services"]["neo4j"], COMPOSE["services"]["app"]
    assert database["image"] == IMAGE
    assert database["environment"]["NEO4J_PLUGINS"] == '["graph-data-science", "apoc"]'
    assert database["environment"]["NEO4J_dbms_security_procedures_allowlist"] == launch.PROCEDURES
    assert database["environment"]["NEO4J_dbms_security_http__static__content__security__policy__header"] == launch.BROWSER_MAY
    assert {f"NEO4J_{name.replace('_', '__').replace('.', '_')}": value for name, value in launch.PLANNING.items()}.items() <= database[
        "environment"
    ].items()
    assert "gds.version(), apoc.text" in database["healthcheck"]["test"]
    assert app["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert app["environment"]["NEO4J_URI"] == "bolt://neo4j:7687"


def test_nothing_is_open_to_the_network_and_no_password_is_written_down() -> None:
    """Ports on loopback, the password from whoever starts it."""
    for service in COMPOSE["services"].values():
        assert all(str(port).startswith("127.0.0.1:") for port in service["ports"])
    assert "NEO4J_PASSWORD:?" in COMPOSE["services"]["neo4j"]["environment"]["NEO4J_AUTH"]


def test_the_image_runs_unprivileged_from_pinned_packages() -> None:
    """No root, hashes required, install scripts of web packages not run."""
    lines = DOCKERFILE.splitlines()
    assert next(line for line in reversed(lines) if line.startswith("USER ")) == "USER throughline"
    assert "--require-hashes -r requirements.txt" in DOCKERFILE
    assert "npm ci --ignore-scripts" in DOCKERFILE


def test_the_image_finds_its_web_assets_where_npm_puts_them(tmp_path: Path) -> None:
    """The step of the image that copies assets works on a folder as `npm ci` leaves it."""
    for source in assets.FILES.values():
        (tmp_path / "node_modules" / source).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "node_modules" / source).write_text(source)
    (tmp_path / "package-lock.json").write_text("{}")
    assets.copy(tmp_path / "node_modules", tmp_path / "vendor", tmp_path)
    assert assets.is_complete(tmp_path / "vendor", tmp_path)


def test_compose_accepts_the_file() -> None:
    """`docker compose config` reads it; skipped where that client is absent."""
    command = ["docker", "compose", "-f", str(ROOT / "docker-compose.yml"), "config", "--quiet"]
    environment = {"NEO4J_PASSWORD": "only-to-be-read", "PATH": "/usr/local/bin:/usr/bin:/bin"}
    try:
        probe = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
    except OSError:
        probe = None
    if probe is None or probe.returncode:
        pytest.skip("docker compose is not installed")
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
