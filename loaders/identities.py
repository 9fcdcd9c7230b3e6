"""Identifiers in the graph: met again, or new; and plain values that meet their hashes, whichever came first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.stamps import stamp_or_none

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.graph import Row, Work
    from loaders.gather import Evidence, Span

InternalIds = dict[str, int]
"""Key to internal id, good within one transaction."""


def ensure_identifiers(work: Work, evidence: Evidence) -> InternalIds:
    """Every identifier of the evidence exists afterwards, is touched and spans its event times."""
    spans = evidence.spans
    if not spans:
        return {}
    rows = [(key, stamp_or_none(each.first), stamp_or_none(each.last)) for key, each in spans.items()]
    ids = internal_ids(work.run("load/identifiers_widen", rows=rows))
    fresh = [each for key, each in spans.items() if key not in ids]
    if fresh:
        ids.update(internal_ids(work.run("load/identifiers_create", rows=[_row(each) for each in fresh])))
        _mark(work, fresh, ids)
    return ids


def internal_ids(rows: list[Row]) -> InternalIds:
    """What a statement returned as `keys` and `nodes`: two flat lists, which the driver reads in half the time of a list of pairs."""
    return dict(zip(rows[0]["keys"], rows[0]["nodes"], strict=True))


def _row(span: Span) -> dict[str, object]:
    found = span.identifier
    return {
        "key": found.key,
        "namespace": found.namespace,
        "value": found.value,
        "scope": found.scope,
        "hashed": found.hashed,
        "first": stamp_or_none(span.first),
        "last": stamp_or_none(span.last),
        **dict(found.digests),
    }


def _mark(work: Work, fresh: Iterable[Span], ids: InternalIds) -> None:
    found = [each.identifier for each in fresh]
    devices = [ids[each.key] for each in found if each.device]
    if devices:
        work.run("load/identifiers_device", ids=devices)
    plain = [(ids[each.key], twin) for each in found for twin in each.twins()]
    if plain:
        work.run("load/aliases_of_plain", rows=plain)
    hashed = [(ids[each.key], each.hashed, each.digest, each.namespace, each.scope) for each in found if each.hashed]
    if hashed:
        work.run("load/aliases_of_hashed", rows=hashed)
