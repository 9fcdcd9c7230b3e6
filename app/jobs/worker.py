"""One thread in each process that answers questions one after the other, and one that says that they live.

Threads and not tasks elsewhere: a question mostly waits for the database, and an installation needs no queue to run. They are daemons, so that a
server that ends does not wait for them; what they had open is then told as failed.
"""

from __future__ import annotations

import logging
import queue
import threading
from typing import TYPE_CHECKING

from app.errors import ThroughlineError
from app.jobs.job import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.graph import Graph
    from app.jobs.job import Result

_BEAT = SILENT / 5
_log = logging.getLogger("throughline.jobs")


class Worker:
    """The jobs of one process. `beat` is the time between two signs of life in seconds."""

    def __init__(self, *, beat: float = _BEAT) -> None:
        self._beat = beat
        self._lock = threading.Lock()
        self._open: dict[str, Graph] = {}
        self._queue: queue.SimpleQueue[tuple[str, Callable[[], Result]]] = queue.SimpleQueue()
        self._begun = False

    def take(self, graph: Graph, id_: str, answer: Callable[[], Result]) -> None:
        """Answers the question of this job when its turn comes. Threads begin with the first: before a fork there are none."""
        with self._lock:
            self._open[id_] = graph
            if not self._begun:
                self._begun = True
                for work in (self._work, self._live):
                    threading.Thread(target=work, name="throughline-jobs", daemon=True).start()
        self._queue.put((id_, answer))

    def _work(self) -> None:
        while True:
            id_, answer = self._queue.get()
            with self._lock:
                graph = self._open[id_]
            try:
                if graph.write("jobs/begin", id=id_):
                    found = answer()
                    graph.write("jobs/end", id=id_, status=found.status, mimetype=found.mimetype, body=found.body)
            except Exception as error:  # noqa: BLE001 - the thread has more to do; this job falls silent, and is told as failed
                _log.error("A job could not be answered: %s", type(error).__name__)
            finally:
                with self._lock:
                    del self._open[id_]

    def _live(self) -> None:
        pause = threading.Event()
        while True:
            with self._lock:
                held = dict(self._open)
            for graph in set(held.values()):
                try:
                    graph.write("jobs/beat", ids=[id_ for id_, each in held.items() if each is graph])
                except ThroughlineError as error:
                    _log.error("Jobs could not give a sign of life: %s", type(error).__name__)
            pause.wait(self._beat)
