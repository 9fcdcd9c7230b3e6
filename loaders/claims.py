"""The part of a mapping that says which identifiers a row states, and which households or accounts its record belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.cells import Cell, read_cell
from loaders.declarations import undeclared
from loaders.namespaces import DIGESTS
from loaders.scopes import national

if TYPE_CHECKING:
    from loaders.layout import Place, Section
    from loaders.namespaces import Namespaces

_IDENTIFIER = (
    "column", "value", "join", "split", "values", "others", "namespace", "like", "role", "on", "hashed", "region", "within",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class IdentifierSpec:
    """A column that holds identifiers of a namespace."""

    cell: Cell
    namespace: str
    role: str
    on_record: bool
    on_touchpoint: bool
    hashed: str | None
    region: Cell | None
    """Where a phone number without + is from."""
    within: Cell | None
    """The country or state in which the number is unique, for passports, licences, national ids."""


@dataclass(frozen=True, slots=True)
class MembershipSpec:
    """A household or an account that the record belongs to."""

    cell: Cell
    group: str
    role: str
    name: Cell | None


def read_identifiers(place: Place | None, known: Namespaces) -> tuple[IdentifierSpec, ...]:
    """The section `identifiers`. Raises MappingError."""
    if place is None:
        return ()
    if not place.is_list():
        place.fail("identifiers is a list; write each as `- {column: email, namespace: email}`")
    return tuple(_identifier(each, known) for each in place.items())


def _identifier(place: Place, known: Namespaces) -> IdentifierSpec:
    found = place.section("an identifier", _IDENTIFIER)
    namespace, role, on = found.need("namespace", "email"), found.text("role") or "actor", found.get("on")
    name, hashed = namespace.text("the name of a namespace"), found.get("hashed")
    if name not in known:
        undeclared(namespace, name)
    digest = hashed.word(DIGESTS) if hashed else None
    if digest and digest not in ("sha256", *known[name].aliases) and hashed:
        hashed.fail(f"{digest} is no declared alias of {name!r}; add it to `aliases` of the namespace")
    where = on.word(("record", "touchpoint")) if on else ("both" if role == "actor" else "touchpoint")
    if role != "actor" and where == "record":
        place.fail(f"a record states only its own identifiers; leave out `on`, or `role: {role}`")
    region, within = found.get("region"), found.get("within")
    if within and not national(known[name]):
        wanted = ", ".join(each.name for each in known.values() if national(each))
        within.fail(f"{name!r} has no country: `within` is for numbers that countries give ({wanted}); name a namespace of its own for each country")
    return IdentifierSpec(
        cell=_identifier_cell(found),
        namespace=name,
        role=role,
        on_record=where != "touchpoint",
        on_touchpoint=where != "record",
        hashed=digest,
        region=_region(region) if region else None,
        within=read_cell(within) if within else None,
    )


def _identifier_cell(found: Section) -> Cell:
    columns, value, split, values = (found.get(each) for each in ("column", "value", "split", "values"))
    if (columns is None) == (value is None):
        found.place.fail("an identifier needs `column`, e.g. {column: email, namespace: email}")
    others = found.get("others")
    return Cell(
        line=found.place.line,
        columns=columns.texts() if columns else (),
        value=value.text() if value else None,
        join=str(join.node.value) if (join := found.get("join")) else "",
        split=str(split.node.value) if split else None,
        values={name: each.text() for name, each in values.section("`values`").items()} if values else {},
        others=others.word(("keep", "drop", "reject")) if others else "keep",
    )


def _region(place: Place) -> Cell:
    if place.is_section():
        return read_cell(place)
    found = place.text("a country code")
    if len(found) != 2 or not found.isupper():  # noqa: PLR2004 - ISO 3166 alpha-2
        place.fail(f"{found!r} is no country code; use two capitals such as DE, or {{column: country, default: DE}}")
    return Cell(line=place.line, value=found)


def read_memberships(place: Place | None) -> tuple[MembershipSpec, ...]:
    """The section `memberships`. Raises MappingError."""
    if place is None:
        return ()
    found = [each.section("a membership", ("column", "group", "role", "name")) for each in place.items()]
    return tuple(
        MembershipSpec(
            cell=read_cell(each.need("column", "household_id")),
            group=each.need("group", "household").word(("household", "account")),
            role=each.text("role") or "member",
            name=_cell(each, "name"),
        )
        for each in found
    )


def _cell(found: Section, name: str) -> Cell | None:
    place = found.get(name)
    return read_cell(place) if place else None
