from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from app.runtime import ports
from app.runtime.ports import Ports

if TYPE_CHECKING:
    from pathlib import Path

NONE = Ports(bolt=0, http=0)


def test_a_home_keeps_its_ports(tmp_path: Path) -> None:
    """What was chosen once is chosen again, whatever the first choice is by then."""
    first, notes = ports.choose(tmp_path, first_choice=NONE)
    assert notes == []
    assert ports.choose(tmp_path, first_choice=ports.USUAL) == (first, [])


def test_a_busy_port_is_named_and_replaced(tmp_path: Path) -> None:
    """The sentence names the port that is taken and the one used instead."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        busy = other.getsockname()[1]
        chosen, [note] = ports.choose(tmp_path, first_choice=Ports(bolt=busy, http=ports.any_free()))
    assert chosen.bolt != busy
    assert note == f"Port {busy} is taken by another program; Bolt listens on {chosen.bolt} instead."


def test_a_spoilt_file_is_as_good_as_none(tmp_path: Path) -> None:
    """Ports are a convenience: an unreadable file is replaced, not reported."""
    (tmp_path / "ports.json").write_text('{"bolt": "many"}')
    assert ports.remembered(tmp_path) is None
    chosen, _ = ports.choose(tmp_path, first_choice=NONE)
    assert ports.remembered(tmp_path) == chosen
