"""Trials: what would happen, found out by letting it happen in one transaction that is rolled back.

Whoever takes part is handed a `Trial`, which is a `Graph` in all but that it commits nothing: statements that would commit piece by piece run whole,
and what is written is seen within the trial only. Readers see the graph as it stands all the while; who would write what the trial has written waits.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn, TypeVar

import neo4j
from neo4j.exceptions import AuthError, Neo4jError, ServiceUnavailable

from app.errors import Conflict, Unavailable
from app.graph.connection import Graph, GraphError, Row, Value, Work
from app.graph.statements import StatementError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

_MEMORY = frozenset({"Neo.TransientError.General.MemoryPoolOutOfMemoryError", "Neo.ClientError.General.TransactionOutOfMemoryError"})


class _Back(Exception):
    """No error: it is how a managed transaction is told to roll back."""


class _TooLarge(Exception):
    """The database has no memory for one transaction as large as this."""


class Trial(Graph):
    """A graph within a trial. It belongs to the transaction it was made for, and ends with it."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._work = _Whole(transaction)

    def close(self) -> None:
        """Nothing: the trial ends with its transaction."""

    @cached_property
    def gds(self) -> NoReturn:
        """None: Graph Data Science projects what is committed, and would not see the trial."""
        raise StatementError("A trial has no Graph Data Science; derive by the touched components instead.")

    def read(self, name: str, /, **params: Value) -> list[Row]:
        """All rows of a read statement."""
        return self._work.run(name, **params)

    def stream(self, name: str, /, **params: Value) -> Iterator[Row]:
        """The same, all at once: what is written meanwhile must not change what is still to be read."""
        yield from self._work.run(name, **params)

    def write(self, name: str, /, **params: Value) -> list[Row]:
        """Runs one statement within the trial and returns its rows."""
        return self._work.run(name, **params)

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Several statements; they stay as long as the trial lasts."""
        yield self._work

    def transact(self, action: Callable[[Work], T]) -> T:
        """Runs `action` within the trial."""
        return action(self._work)


class _Whole(Work):
    """Runs statements whole, whatever their mode, and tells a transaction that has grown too large from a busy database."""

    def run(self, name: str, /, **params: Value) -> list[Row]:
        try:
            return self.run_whole(name, params)
        except Neo4jError as error:
            if error.code in _MEMORY:  # trying again would only take as long to fail
                raise _TooLarge from error
            raise


def attempt(graph: Graph, action: Callable[[Trial], T]) -> T:
    """What `action` finds in a trial on this graph; the graph is left as it was. Again from the start when the database asks for it.

    Raises what `action` raises; Conflict when the trial is too large for one transaction, GraphError and Unavailable as `Graph.transact` does.
    """
    found: list[T] = []

    def tried(transaction: neo4j.ManagedTransaction) -> None:
        found[:] = [action(Trial(transaction))]
        raise _Back

    try:
        with graph.driver.session(database=graph.database, default_access_mode=neo4j.WRITE_ACCESS) as session:
            session.execute_write(tried)
    except _Back:
        return found[0]
    except _TooLarge as error:
        raise Conflict(
            "This draft changes more than the database has memory for in one transaction; give it more (server.memory.heap.max_size), "
            "or try the draft on a part of the data."
        ) from error
    except (ServiceUnavailable, AuthError) as error:
        raise Unavailable("The database does not answer; check `throughline status` or NEO4J_URI.") from error
    except Neo4jError as error:
        raise GraphError(f"The database refused a trial: {error.message}") from error
    raise AssertionError("a trial ends by rolling back")
