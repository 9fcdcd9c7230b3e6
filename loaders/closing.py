"""Closing: a load ends, whatever becomes of it. One that was refused says why; one that was killed is closed by the next start or load.

Which process works on a load stands on it, so that one that is under way elsewhere is left alone.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache, wraps
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

import psutil

from app.errors import ThroughlineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.graph import Graph, Row, Work

_LONGEST = timedelta(days=1)
"""For so long a load on a machine that cannot be asked may be under way."""
_SECOND = 1.0


class Open(Protocol):
    """A call of `load`: the ids of its loads, of this file and of the others."""

    @property
    def graph(self) -> Graph:
        """The graph that it writes to."""

    def ids(self, file: str) -> tuple[list[str], list[str]]:
        """Those of a file, and those of all other files."""


Run = TypeVar("Run", bound="Callable[..., None]")


def closed(run: Run) -> Run:
    """`run`, which loads a file, but when it fails the load is closed with the reason, and those of the files before it are done."""

    @wraps(run)
    def closing(self: Open, file: str, *args: object, **params: object) -> None:
        try:
            run(self, file, *args, **params)
        except BaseException as error:
            with suppress(ThroughlineError):  # where the database is away, the next load closes it
                mine, others = self.ids(file)
                reason = str(error) or type(error).__name__
                self.graph.write("load/load_close", ids=mine, others=others, reason=reason[:1_000])
            raise

    return cast("Run", closing)


@cache
def worker() -> Row:
    """Which process this is: its machine, its id, and when it began (seconds since 1970)."""
    return {"host": socket.gethostname(), "pid": os.getpid(), "born": psutil.Process().create_time()}


def abandon(work: Work, source: str | None = None) -> int:
    """Closes the loads, of a source or of all, of which the process has ended; returns how many."""
    ids = [row["id"] for row in work.run("load/load_running", source=source) if _ended(row)]
    if ids:
        work.run("load/load_abandon", ids=ids)
    return len(ids)


def _ended(row: Row) -> bool:
    if row["host"] is None:  # of a version that did not say it
        return True
    if row["host"] != worker()["host"]:
        return bool(datetime.now(UTC) - row["at"] > _LONGEST)
    try:
        return bool(abs(psutil.Process(row["pid"]).create_time() - row["born"]) > _SECOND)
    except psutil.NoSuchProcess:
        return True
    except psutil.Error:
        return False
