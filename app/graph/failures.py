"""Failures: what one run could not derive is set aside with its reason, so that everything else is derived all the same.

A failure is a node `Failure` beside what it is about, which has no marks of its own any more: nobody else waits for it. Each `unify` marks it and
tries it again, and what then succeeds is no failure any longer. What lies at the database or the program, and not at one component or person, stops
the run.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from neo4j.exceptions import Neo4jError

from app.errors import Conflict, ThroughlineError, Unavailable, way
from app.graph.connection import Deadlock, TooLong
from app.graph.whole import Indivisible, TooLarge, Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.graph.connection import Graph

T = TypeVar("T")

MOST = 100
"""A run with more failures than this is a failure itself: then it does not lie at the data."""
STOPS = (Unavailable, Conflict, Deadlock, TooLong, TooLarge, MemoryError)
"""What ends a run: the database is away, somebody else has the lock, or there is no room."""
_LONGEST = 500
_log = logging.getLogger("throughline.errors")


class Failing(ThroughlineError):
    """So much cannot be derived that it cannot lie at the data."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What could not be derived: a member (by element id), or a record, a person or a page (by id). `around` are members that are settled with it."""

    node: str | None = None
    record: str | None = None
    person: str | None = None
    page: str | None = None
    around: tuple[str, ...] = ()


@dataclass(slots=True)
class Failures:
    """The failures of one run, each written as soon as it is met, and told as a sentence each in `found`."""

    graph: Graph
    found: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def retry(self) -> None:
        """Marks everything that failed before as not yet dealt with."""
        self.graph.write("graph/failures_retry")

    def conclude(self) -> None:
        """Forgets the failures that were tried again in this run and did not fail again."""
        self.graph.write("graph/failures_forget", ids=self.ids)

    def note(self, stage: str, subject: Subject, error: Exception) -> None:
        """Sets one thing aside. Raises what stops a run, Failing for too many, and Indivisible within one transaction, which cannot go on."""
        if isinstance(error, STOPS):
            raise error
        self._whole(error)
        place = way(error)
        _log.error("%s while deriving %s: %s", type(error).__name__, stage, place)
        told = str(error) if isinstance(error, ThroughlineError) else f"{type(error).__name__}: {error}"
        row = {
            "stage": stage, "reason": told[:_LONGEST], "place": place[:_LONGEST],
            "node": subject.node, "record": subject.record, "person": subject.person, "page": subject.page,
        }  # fmt: skip
        for done in self.graph.write("graph/failures_write", row=row, around=list(subject.around), at=datetime.now(UTC)):
            if done["id"] not in self.ids:
                self.ids.append(done["id"])
                self.found.append(f"{done['subject']} could not be derived ({stage}): {told[:_LONGEST]}")
        if len(self.ids) > MOST:
            raise Failing(f"More than {MOST} failed in this run, so it does not lie at one of them. The last: {self.found[-1]}") from error

    def one_by_one(
        self, stage: str, items: Sequence[T], action: Callable[[Sequence[T]], None], subject: Callable[[T], Subject], *, skip: set[T] | None = None
    ) -> None:
        """Does `action` on all items at once; where that fails on halves of them, and so on down to the ones that fail alone, which are noted.

        `action` must be repeatable. An item that is in `skip` by the time its turn comes is passed over. Raises as `note` does.
        """
        left = [each for each in items if each not in skip] if skip else items
        if not left:
            return
        try:
            action(left)
        except STOPS:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told and not swallowed
            self._whole(error)
            if len(left) == 1:
                self.note(stage, subject(left[0]), error)
                return
            half = len(left) // 2
            for some in (left[:half], left[half:]):
                self.one_by_one(stage, some, action, subject, skip=skip)

    def _whole(self, error: Exception) -> None:
        """Within one transaction nothing can be set aside: what is written already would stay, and after a refusal nothing more can be."""
        if isinstance(self.graph, Whole):
            if isinstance(error, Neo4jError) and error.is_retryable():
                raise error
            raise Indivisible from error
