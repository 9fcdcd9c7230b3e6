"""Touchpoints in the graph: new ones with their links and evidence; changed ones, whose old evidence is withdrawn."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from loaders.facts import touchpoint_content
from loaders.gather import pairs_of
from loaders.identities import internal_ids
from loaders.stamps import stamp, stamp_or_none
from loaders.targets import ensure_targets, targets_of

if TYPE_CHECKING:
    from app.graph import Row, Work
    from loaders.elections import Result
    from loaders.facts import TouchpointFacts
    from loaders.gather import Evidence
    from loaders.identities import InternalIds
    from loaders.mapping import Mapping
    from loaders.targets import Targets

_LINKS = (("channel", "load/touchpoints_via"), ("campaign", "load/touchpoints_in_campaign"), ("product", "load/touchpoints_about"))
_NAMED = (
    "hash", "version", "source", "key", "type", "sequence", "channel", "campaign", "product", "session", "order", "value", "currency", "contract",
    "location", "agent", "text",
)  # fmt: skip
"""Properties that have a place of their own in a row of load/touchpoints_create, from its place 6 on."""

_IS_NAMED = frozenset(_NAMED)
_ADMINISTRATIVE = frozenset({"id", "hash", "version", "at", "receivedAt"})


NewRow = list[object]
"""A new touchpoint as it travels: a flat list, which the driver packs and the database reads in less time than a map."""


def new_rows(found: list[TouchpointFacts]) -> list[NewRow]:
    """Rows of load/touchpoints_create."""
    return [_new_row(each) for each in found]


def write_touchpoints(
    work: Work, found: Result[TouchpointFacts], rows: list[NewRow], evidence: Evidence, ids: InternalIds, *, mapping: Mapping
) -> None:
    """Writes what an election decided; `rows` and `evidence` are those of the new ones, `ids` name the identifiers."""
    targets = ensure_targets(work, [*found.new, *found.replaced, *found.olds], mapping)
    if found.new:
        _link(work, found.new, internal_ids(work.run("load/touchpoints_create", rows=rows)), targets, ids)
        _add_pairs(work, evidence, ids)
    if found.replaced:
        _replace(work, found.replaced, targets, ids)
    if found.olds:
        work.run("load/touchpoints_keep", rows=[_old(each) for each in found.olds])


def _new_row(found: TouchpointFacts) -> NewRow:
    seconds, nanoseconds = stamp(found.at)
    received, rest = stamp_or_none(found.received) or (None, None)
    properties = {**found.properties, "hash": found.hash, "version": found.version}
    free = {name: value for name, value in properties.items() if name not in _IS_NAMED}
    return [found.id, seconds, nanoseconds, received, rest, free, *map(properties.get, _NAMED)]


def _row(found: TouchpointFacts) -> dict[str, object]:
    properties = {"id": found.id, "hash": found.hash, **found.properties}
    if found.version is not None:
        properties["version"] = found.version
    return {"properties": properties, "at": stamp(found.at), "received": stamp_or_none(found.received)}


def _old(found: TouchpointFacts) -> dict[str, object]:
    return {"touchpoint": found.id, "version": found.version, "hash": found.hash, "content": found.content, "at": stamp(found.at)}


def _link(work: Work, found: list[TouchpointFacts], nodes: InternalIds, targets: Targets, ids: InternalIds) -> None:
    carried = [(nodes[each.id], ids[identifier.key], role) for each in found for identifier, role in each.carried]
    if carried:
        work.run("load/touchpoints_carried", rows=carried)
    for name, statement in _LINKS:
        groups: dict[int, list[int]] = defaultdict(list)
        for each in found:
            for target in targets_of(each, name):
                groups[targets[name][target]].append(nodes[each.id])
        if groups:
            work.run(statement, groups=list(groups.items()))


def _add_pairs(work: Work, evidence: Evidence, ids: InternalIds) -> None:
    rows = [
        (ids[one], ids[other], source, each.count, stamp(each.first), stamp(each.last)) for (one, other, source), each in evidence.meetings.items()
    ]
    if rows:
        work.run("load/pairs_add", rows=rows)


def _replace(work: Work, found: list[TouchpointFacts], targets: Targets, ids: InternalIds) -> None:
    # Rare, so it may be slow: the evidence of every pair that the old or the new content touches is counted again from what is carried.
    before = {each["id"]: each for each in work.run("load/touchpoints_content", ids=[each.id for each in found])}
    work.run("load/touchpoints_keep", rows=[_held(each) for each in before.values()])
    work.run("load/touchpoints_unlink", ids=list(before))
    nodes = internal_ids(work.run("load/touchpoints_rewrite", rows=[_row(each) for each in found]))
    _link(work, found, nodes, targets, ids)
    again: set[tuple[str, str]] = set()
    keys: set[str] = set()
    for each in found:
        old = before[each.id]["carried"]
        for carried in (old, [(identifier.key, role) for identifier, role in each.carried]):
            keys.update(key for key, _ in carried)
            again.update(pairs_of(key for key, role in carried if role == "actor"))
    work.run("load/pairs_recount", pairs=sorted(again))
    work.run("load/identifiers_respan", keys=sorted(keys))


def _held(row: Row) -> dict[str, object]:
    properties = {name: value for name, value in row["properties"].items() if name not in _ADMINISTRATIVE}
    carried = [(key, role) for key, role in row["carried"]]
    return {
        "touchpoint": row["id"],
        "version": row["properties"].get("version"),
        "hash": row["properties"]["hash"],
        "content": touchpoint_content(row["at"], properties, carried),
        "at": stamp(row["at"]),
    }
