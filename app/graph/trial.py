"""Trials: what would happen, found out by letting it happen in one transaction that is rolled back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import neo4j
from neo4j.exceptions import AuthError, Neo4jError, ServiceUnavailable

from app.errors import Conflict, Unavailable
from app.graph.connection import Graph, GraphError
from app.graph.whole import Indivisible, TooLarge, Whole

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class _Back(Exception):
    """No error: it is how a managed transaction is told to roll back."""


def attempt(graph: Graph, action: Callable[[Whole], T]) -> T:
    """What `action` finds in a trial on this graph; the graph is left as it was. Again from the start when the database asks for it.

    Raises what `action` raises; Conflict when the trial is too large for one transaction, GraphError and Unavailable as `Graph.transact` does.
    """
    found: list[T] = []

    def tried(transaction: neo4j.ManagedTransaction) -> None:
        found[:] = [action(Whole(transaction))]
        raise _Back

    try:
        with graph.driver.session(database=graph.database, default_access_mode=neo4j.WRITE_ACCESS) as session:
            session.execute_write(tried)
    except _Back:
        return found[0]
    except Indivisible as error:
        raise Conflict(
            "A component that this draft is about cannot be derived, so nobody knows what would become of it; run `throughline unify`, "
            "then see `throughline doctor`."
        ) from error
    except TooLarge as error:
        raise Conflict(
            "This draft changes more than the database has memory for in one transaction; give it more (server.memory.heap.max_size), "
            "or try the draft on a part of the data."
        ) from error
    except (ServiceUnavailable, AuthError) as error:
        raise Unavailable("The database does not answer; check `throughline status` or NEO4J_URI.") from error
    except Neo4jError as error:
        raise GraphError(f"The database refused a trial: {error.message}") from error
    raise AssertionError("a trial ends by rolling back")
