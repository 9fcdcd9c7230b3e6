"""A job as the graph keeps it: who asked what, how far it is, and the answer, for a while."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING

from app.errors import Conflict, NotFound

if TYPE_CHECKING:
    from datetime import datetime

    from app.graph import Graph

MOST = 20
"""Open questions of one owner."""

SILENT = 30
"""Seconds without a sign of life after which the process that works on a job has ended."""

KEPT = 3_600
"""Seconds for which an answer is kept."""


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """One question that is answered later. `until` is when the answer goes; `status` the HTTP status that it has."""

    id: str
    question: str
    asked: datetime
    started: datetime | None
    ended: datetime | None
    status: int | None
    lost: bool
    until: datetime | None

    @property
    def state(self) -> State:
        """`failed` is an answer that is an error, and a job whose process has ended."""
        if self.status is not None:
            return State.DONE if self.status < HTTPStatus.BAD_REQUEST else State.FAILED
        if self.lost:
            return State.FAILED
        return State.RUNNING if self.started else State.WAITING


@dataclass(frozen=True, slots=True)
class Result:
    """The answer, as it would have been given at once."""

    status: int
    mimetype: str
    body: str


def ask(graph: Graph, owner: str, question: str) -> Job:
    """Notes a question. Raises Conflict when its owner has too many open."""
    id_ = f"J-{secrets.token_hex(8)}"
    if not graph.write("jobs/ask", id=id_, owner=owner, question=question, most=MOST, silent=SILENT, kept=KEPT)[0]["accepted"]:
        raise Conflict(f"{MOST} questions of this owner are open already; wait until some of them are answered.")
    return find(graph, owner, id_)


def find(graph: Graph, owner: str, id_: str) -> Job:
    """How far a job is. Raises NotFound when this owner has none of this id, or no longer."""
    rows = graph.read("jobs/one", id=id_, owner=owner, silent=SILENT, kept=KEPT)
    if not rows:
        raise NotFound(f"No job {id_} is here; answers are kept for {KEPT // 60} minutes.")
    return Job(**rows[0])


def result(graph: Graph, owner: str, id_: str) -> Result:
    """The answer. Raises NotFound as `find` does, and Conflict when there is none yet, or will be none."""
    found = find(graph, owner, id_)
    if found.lost:
        raise Conflict("The process that worked on this question has ended without an answer; ask again.")
    if found.ended is None:
        raise Conflict(f"This question is not answered yet: it is {found.state}; look again later.")
    return Result(**graph.read("jobs/result", id=id_)[0])
