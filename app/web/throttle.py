"""Slows down guessing of passwords: after five failures for a name from an address, each further one has to wait longer.

Counts are kept in this process, so N workers allow N times five: enough against guessing, and nobody can lock
somebody else out from another address.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_FREE = 5
_FIRST_WAIT_SECONDS = 5.0
_LONGEST_WAIT_SECONDS = 900.0
_REMEMBERED = 10_000


class Throttle:
    """Failures by key, and how long each key has to wait."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._failures: dict[tuple[str, str], tuple[int, float]] = {}

    def wait(self, name: str, address: str) -> float:
        """Seconds until the next attempt may be made; 0 when it may be made now."""
        with self._lock:
            _, until = self._failures.get((name, address), (0, 0.0))
            return max(0.0, until - self._clock())

    def failed(self, name: str, address: str) -> None:
        """Counts a failure; from the sixth on the wait doubles, up to a quarter of an hour."""
        with self._lock:
            if len(self._failures) >= _REMEMBERED:
                self._forget()
            failures = self._failures.get((name, address), (0, 0.0))[0] + 1
            doubled = _FIRST_WAIT_SECONDS * 2.0 ** min(failures - _FREE - 1, 20)
            pause = min(doubled, _LONGEST_WAIT_SECONDS) if failures > _FREE else 0.0
            self._failures[name, address] = (failures, self._clock() + pause)

    def succeeded(self, name: str, address: str) -> None:
        """Forgets the failures of a key."""
        with self._lock:
            self._failures.pop((name, address), None)

    def _forget(self) -> None:
        # The oldest half goes: memory stays bounded whatever names are tried.
        oldest = sorted(self._failures, key=lambda key: self._failures[key][1])
        for key in oldest[: _REMEMBERED // 2]:
            del self._failures[key]
