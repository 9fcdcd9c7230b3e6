"""Locks that expire: one derivation at a time, and a killed holder does not lock others out for long."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.graph.connection import Graph

SECONDS = 120
"""How long a lock outlives its last sign of life."""


@contextmanager
def lock(graph: Graph, name: str) -> Iterator[Callable[[], None]]:
    """Holds the lock `name`; yields a function that prolongs it, to be called between long steps.

    Raises Conflict when somebody else holds it, then or (from the yielded function) since it expired.
    """
    holder = uuid.uuid4().hex

    def prolong() -> None:
        taken = graph.write("graph/lock_take", name=name, holder=holder, seconds=SECONDS)[0]
        if taken["holder"] != holder:
            message = f"Another {name} is under way, until {taken['until']:%H:%M:%S} UTC at the latest; wait for it, then try again."
            raise Conflict(message)

    prolong()
    try:
        yield prolong
    finally:
        graph.write("graph/lock_release", name=name, holder=holder)
