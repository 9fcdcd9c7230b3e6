"""Targets: the channels, types, campaigns and products that touchpoints point to exist, as their mapping describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.graph import Work
    from loaders.facts import TouchpointFacts
    from loaders.mapping import Mapping

Targets = dict[str, dict[str, int]]
"""Of channel, campaign and product: name to internal id, good within one transaction."""


def ensure_targets(work: Work, found: list[TouchpointFacts], mapping: Mapping) -> Targets:
    """Everything that these touchpoints name exists, also what superseded versions name: that must not depend on which came first."""
    targets: Targets = {}
    channels = _names(found, "channel")
    if channels:
        targets["channel"] = dict(work.run("load/channels_ensure", rows=[_channel(name, mapping) for name in channels])[0]["pairs"])
    for name, statement in (("campaign", "load/campaigns_ensure"), ("product", "load/products_ensure")):
        wanted = _names(found, name)
        if wanted:
            targets[name] = dict(work.run(statement, names=wanted)[0]["pairs"])
    types = _names(found, "type")
    if types:
        work.run("load/types_ensure", rows=[_type(name, mapping) for name in types])
    return targets


def _names(found: list[TouchpointFacts], name: str) -> list[str]:
    return list(dict.fromkeys(target for each in found for target in targets_of(each, name)))


def targets_of(found: TouchpointFacts, name: str) -> list[str]:
    """The names of the channel, campaign, products or type of a touchpoint."""
    several = found.properties.get("products") if name == "product" else None
    if isinstance(several, list):
        return several
    value = found.properties.get(name)
    return [] if value is None else [str(value)]


def _channel(name: str, mapping: Mapping) -> dict[str, object]:
    spec = mapping.channels.get(name)
    kind, owner = (spec.kind, spec.owner) if spec else (mapping.source.kind, mapping.source.owner)
    return {"name": name, "kind": kind, "owner": owner, "declared": spec is not None}


def _type(name: str, mapping: Mapping) -> dict[str, object]:
    spec = mapping.types.get(name)
    return {"name": name, "owner": spec.owner if spec else mapping.source.owner, "declared": spec is not None}
