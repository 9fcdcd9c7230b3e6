"""Derivation: every stale person's journeys, in batches, each a transaction that writes only what differs and takes Stale away.

A killed run is simply run again: what a batch has not committed is still stale. Analysis reads pages, which are gathered
from journeys after them (see `pages.py`) and are stale in the same sense until then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from app.graph import Row
from app.graph.failures import Failures, Subject
from app.journeys.binding import Touched, bind, bind_few
from app.journeys.changes import Change, compare
from app.journeys.ownership import Claim, owner
from app.journeys.sequences import Rules, journeys
from app.journeys.steps import Step
from app.journeys.unrated import Unrated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from app.graph import Graph
    from app.graph.connection import Work
    from app.journeys.conversions import Conversions
    from app.journeys.stages import StageRules

BATCH = 1_000
"""Persons in one transaction."""

Watch = Callable[[str, list[Row], list[Row]], None]
"""Told of everybody that a run looks at: the id, its journeys until now and from now on, as `stored.cypher` gives them."""


@dataclass(slots=True)
class Derived:
    """What a run did: persons looked at, journey parts written and deleted, links made and cut, pages gathered."""

    persons: int = 0
    written: int = 0
    deleted: int = 0
    linked: int = 0
    unlinked: int = 0
    contested: int = 0
    pages: int = 0
    missing_rate: str | None = None
    full: bool = False
    """Pages do not tell all types apart."""

    @property
    def changed(self) -> bool:
        """Whether any journey is other than it was."""
        return bool(self.written or self.deleted or self.linked or self.unlinked or self.contested)


class Claimed(NamedTuple):
    """One touchpoint that a person's actors carried: the step, whether it is contested now, and who claims it."""

    step: Step
    contested: bool
    claims: tuple[Claim, ...]


@dataclass(slots=True)
class _Batch:
    """What a batch of persons owns, and which touchpoints' state of contest is wrong."""

    own: dict[str, dict[str, Step]] = field(default_factory=dict)
    rivals: dict[str, set[str]] = field(default_factory=dict)
    contest: dict[str, set[str]] = field(default_factory=lambda: {"set": set(), "clear": set()})
    disputed: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Run:
    """What stays the same over all batches of a run."""

    rules: Rules
    priorities: Mapping[str, int]
    until: datetime | None
    done: set[str]
    outcome: Derived
    watch: Watch
    touched: Touched
    unrated: Unrated


def derive(  # noqa: PLR0913 - the brief of the composition root: one argument for each thing that journeys depend on
    graph: Graph,
    *,
    priorities: Mapping[str, int],
    stages: StageRules,
    conversions: Conversions,
    on_progress: Callable[[int, int], None] | None = None,
    full: bool = False,
    batch: int = BATCH,
    until: datetime | None = None,
    watch: Watch | None = None,
    failures: Failures | None = None,
) -> Derived:
    """Derives the journeys of every stale person and deletes those of redirects; `full` looks at every person again.

    `priorities` gives each namespace's priority; touchpoints after `until` wait, unless it is None; `on_progress` is told how
    many persons are done of how many, `watch` what becomes of each. Running it twice changes nothing the second time.
    A person whose journeys cannot be derived is left to `failures`, with those it has.
    """
    failures = failures or Failures(graph)
    if full:
        graph.write("journeys/stale_all")
    run = _Run(Rules(stages, conversions), priorities, until, set(), Derived(), watch or _unwatched, Touched(), Unrated())
    total = graph.read("journeys/stale_count")[0]["count"] if on_progress else 0
    batches = _Batches(graph, run, failures)
    while batches.more:
        rows = batches.settle(batch)
        run.outcome.persons += len(rows)
        if on_progress and rows:
            on_progress(run.outcome.persons, max(total, run.outcome.persons))
    run.outcome.missing_rate = run.unrated.sentence()
    run.outcome.pages = bind(graph, run.touched, failures) if batches.gathered is None else batches.gathered
    run.outcome.full = run.touched.full
    return run.outcome


class _Batches:
    """The stale persons, some in each transaction, until there are none; the last one gathers their pages too, where there are few."""

    def __init__(self, graph: Graph, run: _Run, failures: Failures) -> None:
        self._graph, self._run, self._failures = graph, run, failures
        self.more = True
        self.gathered: int | None = None

    def settle(self, most: int) -> list[Row]:
        """Settles the next ones, `most` at most, and returns them; those that fail together are tried one by one."""
        rows = self._graph.read("journeys/stale", limit=most)
        self.more = bool(rows)  # until the last of them have been settled together

        def action(some: Sequence[Row]) -> None:
            together = len(some) == len(rows) < most
            if self._settled(some, last=together) and together:
                self.more = False

        self._failures.one_by_one("journeys", rows, action, lambda row: Subject(person=row["id"]))
        if not rows:
            self._graph.write("journeys/contested_orphans", until=self._run.until)
        return rows

    def _settled(self, rows: Sequence[Row], *, last: bool) -> bool:
        """Settles some in one transaction; whether nobody is stale by it."""
        with self._graph.work() as work:
            others = _settle(work, list(rows), self._run)
            if last and not others:
                work.run("journeys/contested_orphans", until=self._run.until)
                self.gathered = bind_few(work, self._run.touched)
        return not others


def _unwatched(*_: object) -> None:
    """Nobody is told."""


def _settle(work: Work, rows: list[Row], run: _Run) -> bool:
    """One batch: what is claimed, what is owned, what differs from what is stored, and only that written. Whether others are stale by it."""
    persons = [row["id"] for row in rows if not row["redirect"]]
    redirects = [row["id"] for row in rows if row["redirect"]]
    excluded = {row["id"] for row in rows if row["excluded"]}
    batch = _decide(work, persons, run)
    stored = {row["id"]: row["journeys"] for row in work.run("journeys/stored", ids=persons + redirects)}
    change = Change()
    for person in persons:
        steps = sorted(batch.own[person].values())
        parts, before = journeys(person, steps, run.rules), stored.get(person, [])
        compare(person, steps, parts, before, change, counts=person not in excluded)
        run.watch(person, before, parts)
    for redirect in redirects:
        compare(redirect, [], [], stored.get(redirect, []), change)
        run.watch(redirect, stored.get(redirect, []), [])
    run.done.update(persons)
    run.touched.persons.update(persons, redirects)
    others = {rival for id_ in change.moved | batch.disputed for rival in batch.rivals.get(id_, ())} - run.done
    _write(work, change, batch, run)
    work.run("journeys/settled", ids=persons + redirects, others=sorted(others))
    return bool(others)


def _decide(work: Work, persons: list[str], run: _Run) -> _Batch:
    batch = _Batch(own={person: {} for person in persons})
    for row in work.run("journeys/claims", ids=persons, until=run.until):
        for raw in row["claimed"]:
            _place(batch, row["person"], raw, run.priorities)
    return batch


def _place(batch: _Batch, person: str, raw: list[object], priorities: Mapping[str, int]) -> None:
    """Puts one claimed touchpoint into the hands of its owner; `raw` is an element of `claimed` in claims.cypher."""
    found = _claimed(raw)
    persons = {claim.person for claim in found.claims}
    winner = owner(found.claims, priorities) if len(persons) > 1 else person
    if winner == person:
        batch.own[person][found.step.id] = found.step
    if len(persons) > 1:
        batch.rivals[found.step.id] = persons
    if found.contested != (winner is None):
        batch.contest["clear" if found.contested else "set"].add(found.step.node)
        batch.disputed.add(found.step.id)


def _claimed(raw: list[object]) -> Claimed:
    node, id_, at, sequence, kind, channel, value, currency, contested, claims = raw
    step = Step(at, sequence or 0, id_, kind or "", channel or "", value, currency, node)  # type: ignore[arg-type] # rows are untyped
    return Claimed(step, bool(contested), tuple(Claim(*each) for each in claims))  # type: ignore[attr-defined] # rows are untyped


def _write(work: Work, change: Change, batch: _Batch, run: _Run) -> None:
    outcome = run.outcome
    run.unrated.add(change.unrated)
    if change.any:
        found = work.run("journeys/journeys_change", cut=change.unlinked, gone=change.deleted, parts=change.written, follows=change.linked)[0]
        outcome.unlinked += found["unlinked"]
        outcome.deleted += found["deleted"]
        outcome.written += found["written"]
        outcome.linked += found["linked"]
    for verb, nodes in batch.contest.items():
        if nodes:
            outcome.contested += work.run(f"journeys/contested_{verb}", nodes=sorted(nodes))[0]["count"]
    if change.pages:
        run.touched.note(work.run("journeys/pages_touch", ids=sorted(change.pages)))
