"""Rows → facts: one row of a source, read by its mapping. Pure: nothing here knows the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.also import AlsoReader
from loaders.amounts import AmountReader
from loaders.events import TouchpointReader
from loaders.facts import Aside, RecordFacts, RowFacts, SpendFacts, fingerprint, record_content, version_hash
from loaders.forms import LONGEST
from loaders.keys import identity as identity_of
from loaders.naming import name_of
from loaders.stating import IdentifierReader, MembershipReader, asides_of
from loaders.values import BadValue, Refused, Row, text_of, time_of, value_of
from loaders.versions import version_of
from loaders.vocabulary import Vocabularies

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.facts import Identifier, TouchpointFacts
    from loaders.mapping import Mapping, RecordSpec, SpendSpec

Asides = list[tuple[str, str, str]]
"""Field, raw value and reason of what was set aside while a row was read."""


COMPARED = frozenset({
    "givenName", "middleName", "familyName", "nameSuffix", "fullName", "nativeName", "organisation", "employer", "gender", "birthDate", "birthText",
    "street", "address", "postalCode", "city", "country",
})  # fmt: skip
"""The traits that records are compared by, or persons called by; all others may be as long as their source has them."""

BYTES = 4_000
"""Of the id of a record, its source and its key: a key of two such ids can still be indexed."""


class RowReader:
    """Reads the rows of one file layout. Raises BadInput where a keyed namespace lacks its secret."""

    def __init__(self, mapping: Mapping, *, secret: bytes, names: Vocabularies | None = None) -> None:
        self.mapping, self.names = mapping, names or Vocabularies()
        self._source = name_of(mapping.source.name, "source")
        self.fallback = mapping.source.name.value or mapping.name
        """Under what name rows count that do not even say their source."""
        self._identifiers = [IdentifierReader(each, mapping, secret) for each in mapping.identifiers]
        self._record = RecordReader(mapping.record, mapping) if mapping.record else None
        self._touchpoint = TouchpointReader(mapping.touchpoint, mapping, self.names) if mapping.touchpoint else None
        self._also = AlsoReader(mapping, self.names) if mapping.also else None
        self._spend = _SpendReader(mapping.spend, mapping.decimal) if mapping.spend else None

    def source(self, row: Row) -> str:
        """The name of the row's source. Raises Refused where the row does not say it."""
        found = self._source(row)
        if found is None:
            raise Refused(f"no source in column {'+'.join(self.mapping.source.name.columns)}")
        if len(found) > LONGEST:
            raise Refused(f"the name of its source is longer than {LONGEST:,} characters")
        return found

    def read(self, row: Row, source: str, occurrence: Callable[[Row], str]) -> RowFacts:
        """The facts of one row; `occurrence` names the row where its events have no id. Raises Refused."""
        asides: Asides = []
        if self._spend:
            return RowFacts(source, None, None, self._spend.read(row, source), ())
        found = [(each, each.read(row, source, asides)) for each in self._identifiers]
        record = touchpoint = None
        also: tuple[TouchpointFacts, ...] = ()
        if self._record:
            stated = [one for each, many in found if each.on_record for one in many]
            record = self._record.read(row, source, stated, asides)
        if self._touchpoint:
            carried = [(one, each.role) for each, many in found if each.on_touchpoint for one in many]
            touchpoint = self._touchpoint.read(row, source, carried, asides, occurrence)
            also = self._also.read(row, source, carried, asides, occurrence) if self._also else ()
        subject = record.id if record else touchpoint.id if touchpoint else also[0].id if also else ""
        if not subject:
            raise Refused("neither a record nor a touchpoint")
        return RowFacts(source, record, touchpoint, None, asides_of(asides, source, subject) if asides else (), also)


class RecordReader:
    """Reads the record that a row states."""

    def __init__(self, spec: RecordSpec, mapping: Mapping) -> None:
        self._spec = spec
        self._key, self._kind = name_of(spec.key, "record key"), text_of(spec.kind)
        self._time = time_of(spec.time, mapping.zone) if spec.time else None
        self._version = version_of(spec.version, mapping.zone)
        self._traits = [(name, value_of(cell, mapping.zone, mapping.decimal)) for name, cell in spec.traits.items()]
        self._memberships = [MembershipReader(each) for each in mapping.memberships]

    def read(self, row: Row, source: str, stated: list[Identifier], asides: Asides) -> RecordFacts | None:
        """The record, or None where the mapping allows a row without one. Raises Refused."""
        key = self._key(row)
        if key is None and self._spec.optional:
            return None
        identity = checked_key(source, key, "record key")
        kind = self._kind(row) or "person"
        if kind not in ("person", "organisation"):
            raise Refused(f"{kind[:80]!r} is no kind of record; translate it to person or organisation")
        at = self._at(row, asides)
        traits = self._read_traits(row, asides)
        identifiers = tuple({each.key: each for each in stated}.values())
        groups = tuple(found for each in self._memberships if (found := each.read(row, asides)))
        content = record_content(kind, at, traits, [each.key for each in identifiers], [(each.group, each.key, each.role) for each in groups])
        version = self._version(row)
        return RecordFacts(
            id=identity, source=source, key=key or "", kind=kind, version=version, at=at, traits=traits,
            identifiers=identifiers, memberships=groups, content=content, hash=version_hash(version, content),
        )  # fmt: skip

    def _at(self, row: Row, asides: Asides) -> int | None:
        try:
            return self._time(row) if self._time else None
        except BadValue as error:
            asides.append(("time", error.raw, error.reason))
            return None

    def _read_traits(self, row: Row, asides: Asides) -> dict[str, str]:
        traits = {}
        for name, read in self._traits:
            try:
                found = read(row)
            except BadValue as error:
                asides.append((name, error.raw, error.reason))
                if name == "birthDate" and len(error.raw) <= LONGEST:
                    traits["birthText"] = error.raw  # one digit of it is wrong; scoring compares the others
                continue
            if found is None:
                continue
            text = found if isinstance(found, str) else str(found)
            if len(text) > LONGEST and name in COMPARED:
                asides.append((name, text, f"longer than {LONGEST:,} characters, which no {name} is"))
            else:
                traits[name] = text
        return traits


def checked_key(source: str, key: str | None, what: str) -> str:
    """`source:key`. Raises Refused where the key is missing or too long to be indexed."""
    if key is None:
        raise Refused(f"no {what}")
    if len(key) > LONGEST:
        raise Refused(f"a {what} longer than {LONGEST:,} characters")
    found = identity_of(source, key)
    if len(found.encode()) > BYTES:
        raise Refused(f"a {what} that is longer than {BYTES:,} bytes with the name of its source")
    return found


class _SpendReader:
    def __init__(self, spec: SpendSpec, decimal: str | None) -> None:
        self._campaign, self._channel = text_of(spec.campaign), text_of(spec.channel) if spec.channel else None
        self._days = {"from": value_of(spec.start, None), "to": value_of(spec.end, None)}
        self._cost = AmountReader(spec.cost, spec.currency, decimal, "cost")

    def read(self, row: Row, source: str) -> SpendFacts:
        found: dict[str, object] = {"campaign": self._campaign(row)}
        asides: Asides = []
        found["cost"], found["currency"] = self._cost.read(row, asides)
        for name, read in self._days.items():
            try:
                found[name] = read(row)
            except BadValue as error:
                asides.append((name, error.raw, error.reason))
        for name, raw, reason in asides:
            raise Refused(f"{name} {raw[:80]!r}: {reason}")
        for name, value in found.items():
            if value is None:
                raise Refused(f"no {name} of the spend")
        channel, cost = self._channel(row) if self._channel else None, found["cost"]
        campaign, start, end = str(found["campaign"]), str(found["from"]), str(found["to"])
        amount, currency = cost if isinstance(cost, float) else 0.0, str(found["currency"])
        return SpendFacts(
            id=identity_of(source, fingerprint([campaign, channel, start, end])), source=source, campaign=campaign[:LONGEST],
            channel=channel, start=start, end=end, cost=amount, currency=currency, hash=fingerprint([amount, currency]),
        )  # fmt: skip


__all__ = ["Aside", "Asides", "RecordReader", "RowReader", "checked_key"]
