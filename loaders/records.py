"""Records in the graph: new ones with what they state; changed ones, whose old statements are withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.facts import record_content
from loaders.identities import internal_ids
from loaders.stamps import stamp_or_none

if TYPE_CHECKING:
    from datetime import datetime

    from app.graph import Row, Work
    from loaders.elections import Result
    from loaders.facts import RecordFacts
    from loaders.identities import InternalIds

Groups = dict[tuple[str, str], int]
"""Kind and key of a household or account to internal id."""

_ADMINISTRATIVE = frozenset({"id", "source", "key", "kind", "version", "hash", "at", "loadedAt"})


def write_records(work: Work, found: Result[RecordFacts], ids: InternalIds, now: datetime) -> None:
    """Writes what an election decided; `ids` name the identifiers."""
    groups = _ensure_groups(work, [*found.new, *found.replaced, *found.olds])
    if found.new:
        nodes = internal_ids(work.run("load/records_create", rows=[_row(each) for each in found.new], now=now))
        _link(work, found.new, nodes, groups, ids, statement="load/records_state")
    if found.replaced:
        _replace(work, found.replaced, groups, ids, now=now)
    if found.olds:
        work.run("load/records_keep", rows=[_old(each) for each in found.olds])


def _ensure_groups(work: Work, found: list[RecordFacts]) -> Groups:
    # Those of superseded versions too: what exists must not depend on which version came first.
    groups: Groups = {}
    for kind, statement in (("household", "load/households_ensure"), ("account", "load/accounts_ensure")):
        rows = sorted({(one.key, one.name) for each in found for one in each.memberships if one.group == kind}, key=repr)
        if rows:
            groups.update(((kind, key), node) for key, node in work.run(statement, rows=rows)[0]["pairs"])
    return groups


def _row(found: RecordFacts) -> dict[str, object]:
    properties: dict[str, object] = {
        "id": found.id,
        "source": found.source,
        "key": found.key,
        "kind": found.kind,
        "hash": found.hash,
        **found.traits,
    }
    if found.version is not None:
        properties["version"] = found.version
    return {"properties": properties, "at": stamp_or_none(found.at)}


def _old(found: RecordFacts) -> dict[str, object]:
    return {
        "record": found.id,
        "version": found.version,
        "hash": found.hash,
        "content": found.content,
        "at": stamp_or_none(found.at),
    }


def _link(work: Work, found: list[RecordFacts], nodes: InternalIds, groups: Groups, ids: InternalIds, *, statement: str) -> None:
    stated = [(nodes[each.id], ids[identifier.key], each.source, stamp_or_none(each.at)) for each in found for identifier in each.identifiers]
    if stated:
        work.run(statement, rows=stated)
    joined = [(nodes[each.id], groups[one.group, one.key], one.role) for each in found for one in each.memberships]
    if joined:
        work.run("load/records_join", rows=joined)


def _replace(work: Work, found: list[RecordFacts], groups: Groups, ids: InternalIds, *, now: datetime) -> None:
    before = {each["id"]: each for each in work.run("load/records_content", ids=[each.id for each in found])}
    work.run("load/records_keep", rows=[_held(each) for each in before.values()])
    states = {each.id: [identifier.key for identifier in each.identifiers] for each in found}
    work.run("load/records_unlink", rows=[{"id": identity, "states": keys} for identity, keys in states.items()])
    nodes = internal_ids(work.run("load/records_rewrite", rows=[_row(each) for each in found], now=now))
    _link(work, found, nodes, groups, ids, statement="load/records_restate")
    keys = {key for each in states.values() for key in each} | {key for each in before.values() for key in each["states"]}
    work.run("load/identifiers_respan", keys=sorted(keys))


def _held(row: Row) -> dict[str, object]:
    properties = row["properties"]
    traits = {name: value for name, value in properties.items() if name not in _ADMINISTRATIVE}
    groups = [(kind, key, role) for kind, key, role in row["groups"]]
    return {
        "record": row["id"],
        "version": properties.get("version"),
        "hash": properties["hash"],
        "content": record_content(properties["kind"], row["at"], traits, row["states"], groups),
        "at": stamp_or_none(row["at"]),
    }
