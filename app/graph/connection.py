"""The connection: one driver, sessions by statement mode, and the Graph Data Science client.

Retries of transient failures are the driver's (managed transactions); a statement may therefore run more than once and must be idempotent.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar

import neo4j
from neo4j.exceptions import AuthError, BrokenRecordError, DriverError, Neo4jError, ServiceUnavailable

from app.errors import BadInput, ThroughlineError, Unavailable
from app.graph.statements import Mode, Statement, StatementError, statement
from app.moments import in_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from graphdatascience import GraphDataScience

Row = dict[str, Any]
"""One result row: column name to value, temporal values as `datetime`."""

Value = Any
"""A value that travels as a parameter."""

T = TypeVar("T")

_AT_ONCE = 10_000
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_NO_ADDRESS = "{uri} is no address of a Neo4j database ({why}); set NEO4J_URI to one such as bolt://localhost:7687 or neo4j+s://name.example."
_BARE_ADDRESS = "The database's address holds a name or a password; give these as NEO4J_USERNAME and NEO4J_PASSWORD, and NEO4J_URI without them."
_TRIES, _PAUSE = 5, 0.2
"""How often a statement that commits piece by piece is begun, and for how many seconds it waits in between."""
_IN_THE_WAY = frozenset(f"Neo.TransientError.Transaction.{each}" for each in ("DeadlockDetected", "Outdated", "LockAcquisitionTimeout"))
_allowed: ContextVar[float] = ContextVar("seconds that a read may take", default=0.0)


class GraphError(ThroughlineError):
    """The database refused a statement; the message names its file."""


class Deadlock(GraphError):
    """Of two transactions that were in each other's way (both waited, or one read what the other was writing) the database ended this one.

    What it committed before stands.
    """


class TooLong(BadInput):
    """What was asked for takes longer than a question may."""


@contextmanager
def allowing(seconds: float) -> Iterator[None]:
    """Where nobody waits for the answer: within it a `read` may take so many seconds, whatever its graph says."""
    token = _allowed.set(seconds)
    try:
        yield
    finally:
        _allowed.reset(token)


class Work:
    """Several statements in one transaction: all of them take effect, or none."""

    def __init__(self, transaction: neo4j.ManagedTransaction | neo4j.Transaction) -> None:
        self._transaction = transaction

    def run(self, name: str, /, **params: Value) -> list[Row]:
        """Runs the statement file `name` and returns all its rows."""
        found = _checked(name, params)
        return [_row(record) for record in self._transaction.run(found.text, params)]

    def run_whole(self, name: str, params: dict[str, Value]) -> list[Row]:
        """The same for a statement of any mode: one that would commit piece by piece runs as a whole."""
        found = _checked(name, params)
        return [_row(record) for record in self._transaction.run(found.whole, params)]


class Graph:
    """A database that holds a Throughline graph. Use it as a context manager, or call `close`."""

    def __init__(
        self,
        uri: str,
        auth: tuple[str, str] | None = None,
        database: str | None = None,
        *,
        patience: float = 30.0,
        longest: float | None = None,
    ) -> None:
        """`patience`: for how many seconds a transaction is tried again while the database is away or busy; `longest`: how many a `read` may take.

        Raises BadInput for an address that is none.
        """
        self._uri, self._auth, self.database, self._longest = uri, auth, database, longest
        if "@" in uri.partition("://")[2].partition("/")[0]:
            raise BadInput(_BARE_ADDRESS)
        if uri.partition("://")[0] not in _SCHEMES:
            raise BadInput(_NO_ADDRESS.format(uri=uri, why=f"it begins with none of {', '.join(_SCHEMES)}"))
        try:
            self.driver = neo4j.GraphDatabase.driver(
                uri,
                auth=auth,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
                user_agent="throughline",
                max_transaction_retry_time=patience,
            )
        except (DriverError, ValueError, OSError) as error:
            raise BadInput(_NO_ADDRESS.format(uri=uri, why=error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes every connection; the graph cannot be used afterwards."""
        self.driver.close()

    @cached_property
    def gds(self) -> GraphDataScience:
        """The Graph Data Science client on the same driver, without progress bars."""
        from graphdatascience import GraphDataScience

        return GraphDataScience(self.driver, database=self.database, arrow=False, show_progress=False)

    def check(self) -> None:
        """Raises Unavailable, with what to do, unless the database answers."""
        try:
            self.driver.verify_connectivity()
        except AuthError as error:
            message = f"{self._uri} refuses these credentials; check NEO4J_USERNAME and NEO4J_PASSWORD."
            raise Unavailable(message) from error
        except (DriverError, Neo4jError, ValueError, OSError) as error:
            message = f"No Neo4j answers at {self._uri}; start it with `throughline up` or check NEO4J_URI and NEO4J_DATABASE."
            raise Unavailable(message) from error

    def read(self, name: str, /, **params: Value) -> list[Row]:
        """All rows of a read statement, in one round trip; again in a managed transaction, which takes three, if that may help.

        Raises TooLong where it takes longer than it may.
        """
        found = _checked(name, params)
        longest = self._longest and max(self._longest, _allowed.get())
        with _explained(found):
            try:
                with self._session(neo4j.READ_ACCESS, fetch_size=_AT_ONCE) as session:
                    return [_row(record) for record in session.run(neo4j.Query(found.text, timeout=longest), params)]
            except (DriverError, Neo4jError) as error:
                if not error.is_retryable():
                    raise
            with self._session(neo4j.READ_ACCESS) as session:
                return session.execute_read(lambda tx: [_row(record) for record in tx.run(found.text, params)])

    def stream(self, name: str, /, **params: Value) -> Iterator[Row]:
        """The rows of a read statement one by one, for results larger than memory; not retried."""
        found = _checked(name, params)
        with _explained(found), self._session(neo4j.READ_ACCESS, fetch_size=_AT_ONCE) as session:
            for record in session.run(neo4j.Query(found.text), params):
                yield _row(record)

    def write(self, name: str, /, **params: Value) -> list[Row]:
        """Runs one statement in a transaction of its own (implicit for mode `auto` and `schema`) and returns its rows.

        Of mode `auto` it is begun again where another transaction was in its way: such a statement passes over what it has committed, and counts what
        was left. Raises Deadlock for one that lost again and again, GraphError for what else the database refuses.
        """
        found = _checked(name, params)
        if found.mode is Mode.AUTO:
            return self._in_pieces(found, params)
        with _explained(found):
            if found.mode is Mode.SCHEMA:
                return self._implicit(found, params)
            # A managed transaction as well, and one round trip less: its begin travels with the statement.
            done = self.driver.execute_query(neo4j.Query(found.text), params, database_=self.database, bookmark_manager_=None)
            return [_row(record) for record in done.records]

    def _in_pieces(self, found: Statement, params: dict[str, Value]) -> list[Row]:
        for left in reversed(range(_TRIES)):
            try:
                with _explained(found):
                    return self._implicit(found, params)
            except Deadlock:
                if not left:
                    raise
            time.sleep(_PAUSE)
        raise AssertionError("the last try returns or raises")

    def _implicit(self, found: Statement, params: dict[str, Value]) -> list[Row]:
        with self._session(neo4j.WRITE_ACCESS) as session:
            return [_row(record) for record in session.run(neo4j.Query(found.text), params)]

    @contextmanager
    def work(self) -> Iterator[Work]:
        """One transaction for several statements; an exception rolls all of them back. Not retried: callers may. Raises as `write` does."""
        with self.opened() as transaction:
            yield Work(transaction)

    @contextmanager
    def opened(self) -> Iterator[neo4j.Transaction]:
        """The driver's own transaction, committed at the end unless something is raised, which rolls it back. Raises as `write` does."""
        with _explained(), self._session(neo4j.WRITE_ACCESS) as session, session.begin_transaction() as transaction:
            yield transaction
            transaction.commit()

    def transact(self, action: Callable[[Work], T]) -> T:
        """Runs `action` in one transaction, again when the database asks for it (a deadlock): it must be repeatable."""
        try:
            with self._session(neo4j.WRITE_ACCESS) as session:
                return session.execute_write(lambda transaction: action(Work(transaction)))
        except (ServiceUnavailable, AuthError) as error:
            message = "The database does not answer; check `throughline status` or NEO4J_URI."
            raise Unavailable(message) from error
        except Neo4jError as error:
            message = f"The database refused a transaction: {error.message}"
            raise GraphError(message) from error

    def explain(self, name: str) -> None:
        """Has the database plan a statement file without running it. Raises GraphError when it does not compile."""
        found = statement(name)
        params = dict.fromkeys(field.name for field in found.params)
        with _explained(found), self._session(neo4j.WRITE_ACCESS) as session:
            session.run(neo4j.Query(f"EXPLAIN {found.text}"), params).consume()

    def _session(self, access: str, *, fetch_size: int = 1000) -> neo4j.Session:
        return self.driver.session(database=self.database, default_access_mode=access, fetch_size=fetch_size)


@contextmanager
def _explained(found: Statement | None = None) -> Iterator[None]:
    try:
        yield
    except (ServiceUnavailable, AuthError) as error:
        message = "The database does not answer; check `throughline status` or NEO4J_URI."
        raise Unavailable(message) from error
    except Neo4jError as error:
        if "TransactionTimedOut" in str(error.code):
            raise TooLong("This takes too long to answer; ask for less: a shorter time, fewer steps, no repetitions.") from error
        message = f"{found.file if found else 'The database refused a transaction'}: {error.message}"
        raise (Deadlock if error.code in _IN_THE_WAY else GraphError)(message) from error


def _checked(name: str, params: dict[str, Value]) -> Statement:
    found = statement(name)
    declared = {field.name for field in found.params}
    if declared != set(params):
        message = f"{found.file} takes {sorted(declared)}, not {sorted(params)}."
        raise StatementError(message)
    return found


def _row(record: neo4j.Record) -> Row:
    try:
        row: Row = _plain(dict(record.items()))
    except BrokenRecordError:  # a time that the driver cannot hold
        row = _plain({name: _held(record, name) for name in record.keys()})  # noqa: SIM118 - of a record, not of a mapping
    return row


def _held(record: neo4j.Record, name: str) -> Value:
    try:
        return record[name]
    except BrokenRecordError:
        return None


_PLAIN = frozenset({str, int, float, bool, type(None)})


def _plain(value: Value) -> Value:
    """The value, with native times: lists and maps are the driver's own fresh ones, so they are mended in place rather than copied."""
    if isinstance(value, dict):
        for key, item in value.items():
            if type(item) not in _PLAIN:
                value[key] = _plain(item)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            if type(item) not in _PLAIN:
                value[place] = _plain(item)
    elif isinstance(value, neo4j.time.DateTime):
        return in_utc(value.to_native())
    return value
