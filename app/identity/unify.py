"""Unify: from evidence to persons, the touched components only or the whole graph, with one and the same outcome.

The walk: standing (what never joins) → uses (what passed on) → resemblance (what is alike) → persons (components and admission) → golden records →
who is no customer → what to review. A run that is killed leaves its marks (`Touched`, `Judged`, `Fresh`, `Stale`) in the graph, and the next run
ends the same. What is loaded or judged in the course of a run is `Queued` for the next one.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from app.graph.failures import Failures
from app.graph.locks import lock
from app.identity import components, exclusions, golden, numberings, review, standing, uses
from app.identity.parts import Parts, TooFar
from app.identity.persons import Changed
from app.identity.policy import NEVER
from app.identity.survivorship import read_survivorship
from app.ledger.book import Book, due
from app.ledger.rebuild import restore
from app.limits import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.graph import Graph, Row
    from app.identity.policy import Policy
    from app.identity.survivorship import Survivorship

LOCK = "derivation"
"""One derivation at a time, persons and journeys together."""


class Resemble(Protocol):
    """Brings the resemblances and contradictions of changed records up to date, and marks what changes with them."""

    def __call__(self, graph: Graph, /, *, unchanged: str | None, failures: Failures) -> object:
        """`unchanged` is the name of the model by which all were compared, where no evidence has changed since."""


SMALL = 2_000
"""More touched members than this, or a closure twenty times as large, and the whole graph is cheaper than its parts."""


_QUEUED = 20_000
"""Members in one transaction, for which loads and judgements wait."""
_BOOK = Book()
_EVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Later than anything: up to it all counts, and yet some may still be marked as waiting."""


@dataclass(frozen=True, slots=True)
class Unified:
    """The outcome of a run: how it was done, what it changed, and how long each step took.

    `golden` records were written; `excluded` persons are no customers, or are again, by judgement. `unknown` are the namespaces that the policy does
    not know, with how many identifiers each: those join nothing. `numberings` has a sentence for each namespace that two sources use as if it
    were one numbering. A run that deals with judgements only looks for neither.
    """

    mode: str
    touched: int
    changed: Changed
    golden: int
    excluded: int
    revision: int
    seconds: dict[str, float]
    unknown: dict[str, int]
    numberings: list[str]

    @property
    def revised(self) -> bool:
        """Whether the graph has a new revision since."""
        return self.changed.any or self.golden > 0 or self.excluded > 0


class _Clock:
    """Seconds since the last step, by the name of the step that ends now."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    def step(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name], self._since = now - self._since, now


def unify(  # noqa: PLR0913 - what persons are derived from, and how
    graph: Graph,
    policy: Policy,
    *,
    full: bool = False,
    small: int = SMALL,
    resemble: Resemble | None = None,
    survivorship: Survivorship | None = None,
    book: Book = _BOOK,
    oversize: int = SHIPPED.oversize,
) -> Unified:
    """Derives persons from evidence, under a lock; raises Conflict when another derivation is under way."""
    with lock(graph, LOCK) as alive:
        return derive(graph, policy, alive, full=full, small=small, resemble=resemble, survivorship=survivorship, book=book, oversize=oversize)


def derive(  # noqa: PLR0913 - what persons are derived from, and how
    graph: Graph,
    policy: Policy,
    alive: Callable[[], None],
    *,
    full: bool = False,
    small: int = SMALL,
    resemble: Resemble | None = None,
    survivorship: Survivorship | None = None,
    book: Book = _BOOK,
    oversize: int = SHIPPED.oversize,
    failures: Failures | None = None,
) -> Unified:
    """The same for a caller that holds the lock: `alive` is its check, called between steps. `book` is the ledger that keeps what changed.

    Golden records follow the shipped rules but for `survivorship`. More than `oversize` members are queued. `failures` keep what cannot be derived.
    """
    failures, clock = failures or Failures(graph), _Clock()
    _balance(graph, book)
    before = begin(graph)
    anew = full or (before["policy"], before["threshold"] or NEVER) != (policy.hash, policy.threshold)
    if anew:
        standing.forget(graph)
    waiting, touched = _move(graph, before["until"], policy.until), int(before["judged"])
    evidence = bool(anew or before["touched"] or before["until"] != policy.until)
    if evidence:  # else only what somebody judged: all stands, and is used, as before
        touched = _count_touched(graph)
        standing.judge(graph, policy, waiting=waiting)
        clock.step("standing")
        uses.derive(graph, policy, book, failures)
        clock.step("uses")
        alive()
    if resemble is not None:
        resemble(graph, unchanged=None if evidence else before["model"], failures=failures)
        clock.step("resemblance")
        alive()
    mode, changed = _persons(Parts(graph, policy, book, failures), alive, small=-1 if full else small)
    due = review.due_for(graph, policy, oversize)
    changed.retired += (orphans := _retire_orphans(graph, book) if due["orphaned"] else 0)
    clock.step("persons")
    written = golden.derive(graph, survivorship or read_survivorship(), personal=_personal(policy), before=before["survivorship"], failures=failures)
    clock.step("golden")
    excluded = exclusions.derive(graph) if due["excluded"] else 0
    clock.step("exclusions")
    review.derive(graph, policy, alive, oversize=oversize, due=None if orphans or excluded else due, failures=failures)
    clock.step("review")
    revision = _conclude(graph, before, policy, mode, book, revise=changed.any or bool(written or excluded))
    unknown = standing.unknown(graph) if evidence or not before["judged"] else {}
    told = numberings.derive(graph, policy, full=mode == "full") if evidence else []
    return Unified(mode, touched, changed, written, excluded, revision, clock.seconds, unknown, told)


def _count_touched(graph: Graph) -> int:
    """How many are not yet dealt with, those of which evidence was withdrawn among them."""
    graph.write("identity/touch_withdrawn")
    return int(graph.read("identity/touched_count")[0]["touched"])


def begin(graph: Graph) -> Row:
    """Lets loads and judgements that are being written end, and takes up what was queued for this run; returns the row of `identity/begin`.

    For who holds the lock of derivations: what is loaded or judged from here on is marked `Queued`, and no statement of the run looks at it or takes
    the mark away.
    """
    while (row := graph.write("identity/begin", most=_QUEUED)[0])["queued"] == _QUEUED:
        pass
    return row


def _balance(graph: Graph, book: Book) -> None:
    """Enters what the ledger does not know yet, and makes again what the graph has lost."""
    owed = due(graph)
    book.record(graph, owed)
    restore(graph, book, owed)


def _conclude(graph: Graph, before: Row, policy: Policy, mode: str, book: Book, *, revise: bool) -> int:
    """Notes by which policy and up to which instant all is derived now, and seals the ledger; returns the revision."""
    with graph.work() as work:
        noted = work.run("identity/state_policy", policy=policy.hash, threshold=policy.threshold, revise=revise)[0]
        if before["until"] != policy.until:
            work.run("identity/state_until", until=policy.until)
        book.seal(work, subject=mode if policy.until is None else f"{mode} at {policy.until.isoformat()}")
    return int(noted["revision"])


def _move(graph: Graph, before: datetime | None, until: datetime | None) -> bool:
    """Moves the instant of the run; what is due since, or no longer, is touched. Returns whether anything waits, or did.

    The state is written before anybody is decided by it, so that after a killed run the next one knows what may have been.
    """
    if before != until:
        given = sorted(each for each in (before, until) if each is not None)
        graph.write("identity/touch_due", low=given[0], high=given[1] if len(given) > 1 else None)
        graph.write("identity/state_until", until=until or _EVER)  # what waited is lifted in the course of the run: until its end something may wait
    return before is not None or until is not None


def _persons(parts: Parts, alive: Callable[[], None], *, small: int) -> tuple[str, Changed]:
    """Derives what is touched, if that is little, else the whole graph; says which."""
    marked = parts.graph.read("identity/touched", limit=small + 1) if small >= 0 else []
    if small >= 0 and not marked:
        return "nothing", Changed()
    if len(marked) <= small:
        with suppress(TooFar):
            parts.settle(marked, limit=20 * max(small, 1))
            return "touched", parts.total
    parts.total.add(components.derive(parts.graph, parts.policy, alive, parts.book, parts.failures))
    return "full", parts.total


def _personal(policy: Policy) -> list[str]:
    """Telling namespaces, those that read best on a page first."""
    order = ["email", "login", "loyalty", "social", "phone"]
    named = {each.name for each in policy.namespaces.values() if each.personal}
    return [name for name in order if name in named] + sorted(named - set(order))


def _retire_orphans(graph: Graph, book: Book) -> int:
    rows = [{"person": row["person"], "to": None} for row in graph.read("identity/orphans")]
    if rows:
        with graph.work() as work:
            book.write(work, [{"retired": row["person"], "to": None} for row in rows])
            work.run("identity/redirects_write", rows=rows)
    return len(rows)
