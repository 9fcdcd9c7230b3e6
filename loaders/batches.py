"""Batches: one transaction that brings a batch of accepted rows into the graph, and says what each row was.

Before the transaction, beside that of the batch before, a draft says what would be written if the graph held nothing of the batch, which is
mostly so. The transaction first asks which touchpoints and records exist, and only if some do is the draft made again; `elections` decide, and
only what is new adds evidence. So a batch can be written any number of times and the graph, and every count in it, ends the same. Statements
are narrow, one UNWIND each; nodes found or made in the transaction are named by internal id afterwards, which saves an index lookup for each
end of each link.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.elections import Held, Result, Rule, elect, outcome_of
from loaders.gather import Evidence
from loaders.identities import ensure_identifiers
from loaders.records import write_records
from loaders.spending import write_spend
from loaders.traces import new_rows, write_touchpoints

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Mapping as Known
    from datetime import datetime

    from app.graph import Work
    from loaders.facts import RecordFacts, RowFacts, TouchpointFacts
    from loaders.mapping import Mapping
    from loaders.traces import NewRow


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


@dataclass(frozen=True, slots=True)
class Draft:
    """What a batch writes, given what the graph holds of it. Nothing changes it: a transaction may have to be tried again."""

    records: Result[RecordFacts]
    touchpoints: Result[TouchpointFacts]
    evidence: Evidence = field(default_factory=Evidence)
    rows: list[NewRow] = field(default_factory=list)


_NOTHING: dict[str, Held] = {}


def draft(rows: Sequence[RowFacts], context: Context, records: Known[str, Held] = _NOTHING, touchpoints: Known[str, Held] = _NOTHING) -> Draft:
    """What accepted rows change where the graph holds these records and touchpoints of theirs. Pure."""
    made = Draft(
        elect([each.record for each in rows if each.record], records, context.record_rule),
        elect([one for each in rows for one in each.touchpoints], touchpoints, context.touchpoint_rule),
    )
    made.rows.extend(new_rows(made.touchpoints.new))
    made.evidence.add_touchpoints(made.touchpoints.new)
    made.evidence.add_records(made.records.new)
    for record in (*made.records.replaced, *made.records.olds):
        made.evidence.mention(record.identifiers)
    for touchpoint in (*made.touchpoints.replaced, *made.touchpoints.olds):
        made.evidence.mention(identifier for identifier, _ in touchpoint.carried)
    return made


def write_batch(work: Work, rows: Sequence[RowFacts], made: Draft, context: Context) -> list[str]:
    """Writes accepted rows in their order and returns the outcome of each: new, changed or repeated. `made` is their draft of nothing held."""
    spend = [each.spend for each in rows if each.spend]
    if spend:
        return write_spend(work, spend)
    records = _held(work, "load/records_known", (each.record for each in rows if each.record))
    touchpoints = _held(work, "load/touchpoints_known", (one for each in rows for one in each.touchpoints))
    if records or touchpoints:
        made = draft(rows, context, records, touchpoints)
    if _anything(made.records) or _anything(made.touchpoints):
        _write(work, made, context)
    asides = [each for row in rows for each in row.asides]
    if asides:
        fields = ("id", "source", "record", "field", "raw", "reason")
        work.run("load/asides_keep", rows=[{name: getattr(each, name) for name in fields} for each in asides])
    return outcomes_of(rows, made)


def _write(work: Work, made: Draft, context: Context) -> None:
    ids = ensure_identifiers(work, made.evidence)
    write_touchpoints(work, made.touchpoints, made.rows, made.evidence, ids, mapping=context.mapping)
    write_records(work, made.records, ids, context.now)
    revived = [*made.records.revived, *made.touchpoints.revived]
    if revived:
        work.run("load/versions_drop", ids=revived)


def _held(work: Work, statement: str, facts: Iterable[RecordFacts | TouchpointFacts]) -> dict[str, Held]:
    ids = list(dict.fromkeys(each.id for each in facts))
    found = work.run(statement, ids=ids) if ids else []
    return {each["id"]: Held(each["hash"], each["version"], frozenset(each["olds"])) for each in found}


def _anything(found: Result[RecordFacts] | Result[TouchpointFacts]) -> bool:
    return bool(found.new or found.replaced or found.olds)


def outcomes_of(rows: Sequence[RowFacts], made: Draft) -> list[str]:
    """What each row was: new, changed or repeated, by all that it states."""
    of_records, of_touchpoints = iter(made.records.outcomes), iter(made.touchpoints.outcomes)
    return [outcome_of([*([next(of_records)] if each.record else []), *(next(of_touchpoints) for _ in each.touchpoints)]) for each in rows]
