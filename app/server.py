"""gunicorn: as `throughline serve` runs it, and as `gunicorn -c python:app.server "app:create_app()"` in a container.

The application is made before the fork, which is quick and saves memory; the graph's driver only at a worker's first
request (see `app/factory.py`), so that no connection is shared. Threads suit the work: a request mostly waits for the
database.
"""

from __future__ import annotations

import gc
import logging
import os
import select
import shutil
import sys
import tempfile
from typing import TYPE_CHECKING, cast

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker
    from gunicorn.workers.gthread import TConn

_MULTIPROC = "PROMETHEUS_MULTIPROC_DIR"
_PATIENCE_MILLISECONDS = 2
_QUOTING = ("Invalid request from", "Error handling request")


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's logger without what a client sent: its messages on bad requests quote addresses and lines."""

    def setup(self, cfg: object) -> None:
        """Adds the filter to gunicorn's own error log."""
        super().setup(cfg)
        self.error_log.addFilter(_unquoted)


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's threads, which stay with a connection for a moment after an answer.

    A client in the middle of its work asks again at once; handing its connection back to the main thread and out again costs two changes of
    thread. Nobody waits longer for it: a thread stays only while no other request is queued.
    """

    def handle(self, conn: TConn) -> object:
        """Answers a request, and those that follow it at once on the same connection; says what to do with it afterwards."""
        keep = super().handle(conn)
        while keep is True and self._asks_again(conn):
            keep = super().handle(conn)
        return keep

    def _asks_again(self, conn: TConn) -> bool:
        if not self.alive or self.tpool._work_queue.qsize():  # noqa: SLF001 - the pool has no public word for it
            return False
        poll = select.poll()
        poll.register(conn.sock, select.POLLIN)
        return bool(poll.poll(_PATIENCE_MILLISECONDS))


def _unquoted(record: logging.LogRecord) -> bool:
    said = next((each for each in _QUOTING if str(record.msg).startswith(each)), None)
    if said:
        record.msg, record.args, record.exc_info = f"{said.rsplit(' ', 1)[0]} failed", (), None
    return True


bind = f"{os.environ.get('THROUGHLINE_HOST') or '127.0.0.1'}:{os.environ.get('THROUGHLINE_PORT') or '8000'}"
# Twice the cores: connections stay with the process that accepted them, and fall unevenly on few processes.
workers = int(os.environ.get("WEB_CONCURRENCY") or min(8, 2 * (os.cpu_count() or 1)))
worker_class = "app.server.PatientWorker"
threads = 4
preload_app = True
keepalive = 65
graceful_timeout = 10
timeout = 60
logger_class = QuietLogger
loglevel = "warning"


def on_starting(arbiter: Arbiter) -> None:
    """Says where the log goes and where workers count together."""
    del arbiter
    prepare()


def post_fork(arbiter: Arbiter, worker: Worker) -> None:
    """Threads that wait for the database must not wait for each other as well: they take turns each millisecond."""
    del arbiter, worker
    sys.setswitchinterval(0.001)
    gc.freeze()


def child_exit(arbiter: Arbiter, worker: Worker) -> None:
    """Takes the gauges of a worker that ended out of the metrics."""
    del arbiter
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(arbiter: Arbiter) -> None:
    """Removes the folder of counts."""
    del arbiter
    shutil.rmtree(os.environ.pop(_MULTIPROC, ""), ignore_errors=True)


def prepare() -> None:
    """Makes the folder of counts and the log; before the application is imported, or its counts stay in one process."""
    if _MULTIPROC not in os.environ:
        os.environ[_MULTIPROC] = tempfile.mkdtemp(prefix="throughline-metrics-")
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("neo4j").setLevel(logging.ERROR)


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn inside `throughline serve`: the same settings as above, at an address of the caller's choice."""

    def __init__(self, address: str, make: Callable[[], Flask], ready: Callable[[], None]) -> None:
        self._address, self._make, self._ready = address, make, ready
        super().__init__()

    def load_config(self) -> None:
        """Hands this module's settings to gunicorn."""
        own = sys.modules[__name__]
        for name in ("worker_class", "threads", "workers", "preload_app", "keepalive", "graceful_timeout", "timeout"):
            self.cfg.set(name, getattr(own, name))
        for name in ("logger_class", "loglevel", "post_fork", "child_exit", "on_exit"):
            self.cfg.set(name, getattr(own, name))
        self.cfg.set("bind", self._address)
        self.cfg.set("when_ready", lambda _: self._ready())

    def load(self) -> Flask:
        """The application."""
        return self._make()


def run(address: str, make: Callable[[], Flask], ready: Callable[[], None]) -> None:
    """Serves what `make` gives at `host:port` until a signal ends it; calls `ready` when it listens."""
    prepare()
    cast("BaseApplication", Server(address, make, ready)).run()
