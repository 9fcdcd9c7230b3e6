"""One derivation: persons from evidence, then their journeys, under one lock, by the policies and rules that the settings name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.errors import Conflict
from app.graph import schema
from app.graph.locks import lock
from app.identity import unify
from app.identity.policies import current
from app.identity.policy import read_policy
from app.identity.scoring import models, resemblance
from app.identity.scoring.model import read_model
from app.identity.survivorship import read_survivorship
from app.journeys.conversions import read_conversions
from app.journeys.derive import derive as derive_journeys
from app.journeys.stages import read_stages
from app.ledger.book import Book

if TYPE_CHECKING:
    from app.graph import Graph
    from app.identity.unify import Unified
    from app.journeys.derive import Derived
    from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Derivation:
    """What a run did, for persons and for journeys."""

    identity: Unified
    journeys: Derived
    revision: int

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
            f"The policy does not know the namespace {name}: its {count:,} identifiers join nothing until it does (see `throughline policy show`)."
            for name, count in self.identity.unknown.items()
        ]
        if self.identity.golden:
            found.append(f"Golden records: {self.identity.golden:,} written.")
        if journeys.missing_rate:
            found.append(journeys.missing_rate)
        return [*found, f"The graph is at revision {self.revision}."]


def derive_touched(graph: Graph, settings: Settings) -> bool:
    """Derives what a judgement touched, if that is little and nothing else is under way; says whether it did. What waits is derived by `unify`."""
    if graph.read("identity/touched_count")[0]["touched"] > unify.SMALL:
        return False
    try:
        derive(graph, settings, prepare=False)
    except Conflict:
        return False
    return True


def derive(graph: Graph, settings: Settings, *, full: bool = False, prepare: bool = True) -> Derivation:
    """Derives what changed, or with `full` everything; `prepare` makes sure of the schema.

    The rules are read first: a mistake in one of them changes nothing.

    Raises BadInput for a broken policy, model, survivorship, stages or conversions file; Conflict when another derivation is under way.
    """
    model = models.current(graph, read_model(settings.model))
    policy = current(graph, read_policy(settings.policy)).scored(model.threshold)
    compare = partial(resemblance.derive, model=model) if policy.compares else None
    survivorship = read_survivorship(settings.survivorship)
    stages = read_stages(settings.stages)
    conversions = read_conversions(settings.conversions)
    if prepare:
        schema.apply(graph)
    with lock(graph, unify.LOCK) as alive:
        book = Book(settings.secret().encode())
        identity = unify.derive(graph, policy, alive, full=full, resemble=compare, survivorship=survivorship, book=book)
        journeys = derive_journeys(graph, priorities=policy.priorities, stages=stages, conversions=conversions, full=full)
        revision = identity.revision
        if journeys.changed and not identity.revised:
            revision = graph.write("graph/revise")[0]["revision"]
    return Derivation(identity, journeys, revision)
