"""Batches: one transaction that brings a batch of accepted rows into the graph, and says what each row was.

It first asks which touchpoints and records exist, lets `elections` decide, and only then adds the evidence of what is new. So a batch can be
written any number of times and the graph, and every count in it, ends the same. Statements are narrow, one UNWIND each; nodes found or made in
the transaction are named by internal id afterwards, which saves an index lookup for each end of each link.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.elections import Fact, Held, Result, Rule, elect, outcome_of
from loaders.gather import Evidence
from loaders.identities import ensure_identifiers
from loaders.records import write_records
from loaders.spending import write_spend
from loaders.traces import write_touchpoints

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.graph import Work
    from loaders.facts import RecordFacts, RowFacts, TouchpointFacts
    from loaders.mapping import Mapping


@dataclass(frozen=True, slots=True)
class Context:
    """What a whole load has in common. `revive`: without versions, a content that was current before may be so again."""

    mapping: Mapping
    now: datetime
    revive: bool

    @property
    def record_rule(self) -> Rule:
        """How contents of one record are told apart."""
        spec = self.mapping.record
        versioned = bool(spec and spec.version)
        return Rule(versioned=versioned, revive=self.revive and not versioned)

    @property
    def touchpoint_rule(self) -> Rule:
        """How contents of one touchpoint are told apart."""
        spec = self.mapping.touchpoint
        versioned, earliest = bool(spec and spec.version), bool(spec and spec.earliest)
        return Rule(versioned=versioned, earliest=earliest, revive=self.revive and not versioned and not earliest)


def write_batch(work: Work, rows: Sequence[RowFacts], context: Context) -> list[str]:
    """Writes accepted rows in their order and returns the outcome of each: new, changed or repeated."""
    spend = [each.spend for each in rows if each.spend]
    if spend:
        return write_spend(work, spend)
    records = _elect(work, "load/records_known", [each.record for each in rows if each.record], context.record_rule)
    touchpoints = _elect(work, "load/touchpoints_known", [each.touchpoint for each in rows if each.touchpoint], context.touchpoint_rule)
    if _anything(records) or _anything(touchpoints):
        _write(work, records, touchpoints, context)
    asides = [each for row in rows for each in row.asides]
    if asides:
        fields = ("id", "source", "record", "field", "raw", "reason")
        work.run("load/asides_keep", rows=[{name: getattr(each, name) for name in fields} for each in asides])
    return _outcomes(rows, records, touchpoints)


def _write(work: Work, records: Result[RecordFacts], touchpoints: Result[TouchpointFacts], context: Context) -> None:
    evidence = Evidence()
    evidence.add_touchpoints(touchpoints.new)
    evidence.add_records(records.new)
    for record in (*records.replaced, *records.olds):
        evidence.mention(record.identifiers)
    for touchpoint in (*touchpoints.replaced, *touchpoints.olds):
        evidence.mention(identifier for identifier, _ in touchpoint.carried)
    ids = ensure_identifiers(work, evidence)
    write_touchpoints(work, touchpoints, evidence, ids, context.mapping)
    write_records(work, records, ids, context.now)
    revived = [*records.revived, *touchpoints.revived]
    if revived:
        work.run("load/versions_drop", ids=revived)


def _elect(work: Work, statement: str, facts: list[Fact], rule: Rule) -> Result[Fact]:
    if not facts:
        return Result()
    found = work.run(statement, ids=list(dict.fromkeys(each.id for each in facts)))
    held = {each["id"]: Held(each["hash"], each["version"], frozenset(each["olds"])) for each in found}
    return elect(facts, held, rule)


def _anything(found: Result[RecordFacts] | Result[TouchpointFacts]) -> bool:
    return bool(found.new or found.replaced or found.olds)


def _outcomes(rows: Sequence[RowFacts], records: Result[RecordFacts], touchpoints: Result[TouchpointFacts]) -> list[str]:
    of_records, of_touchpoints = iter(records.outcomes), iter(touchpoints.outcomes)
    return [outcome_of([*([next(of_records)] if each.record else []), *([next(of_touchpoints)] if each.touchpoint else [])]) for each in rows]
