"""Mappings: one YAML file describes one file layout of one source, and nothing is programmed.

`docs/mappings.md` is the reader's guide. `read_mapping` checks everything that can be known without the data; an error
names file, line and what would be right.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from loaders.also import AlsoSpec, read_also
from loaders.amounts import currency_cell
from loaders.cells import Cell, key_cell, read_cell, read_decimal, read_zone
from loaders.claims import IdentifierSpec, MembershipSpec, read_identifiers, read_memberships
from loaders.declarations import read_declared
from loaders.formats import KEYS, FormatSpec, read_format
from loaders.layout import Place, Section, read_layout
from loaders.namespaces import Namespace, Namespaces, default_namespaces
from loaders.reading.headers import used_names
from loaders.touchpoints import (
    ChannelSpec,
    TouchpointSpec,
    TypeSpec,
    is_property,
    read_channels,
    read_touchpoint,
    read_types,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table
    from pathlib import Path

RESERVED = frozenset({"id", "source", "key", "kind", "version", "hash", "at", "loadedAt", "label", "labels", "standing", "barred", "held"})

_KEYS = (
    *KEYS, "may_lack", "files", "source", "timezone", "decimal",
    "record", "identifiers", "memberships", "touchpoint", "also", "channels", "types", "spend",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """Who sends the file. `name` may come from a column; then every name found there is a source of its own."""

    name: Cell
    kind: str
    owner: str
    freshness: str | None


@dataclass(frozen=True, slots=True)
class RecordSpec:
    """What the row states about a person or an organisation."""

    key: Cell
    version: Cell | None
    time: Cell | None
    kind: Cell
    traits: Table[str, Cell]
    optional: bool


@dataclass(frozen=True, slots=True)
class SpendSpec:
    """What a campaign cost in a period; needs no person."""

    campaign: Cell
    channel: Cell | None
    start: Cell
    end: Cell
    cost: Cell
    currency: Cell


@dataclass(frozen=True, slots=True)
class Mapping(FormatSpec):
    """A whole mapping. `name` is its folder and file name, e.g. `shop_crm/contacts`; `declared` are the namespaces that it declares."""

    name: str
    path: Path
    may_lack: tuple[str, ...]
    """Columns that a file may do without: then they are empty."""
    files: tuple[str, ...]
    source: SourceSpec
    zone: str | None
    record: RecordSpec | None
    identifiers: tuple[IdentifierSpec, ...]
    memberships: tuple[MembershipSpec, ...]
    touchpoint: TouchpointSpec | None
    also: tuple[AlsoSpec, ...]
    channels: Table[str, ChannelSpec]
    types: Table[str, TypeSpec]
    spend: SpendSpec | None
    namespaces: Namespaces
    declared: tuple[Namespace, ...] = ()
    decimal: str | None = None
    """The decimal sign of numbers that are texts; None: only what reads alike either way is read."""

    def used_columns(self) -> tuple[str, ...]:
        """Every column that the mapping reads."""
        found = dict.fromkeys(column for cell in _cells(self) for column in cell.columns)
        if self.touchpoint:
            found.update(dict.fromkeys(self.touchpoint.id.hashed))
        return tuple(found)


def read_mapping(path: Path, namespaces: Namespaces | None = None) -> Mapping:
    """Reads and checks a mapping file. Raises MappingError with file, line and what would be right."""
    root = read_layout(path)
    found = root.section("the mapping", _KEYS)
    form, files, lacking = read_format(found), found.get("files"), found.get("may_lack")
    name, shipped = f"{path.resolve().parent.name}/{path.stem}", default_namespaces() if namespaces is None else namespaces
    declared = read_declared(found.get("identifiers"), name, shipped)
    known = {**shipped, **declared}
    touchpoint = read_touchpoint(found.get("touchpoint"))
    mapping = Mapping(
        **{each.name: getattr(form, each.name) for each in fields(form)},
        name=name,
        path=path,
        may_lack=lacking.texts() if lacking else (),
        files=files.texts() if files else (),
        source=_source(found),
        zone=read_zone(found.get("timezone")),
        record=_record(found.get("record")),
        identifiers=read_identifiers(found.get("identifiers"), known),
        memberships=read_memberships(found.get("memberships")),
        touchpoint=touchpoint,
        also=read_also(found.get("also"), touchpoint),
        channels=read_channels(found.get("channels")),
        types=read_types(found.get("types")),
        spend=_spend(found.get("spend")),
        namespaces=known,
        declared=tuple(declared.values()),
        decimal=read_decimal(found.get("decimal")),
    )
    _check(root, found, mapping)
    if lacking and (unknown := set(mapping.may_lack) - used_names(mapping)):
        lacking.fail(f"{min(unknown)!r} is read nowhere in this mapping; leave it out of `may_lack`")
    return mapping


def _check(root: Place, found: Section, mapping: Mapping) -> None:
    if mapping.spend and (mapping.record or mapping.touchpoint):
        found.need("spend", "").fail("spend stands alone; put record and touchpoint into a mapping of their own")
    if not (mapping.spend or mapping.record or mapping.touchpoint):
        root.fail("the mapping needs `record`, `touchpoint` or `spend`; otherwise a row says nothing")
    if mapping.memberships and not mapping.record:
        found.need("memberships", "").fail("memberships belong to a record; add `record` with its key")
    if mapping.group and "lines" in (*mapping.used_columns(), *mapping.group):
        found.need("group", "").fail("`lines` is the name of a group's rows; ask for a column of theirs, e.g. `lines.*.sku`")
    if mapping.touchpoint:
        touchpoint = found.need("touchpoint", "").section("touchpoint")
        _declared(touchpoint.get("channel"), mapping.touchpoint.channel, "channels", tuple(mapping.channels))
        _declared(touchpoint.get("type"), mapping.touchpoint.type, "types", tuple(mapping.types))
    for each in mapping.also:
        _declared(found.get("also"), each.touchpoint.type, "types", tuple(mapping.types))
        _declared(found.get("also"), each.touchpoint.channel, "channels", tuple(mapping.channels))


def _declared(place: Place | None, cell: Cell | None, section: str, declared: tuple[str, ...]) -> None:
    if place is None or cell is None:
        return
    for word in (cell.value, cell.default, *cell.values.values()):
        if word is not None and word not in declared:
            place.fail(f"{word!r} is not under `{section}`; add `{word}: {{{'kind: …, ' * (section == 'channels')}owner: …}}` there")


def _source(found: Section) -> SourceSpec:
    section = found.need("source", "{name: shop_crm, kind: crm, owner: sales}").section("source", ("name", "kind", "owner", "freshness"))
    name = section.need("name", "shop_crm")
    cell = read_cell(name) if name.is_section() else Cell(line=name.line, value=name.text())
    return SourceSpec(
        name=cell,
        kind=section.need("kind", "crm").text(),
        owner=section.need("owner", "sales").text(),
        freshness=section.text("freshness"),
    )


def _record(place: Place | None) -> RecordSpec | None:
    if place is None:
        return None
    found = place.section("record", ("key", "version", "time", "kind", "traits", "optional"))
    kind, optional = found.get("kind"), found.get("optional")
    return RecordSpec(
        key=key_cell(found.need("key", "contact_id")),
        version=_cell(found, "version"),
        time=_cell(found, "time", "time"),
        kind=_kind(kind) if kind else Cell(line=place.line, value="person"),
        traits=_traits(found.get("traits")),
        optional=optional.flag() if optional else False,
    )


def _kind(place: Place) -> Cell:
    kinds = ("person", "organisation")
    if not place.is_section():
        return Cell(line=place.line, value=place.word(kinds))
    cell = read_cell(place)
    for word in (*cell.values.values(), cell.value or "person", cell.default or "person"):
        if word not in kinds:
            place.fail(f"{word!r} is no kind of record; use person or organisation")
    return cell


def _traits(place: Place | None) -> dict[str, Cell]:
    if place is None:
        return {}
    traits = {}
    for name, each in place.section("traits").items():
        if not is_property(name) or name in RESERVED:
            each.fail(f"{name!r} cannot name a trait; use a lowerCamel name other than {', '.join(sorted(RESERVED))}")
        traits[name] = read_cell(each, "date" if name == "birthDate" else "text")
    return traits


def _spend(place: Place | None) -> SpendSpec | None:
    if place is None:
        return None
    found = place.section("spend", ("campaign", "channel", "from", "to", "cost", "currency"))
    start = read_cell(found.need("from", "day"), "date")
    return SpendSpec(
        campaign=read_cell(found.need("campaign", "campaign")),
        channel=_cell(found, "channel"),
        start=start,
        end=_cell(found, "to", "date") or start,
        cost=read_cell(found.need("cost", "cost"), "number"),
        currency=currency_cell(found.need("currency", "{value: EUR}")),
    )


def _cell(found: Section, name: str, kind: str = "text") -> Cell | None:
    place = found.get(name)
    return read_cell(place, kind) if place else None


def _cells(part: object) -> Iterator[Cell]:
    """Every cell below a part of a mapping, whatever its shape."""
    if isinstance(part, Cell):
        yield part
    elif isinstance(part, dict):
        for each in part.values():
            yield from _cells(each)
    elif isinstance(part, tuple):
        for each in part:
            yield from _cells(each)
    elif is_dataclass(part) and not isinstance(part, type):
        for each in fields(part):
            yield from _cells(getattr(part, each.name))
