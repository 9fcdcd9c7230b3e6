"""Touchpoints in the graph: new ones with their links and evidence; changed ones, whose old evidence is withdrawn."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from loaders.facts import touchpoint_content
from loaders.gather import pairs_of
from loaders.stamps import stamp, stamp_or_none

if TYPE_CHECKING:
    from app.graph import Row, Work
    from loaders.elections import Result
    from loaders.facts import TouchpointFacts
    from loaders.gather import Evidence
    from loaders.identities import InternalIds
    from loaders.mapping import Mapping

_ADMINISTRATIVE = frozenset({"id", "hash", "version", "at", "receivedAt"})


def write_touchpoints(work: Work, found: Result[TouchpointFacts], evidence: Evidence, ids: InternalIds, mapping: Mapping) -> None:
    """Writes what an election decided; `evidence` is that of the new ones, `ids` name the identifiers."""
    if found.new:
        pairs = work.run("load/touchpoints_create", rows=[_row(each) for each in found.new])[0]["pairs"]
        _link(work, found.new, dict(pairs), ids, mapping)
        _add_pairs(work, evidence, ids)
    if found.replaced:
        _replace(work, found.replaced, ids, mapping)
    if found.olds:
        work.run("load/touchpoints_keep", rows=[_old(each) for each in found.olds])


def _row(found: TouchpointFacts) -> dict[str, object]:
    properties = {"id": found.id, "hash": found.hash, **found.properties}
    if found.version is not None:
        properties["version"] = found.version
    return {"properties": properties, "at": stamp(found.at), "received": stamp_or_none(found.received)}


def _old(found: TouchpointFacts) -> dict[str, object]:
    return {"touchpoint": found.id, "version": found.version, "hash": found.hash, "content": found.content, "at": stamp(found.at)}


def _link(work: Work, found: list[TouchpointFacts], nodes: InternalIds, ids: InternalIds, mapping: Mapping) -> None:
    carried = [(nodes[each.id], ids[identifier.key], role) for each in found for identifier, role in each.carried]
    if carried:
        work.run("load/touchpoints_carried", rows=carried)
    channels = _grouped(found, "channel", nodes)
    if channels:
        rows = [_channel(name, mapping) for name in channels]
        targets = dict(work.run("load/channels_ensure", rows=rows)[0]["pairs"])
        work.run("load/touchpoints_via", groups=[(targets[name], members) for name, members in channels.items()])
    for name, ensure, link in (
        ("campaign", "load/campaigns_ensure", "load/touchpoints_in_campaign"),
        ("product", "load/products_ensure", "load/touchpoints_about"),
    ):
        groups = _grouped(found, name, nodes)
        if groups:
            targets = dict(work.run(ensure, names=list(groups))[0]["pairs"])
            work.run(link, groups=[(targets[each], members) for each, members in groups.items()])
    types = dict.fromkeys(str(each.properties["type"]) for each in found)
    work.run("load/types_ensure", rows=[_type(name, mapping) for name in types])


def _grouped(found: list[TouchpointFacts], name: str, nodes: InternalIds) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for each in found:
        value = each.properties.get(name)
        if value is not None:
            groups[str(value)].append(nodes[each.id])
    return groups


def _channel(name: str, mapping: Mapping) -> dict[str, object]:
    spec = mapping.channels.get(name)
    kind, owner = (spec.kind, spec.owner) if spec else (mapping.source.kind, mapping.source.owner)
    return {"name": name, "kind": kind, "owner": owner, "declared": spec is not None}


def _type(name: str, mapping: Mapping) -> dict[str, object]:
    spec = mapping.types.get(name)
    return {"name": name, "owner": spec.owner if spec else mapping.source.owner, "declared": spec is not None}


def _add_pairs(work: Work, evidence: Evidence, ids: InternalIds) -> None:
    rows = [
        (ids[one], ids[other], source, each.count, stamp(each.first), stamp(each.last)) for (one, other, source), each in evidence.meetings.items()
    ]
    if rows:
        work.run("load/pairs_add", rows=rows)


def _replace(work: Work, found: list[TouchpointFacts], ids: InternalIds, mapping: Mapping) -> None:
    # Rare, so it may be slow: the evidence of every pair that the old or the new content touches is counted again from what is carried.
    before = {each["id"]: each for each in work.run("load/touchpoints_content", ids=[each.id for each in found])}
    work.run("load/touchpoints_keep", rows=[_held(each) for each in before.values()])
    work.run("load/touchpoints_unlink", ids=list(before))
    pairs = work.run("load/touchpoints_rewrite", rows=[_row(each) for each in found])[0]["pairs"]
    _link(work, found, dict(pairs), ids, mapping)
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
