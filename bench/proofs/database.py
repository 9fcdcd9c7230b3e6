"""A database of our own for proofs: started empty, stopped and thrown away."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.graph import Graph, schema
from app.runtime import server
from app.runtime.memory import Memory
from app.runtime.ports import Ports

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = Memory(heap="2g", page_cache="512m")
PLAN_ONCE = {"dbms.cypher.min_replan_interval": "1d", "internal.cypher.use_parameter_size": "false"}
"""Worlds of some hundred rows come and go: a statement planned anew for each of them costs more than the better plan saves."""


@contextmanager
def database() -> Iterator[Graph]:
    """A graph in a database of our own, with its schema."""
    with tempfile.TemporaryDirectory(prefix="throughline-proofs-") as folder:
        try:
            found = server.start(Path(folder), first_choice=Ports(bolt=0, http=0), size=MEMORY, settings=PLAN_ONCE)
            with Graph(found.uri, ("neo4j", found.password)) as graph:
                schema.apply(graph)
                yield graph
        finally:
            server.stop(Path(folder))
