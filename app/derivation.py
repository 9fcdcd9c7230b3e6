"""One derivation: persons from evidence, then their journeys, under one lock, by the policies and rules that the settings name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from app.errors import Conflict
from app.graph import Deadlock, schema
from app.graph.failures import Failures
from app.graph.locks import hold, lock
from app.graph.whole import TooLarge, at_once
from app.identity import unify
from app.identity.policies import current
from app.identity.policy import NEVER, read_policy
from app.identity.scoring import models, resemblance
from app.identity.scoring.model import read_model
from app.identity.survivorship import read_survivorship
from app.journeys.conversions import read_conversions
from app.journeys.derive import derive as derive_journeys
from app.journeys.stages import read_stages
from app.ledger.book import Book

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.graph import Graph, Row
    from app.graph.whole import Whole
    from app.identity.policy import Policy
    from app.identity.scoring.model import Model
    from app.identity.survivorship import Survivorship
    from app.identity.unify import Unified
    from app.journeys.conversions import Conversions
    from app.journeys.derive import Derived, Watch
    from app.journeys.stages import StageRules
    from app.settings import Settings

FEW = 100
"""Members that are touched at most (and a twentieth of all they can reach) to be derived in one transaction, for which others who write wait."""


class Underived(Conflict):
    """Persons could not be derived from what was judged; it is kept."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """What a run did, for persons and for journeys."""

    identity: Unified
    journeys: Derived
    revision: int
    until: datetime | None = None
    waiting: Row | None = None
    failed: list[str] = field(default_factory=list)
    """A sentence for each component, record or person that could not be derived."""

    def lines(self) -> list[str]:
        """The outcome in a few plain sentences."""
        changed, journeys = self.identity.changed, self.journeys
        how = {
            "nothing": "No evidence has changed since the last run.",
            "touched": f"{self.identity.touched:,} records and identifiers had changed; their components were derived again.",
            "full": "The whole graph was derived.",
        }
        found = [
            how[self.identity.mode],
            f"Persons: {changed.new:,} new, {changed.changed:,} changed, {changed.retired:,} retired; {changed.verdicts:,} verdicts changed.",
            f"Journeys: {journeys.persons:,} persons looked at, {journeys.written:,} journeys written, {journeys.deleted:,} deleted.",
        ]
        found += [
            f"The policy does not know the namespace {name}: its {count:,} identifiers join nothing until it does; run "
            f'`throughline policy add-namespace {name} --like "customer number"`, or name it in the policy.'
            for name, count in self.identity.unknown.items()
        ]
        found += self.identity.numberings
        if self.until and self.waiting:
            waits = f"{self.waiting['records']:,} records and {self.waiting['identifiers']:,} identifiers that are later wait"
            found.append(f"Only what happened up to {self.until.isoformat()} counts: {waits}.")
        if self.identity.golden:
            found.append(f"Golden records: {self.identity.golden:,} written.")
        if journeys.missing_rate:
            found.append(journeys.missing_rate)
        if journeys.full:
            found.append("Touchpoints have more types than analyses tell apart; what is beyond is `(other)` there (see `throughline doctor`).")
        return [*found, f"The graph is at revision {self.revision}."]


def derive_touched(graph: Graph, settings: Settings) -> bool:
    """Derives what a judgement touched, if that is little and nothing else is under way; says whether it did. What waits is derived by `unify`.

    Very little is derived in one transaction: readers see all of it or nothing. Where the rules in force are other than those the graph was derived
    by, everything is due, and nobody who judges waits for that.
    """
    try:
        return at_once(graph, lambda whole: _few(whole, settings))
    except TooLarge:
        pass
    except (Conflict, Deadlock):
        return False
    state = graph.read("identity/state")[0]
    rules = read_rules(graph, settings, state["until"])
    if state["touched"] + state["judged"] > unify.SMALL or newer(rules, state):
        return False
    failures = Failures(graph)
    try:
        with lock(graph, unify.LOCK) as alive:
            derive_by(graph, rules, alive, Book(settings.secret().encode()), failures=failures)
    except (Conflict, Deadlock):
        return False
    if failures.found:
        raise Underived(f"What was judged is kept, but {failures.found[0]} See `throughline doctor`; the next `throughline unify` tries it again.")
    return True


def _few(whole: Whole, settings: Settings) -> bool:
    hold(whole, unify.LOCK)
    state = whole.read("identity/state")[0]
    if state["touched"] + state["judged"] > FEW:
        raise TooLarge
    rules = read_rules(whole, settings, state["until"])
    if newer(rules, state):
        return False
    derive_by(whole, rules, lambda: None, Book(settings.secret().encode()), small=FEW)
    return True


def derive(graph: Graph, settings: Settings, *, full: bool = False, prepare: bool = True, until: datetime | None = None) -> Derivation:
    """Derives what changed, or with `full` everything; `prepare` makes sure of the schema.

    What happened after `until` waits: evidence, records and touchpoints are as if they had not been loaded; without it all counts.

    The rules are read first: a mistake in one of them changes nothing.

    What fails alone is set aside and told (`Derivation.failed`), what failed in earlier runs is tried again.

    Raises BadInput for a broken policy, model, survivorship, stages or conversions file; Conflict when another derivation is under way.
    """
    rules = read_rules(graph, settings, until)
    if prepare:
        schema.apply(graph)
    with lock(graph, unify.LOCK) as alive:
        failures = Failures(graph)
        failures.retry()
        found = derive_by(graph, rules, alive, Book(settings.secret().encode()), full=full, failures=failures)
        failures.conclude()
        return found


@dataclass(frozen=True, slots=True)
class Rules:
    """All that a derivation follows, read and checked."""

    policy: Policy
    model: Model
    survivorship: Survivorship
    stages: StageRules
    conversions: Conversions
    oversize: int
    until: datetime | None


def read_rules(graph: Graph, settings: Settings, until: datetime | None) -> Rules:
    """The policy in force and the rules that the settings name; what is later than `until` waits. Raises BadInput for a broken file of rules."""
    model = models.current(graph, read_model(settings.model))
    policy = current(graph, read_policy(settings.policy)).scored(model.threshold).cut(until)
    survivorship, stages = read_survivorship(settings.survivorship), read_stages(settings.stages)
    return Rules(policy, model, survivorship, stages, read_conversions(settings.conversions), settings.limits.oversize, until)


def newer(rules: Rules, state: Row) -> str | None:
    """Which of the rules the graph has not been derived by yet, as the beginning of a sentence; None for a graph that was never derived.

    `state` is a row of `identity/state` or `identity/begin`.
    """
    if rules.policy.compares and state["model"] not in (None, rules.model.name):
        return "The scoring model in force is not yet compared by"
    if state["policy"] is not None and (state["policy"], state["threshold"] or NEVER) != (rules.policy.hash, rules.policy.threshold):
        return "The policy in force is not yet unified by"
    return None


def derive_by(  # noqa: PLR0913 - what a derivation follows, and who watches it
    graph: Graph, rules: Rules, alive: Callable[[], None], book: Book, *, full: bool = False, small: int = unify.SMALL, watch: Watch | None = None,
    failures: Failures | None = None,
) -> Derivation:  # fmt: skip
    """One derivation by these rules, for a caller that holds the lock: `alive` is its check.

    `small` is as `unify.derive` takes it, `watch` as journeys' `derive` does; `failures` keeps what cannot be derived.
    """
    failures = failures or Failures(graph)
    policy, until = rules.policy, rules.until
    compare = partial(resemblance.derive, model=rules.model, waiting=until is not None) if policy.compares else None
    identity = unify.derive(
        graph, policy, alive, full=full, small=small, resemble=compare, survivorship=rules.survivorship, book=book, oversize=rules.oversize,
        failures=failures,
    )  # fmt: skip
    journeys = derive_journeys(
        graph, priorities=policy.priorities, stages=rules.stages, conversions=rules.conversions, full=full, until=until, watch=watch,
        failures=failures,
    )  # fmt: skip
    revision = identity.revision
    if journeys.changed and not identity.revised:
        revision = graph.write("graph/revise")[0]["revision"]
    waiting = graph.read("identity/waiting_count")[0] if until else None
    return Derivation(identity, journeys, revision, until, waiting, failures.found)
