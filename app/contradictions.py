"""Contradictions: an answer that fails because the graph holds what Throughline does not write is told as such, and not as a fault of the program."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import Conflict, ThroughlineError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Graph

_CHECKS = ("doctor/wrong_type", "doctor/journey_out_of_step", "doctor/member_of_two")
_SECONDS = 60.0
"""The whole graph is looked at, so not for every failure."""


class Contradictions:
    """Whether the graph holds what Throughline never writes; looked at once a minute at most."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: str | None = None
        self._until = 0.0

    def behind(self, error: Exception, graph: Graph) -> Exception:
        """The error itself, or a Conflict that says what is wrong with the graph, if anything is. What is told already stays as it is."""
        if isinstance(error, ThroughlineError) and not isinstance(error.__cause__, Exception):
            return error
        told = self._told(graph)
        return Conflict(told) if told else error

    def _told(self, graph: Graph) -> str | None:
        with self._lock:
            if time.monotonic() >= self._until:
                self._found = next(_problems(graph), None)
                self._until = time.monotonic() + _SECONDS
            return self._found


def _problems(graph: Graph) -> Iterator[str]:
    for name in _CHECKS:
        with suppress(ThroughlineError):  # a check that cannot be made says nothing
            yield from (row["problem"] for row in graph.read(name))
