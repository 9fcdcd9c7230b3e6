"""Stating: the identifiers and memberships that a row states, in their normal forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.countries import known_country
from loaders.facts import Aside, Identifier, Membership
from loaders.forms import LONGEST, Former
from loaders.naming import SPECIAL, BadName, name_of, parts_of, scalar
from loaders.placeholders import names_nothing
from loaders.times import Unreadable
from loaders.values import BadValue, meaning, plain_text, text_of

if TYPE_CHECKING:
    from loaders.claims import IdentifierSpec, MembershipSpec
    from loaders.mapping import Mapping
    from loaders.values import Row


class IdentifierReader:
    """Reads one identifier column. Formers are kept for each source, since some namespaces mean something only within one."""

    def __init__(self, spec: IdentifierSpec, mapping: Mapping, secret: bytes) -> None:
        self._spec, self._secret = spec, secret
        self._space = mapping.namespaces[spec.namespace]
        self.on_record, self.on_touchpoint, self.role = spec.on_record, spec.on_touchpoint, spec.role
        self._parts = parts_of(spec.cell)
        self._mean = meaning(spec.cell, names_nothing) if spec.cell.values or spec.cell.others != "keep" else None
        self._region = text_of(spec.region) if spec.region else None
        self._within = text_of(spec.within) if spec.within else None
        self._formers: dict[str, Former] = {}
        self.field = "+".join(spec.cell.columns) or spec.namespace
        self.former("")

    def former(self, source: str) -> Former:
        """The former for a source. Raises BadInput where the namespace is keyed and there is no secret."""
        found = self._formers.get(source)
        if found is None:
            found = self._formers[source] = Former(self._space, source=source, secret=self._secret)
        return found

    def read(self, row: Row, source: str, asides: list[tuple[str, str, str]]) -> list[Identifier]:
        """The identifiers of the row; unreadable ones go to `asides` as field, raw value and reason."""
        try:
            parts = self._parts(row)
        except BadValue as error:
            asides.append((self.field, error.raw, f"{self._spec.namespace}: {error.reason}"))
            return []
        if not parts:
            return []
        former, found = self.former(source), []
        for raw in parts:
            try:
                text = raw.strip() if type(raw) is str and raw.isascii() and raw.isprintable() and raw[:1] not in SPECIAL else scalar(raw)
                text = self._mean(text or None) if self._mean else text
                if text and (self._mean or not names_nothing(text)):
                    found.append(self._one(former, text, row))
            except Unreadable as error:
                asides.append((self.field, plain_text(raw) or "", f"{self._spec.namespace}: {error}"))
        return found

    def _one(self, former: Former, raw: str, row: Row) -> Identifier:
        within = self._within(row) if self._within else None
        if self._spec.hashed:
            return former.hashed(raw, self._spec.hashed, within)
        region = self._region(row) if self._region else None
        return former.plain(raw, known_country(region) if region else None, within)


class MembershipReader:
    """Reads one membership column."""

    def __init__(self, spec: MembershipSpec) -> None:
        self._spec = spec
        self._key = name_of(spec.cell, spec.group)
        self._name = text_of(spec.name) if spec.name else None

    def read(self, row: Row, asides: list[tuple[str, str, str]]) -> Membership | None:
        """The membership of the row, or None; a key that is too long goes to `asides`."""
        try:
            key = self._key(row)
        except BadName as error:
            asides.append((self._spec.group, error.raw, error.reason))
            return None
        if key is None:
            return None
        if len(key) > LONGEST:
            asides.append((self._spec.group, key, f"longer than {LONGEST} characters"))
            return None
        return Membership(self._spec.group, key, self._spec.role, self._name(row) if self._name else None)


def asides_of(found: list[tuple[str, str, str]], source: str, subject: str) -> tuple[Aside, ...]:
    """Set-aside values with the row they belong to."""
    return tuple(Aside(source, subject, field, raw, reason) for field, raw, reason in found)
