"""The touchpoint part of a mapping: what makes a row an event, and the channels and types it can have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.amounts import currency_cell
from loaders.cells import Cell, key_cell, read_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.layout import Place, Section

TEXTS = ("session", "campaign", "product", "order", "contract", "location", "agent", "currency", "text")
RESERVED = frozenset({
    *TEXTS, "id", "source", "key", "at", "receivedAt", "type", "channel", "sequence", "hash", "version", "value", "products",
})  # fmt: skip

_KEYS = (
    "id", "version", "keep", "type", "time", "received", "sequence", "channel", "value", *TEXTS, "properties", "optional",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventId:
    """What tells one event from another: a column, a hash of columns (none: of all), or counting equal rows."""

    cell: Cell | None = None
    hashed: tuple[str, ...] = ()
    occurrences: bool = False


@dataclass(frozen=True, slots=True)
class TouchpointSpec:
    """What the row states about an event."""

    id: EventId
    version: Cell | None
    earliest: bool
    """Of two contents of one event the smaller version is kept, not the greater."""
    type: Cell
    time: Cell
    received: Cell | None
    sequence: Cell | None
    channel: Cell | None
    value: Cell | None
    texts: Mapping[str, Cell]
    properties: Mapping[str, Cell]
    optional: bool


@dataclass(frozen=True, slots=True)
class ChannelSpec:
    """A channel, its kind and the function that owns it."""

    kind: str
    owner: str


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """A touchpoint type: the function that owns it, and its rank among events of the same time."""

    owner: str
    order: int


def read_touchpoint(place: Place | None) -> TouchpointSpec | None:
    """The section `touchpoint`. Raises MappingError."""
    if place is None:
        return None
    found = place.section("touchpoint", _KEYS)
    keep, optional = found.get("keep"), found.get("optional")
    return TouchpointSpec(
        id=_event_id(found.need("id", "event_id")),
        version=_cell(found, "version"),
        earliest=bool(keep and keep.word(("latest", "earliest")) == "earliest"),
        type=read_cell(found.need("type", "{column: event}")),
        time=read_cell(found.need("time", "timestamp"), "time"),
        received=_cell(found, "received", "time"),
        sequence=_cell(found, "sequence", "integer"),
        channel=_cell(found, "channel"),
        value=_cell(found, "value", "number"),
        texts={name: currency_cell(place) if name == "currency" else read_cell(place) for name in TEXTS if (place := found.get(name))},
        properties=read_properties(found.get("properties")),
        optional=optional.flag() if optional else False,
    )


def read_channels(place: Place | None) -> dict[str, ChannelSpec]:
    """The section `channels`. Raises MappingError."""
    if place is None:
        return {}
    channels = place.section("channels").items()
    found = {name: each.section(f"channel {name!r}", ("kind", "owner")) for name, each in channels}
    return {name: ChannelSpec(kind=each.need("kind", "web").text(), owner=each.need("owner", "marketing").text()) for name, each in found.items()}


def read_types(place: Place | None) -> dict[str, TypeSpec]:
    """The section `types`. Raises MappingError."""
    if place is None:
        return {}
    found = {name: each.section(f"type {name!r}", ("owner", "order")) for name, each in place.section("types").items()}
    return {
        name: TypeSpec(
            owner=each.need("owner", "marketing").text(),
            order=order.integer() if (order := each.get("order")) else 0,
        )
        for name, each in found.items()
    }


def is_property(name: str) -> bool:
    """Whether a name can be a property: lowerCamel, ASCII letters and digits."""
    return name.isascii() and name.isalnum() and name[0].islower()


def _event_id(place: Place) -> EventId:
    if not place.is_section() or "column" in place.section("id"):
        return EventId(cell=key_cell(place))
    found = place.section("id", ("hash", "occurrences"))
    hashed, occurrences = found.get("hash"), found.get("occurrences")
    if (hashed is None) == (occurrences is None):
        place.fail("an event without an id needs {hash: [columns]}, {hash: all} or {occurrences: true}")
    columns = hashed.texts() if hashed else ()
    counted = occurrences.flag() if occurrences else False
    return EventId(hashed=() if columns == ("all",) else columns, occurrences=counted)


def read_properties(place: Place | None) -> dict[str, Cell]:
    """The section `properties`. Raises MappingError."""
    if place is None:
        return {}
    found = {}
    for name, each in place.section("properties").items():
        if not is_property(name) or name in RESERVED:
            each.fail(f"{name!r} cannot name a property; use a lowerCamel name but {', '.join(sorted(RESERVED))}")
        found[name] = read_cell(each)
    return found


def _cell(found: Section, name: str, kind: str = "text") -> Cell | None:
    place = found.get(name)
    return read_cell(place, kind) if place else None
