"""One transaction as a graph: for work that is made of many steps and is to take effect at once, or not at all.

Whoever takes part is handed a `Whole`, which is a `Graph` in all but that it commits nothing by itself: statements that would commit piece by piece
run whole, and what is written is seen within it only. Readers see the graph as it stood all the while; who would write what it has written waits.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn, TypeVar

from neo4j.exceptions import Neo4jError

from app.graph.connection import Graph, Row, Value, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import neo4j

T = TypeVar("T")

_MEMORY = frozenset({"Neo.TransientError.General.MemoryPoolOutOfMemoryError", "Neo.ClientError.General.TransactionOutOfMemoryError"})


class TooLarge(Exception):
    """One transaction does not do: the database has no memory for it, or Graph Data Science is needed, which projects what is committed."""


class Indivisible(TooLarge):
    """Something failed that only a run of several transactions can set aside."""


class Whole(Graph):
    """A graph within one transaction. It belongs to the transaction it was made for, and ends with it."""

    def __init__(self, transaction: neo4j.ManagedTransaction | neo4j.Transaction) -> None:
        self._work = _Whole(transaction)

    def close(self) -> None:
        """Nothing: it ends with its transaction."""

    @cached_property
    def gds(self) -> NoReturn:
        """None: it would not see what this has written. Raises TooLarge."""
        raise TooLarge

    def read(self, name: str, /, **params: Value) -> list[Row]:
        """All rows of a read statement."""
        return self._work.run(name, **params)

    def stream(self, name: str, /, **params: Value) -> Iterator[Row]:
        """The same, all at once: what is written meanwhile must not change what is still to be read."""
        yield from self._work.run(name, **params)

    def write(self, name: str, /, **params: Value) -> list[Row]:
        """Runs one statement and returns its rows."""
        return self._work.run(name, **params)

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Several statements of the one transaction."""
        yield self._work

    def transact(self, action: Callable[[Work], T]) -> T:
        """Runs `action` within the one transaction."""
        return action(self._work)


class _Whole(Work):
    """Runs statements whole, whatever their mode, and tells a transaction that has grown too large from a busy database."""

    def run(self, name: str, /, **params: Value) -> list[Row]:
        try:
            return self.run_whole(name, params)
        except Neo4jError as error:
            if error.code in _MEMORY:  # trying again would only take as long to fail
                raise TooLarge from error
            raise


def at_once(graph: Graph, action: Callable[[Whole], T]) -> T:
    """What `action` returns, done in one transaction; what it raises rolls back all of it.

    Not tried again. Raises TooLarge where one transaction does not do, Deadlock for one that lost to another, else as `Graph.work` does.
    """
    with graph.opened() as transaction:
        return action(Whole(transaction))
