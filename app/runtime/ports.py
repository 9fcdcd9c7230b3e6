"""The loopback ports of a home: chosen free, remembered, and replaced by others when somebody else took them."""

from __future__ import annotations

import json
import socket
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from app.runtime import places

if TYPE_CHECKING:
    from pathlib import Path

LOOPBACK = "127.0.0.1"
_FILE = "ports.json"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the database listens: Bolt for drivers, HTTP for Neo4j Browser."""

    bolt: int
    http: int


USUAL = Ports(bolt=7687, http=7474)


def is_free(port: int) -> bool:
    """Whether nobody listens on this loopback port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    """Some loopback port that is free now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def choose(folder: Path, *, first_choice: Ports = USUAL) -> tuple[Ports, list[str]]:
    """The ports of a home, remembered there, and a sentence for each that had to be replaced."""
    wanted = remembered(folder) or first_choice
    notes: list[str] = []
    chosen = Ports(bolt=_free_or_other("Bolt", wanted.bolt, notes), http=_free_or_other("HTTP", wanted.http, notes))
    remember(folder, chosen)
    return chosen, notes


def remembered(folder: Path) -> Ports | None:
    """The ports a home used last; None when it never had any or its file is unreadable."""
    try:
        found = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return Ports(bolt=int(found["bolt"]), http=int(found["http"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(folder: Path, ports: Ports) -> None:
    """Keeps the ports for the next start."""
    places.write_private(folder / _FILE, json.dumps(asdict(ports)))


def _free_or_other(name: str, port: int, notes: list[str]) -> int:
    if port and is_free(port):
        return port
    other = any_free()
    if port:
        notes.append(f"Port {port} is taken by another program; {name} listens on {other} instead.")
    return other
