"""Locks that expire: one derivation at a time, and a killed holder locks others out for half a minute at most."""

from __future__ import annotations

import threading
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.errors import Conflict, ThroughlineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.graph.connection import Graph, Row
    from app.graph.whole import Whole

SECONDS = 30
"""How long a lock outlives its last sign of life."""

_BEAT = SECONDS / 3


class _Held:
    """A lock in hand, prolonged by a thread of its own: one statement may take longer than the lock lasts."""

    def __init__(self, graph: Graph, name: str) -> None:
        self.graph, self.name, self.holder = graph, name, uuid.uuid4().hex
        self.lost: ThroughlineError | None = None
        self.released = threading.Event()

    def prolong(self) -> None:
        """Takes or prolongs the lock. Raises Conflict when somebody else holds it."""
        taken = self.graph.write("graph/lock_take", name=self.name, holder=self.holder, seconds=SECONDS)[0]
        if taken["holder"] != self.holder:
            raise _taken(self.name, taken)

    def beat(self) -> None:
        """Prolongs the lock until it is released or lost."""
        while not self.released.wait(_BEAT):
            try:
                self.prolong()
            except ThroughlineError as error:
                self.lost = error
                return

    def check(self) -> None:
        """Raises what took the lock away, if anything did."""
        if self.lost:
            raise self.lost


def hold(whole: Whole, name: str) -> None:
    """Holds the lock `name` until the one transaction ends, whatever becomes of it. Raises Conflict when somebody else has it."""
    found = whole.write("graph/lock_hold", name=name)[0]
    if found["holder"]:
        raise _taken(name, found)


def _taken(name: str, lock: Row) -> Conflict:
    return Conflict(f"Another {name} is under way (its lock lasts until {lock['until']:%H:%M:%S} UTC unless prolonged); try again then.")


@contextmanager
def lock(graph: Graph, name: str) -> Iterator[Callable[[], None]]:
    """Holds the lock `name`, prolonging it as long as this process lives; yields a check to be called between long steps.

    Raises Conflict when somebody else holds it; the check raises what took it away (a database that did not answer for too long).
    """
    held = _Held(graph, name)
    held.prolong()
    thread = threading.Thread(target=held.beat, name=f"lock {name}", daemon=True)
    thread.start()
    try:
        yield held.check
    finally:
        held.released.set()
        thread.join()
        graph.write("graph/lock_release", name=name, holder=held.holder)
