"""Facts: what one accepted row states, as plain values. Times are epoch microseconds (UTC)."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import orjson

FORMS = 2
"""How values are read, as a number that loads keep: what an earlier one loaded may have other keys now (doctor/load_of_former_forms.cypher)."""

_DIGEST = 32
_MARK = chr(ord("f") + FORMS - 1)
"""Of two readings of one content the later is right: the hashes of the first had no mark, and a hexadecimal digit sorts before this one."""

Property = str | int | float | bool | list[str]
"""What a node's property may be here."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier in its one form. `digests` are the hashes by which sources may also know the plain value.

    `scope` is within what it is one of its kind: the source, the country, or both; None where the namespace is one numbering for all.
    """

    key: str
    namespace: str
    value: str | None
    device: bool = False
    hashed: str | None = None
    digest: str | None = None
    """Of a hashed one: its hash, as it stands among the `digests` of its plain twin."""
    digests: tuple[tuple[str, str], ...] = ()
    scope: str | None = None

    def twins(self) -> list[str]:
        """The keys under which hashes of a plain value are known, in the order of its digests."""
        return [f"{self.namespace}:{self.scope + '/' if self.scope else ''}{name}:{kept}" for name, kept in self.digests]


@dataclass(frozen=True, slots=True)
class Membership:
    """A household or account that a record belongs to."""

    group: str
    key: str
    role: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Aside:
    """A value that could not be read; its row was accepted without it. `record` is the record's or touchpoint's id."""

    source: str
    record: str
    field: str
    raw: str
    reason: str

    @property
    def id(self) -> str:
        """The same value of the same row has the same id."""
        return fingerprint([self.source, self.record, self.field, self.raw])


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """One version of a record. `hash` is of `content`, which says all that the version says."""

    id: str
    source: str
    key: str
    kind: str
    version: str | None
    at: int | None
    traits: dict[str, str]
    identifiers: tuple[Identifier, ...]
    memberships: tuple[Membership, ...]
    content: str
    hash: str


@dataclass(frozen=True, slots=True)
class TouchpointFacts:
    """One version of a touchpoint. `properties` hold all but `at` and `receivedAt`; `carried` holds identifiers with roles."""

    id: str
    source: str
    at: int
    received: int | None
    version: str | None
    properties: dict[str, Property]
    carried: tuple[tuple[Identifier, str], ...]
    content: str
    hash: str


@dataclass(frozen=True, slots=True)
class SpendFacts:
    """What a campaign cost in a period; `start` and `end` are ISO dates."""

    id: str
    source: str
    campaign: str
    channel: str | None
    start: str
    end: str
    cost: float
    currency: str
    hash: str


@dataclass(frozen=True, slots=True)
class RowFacts:
    """All that one accepted row states."""

    source: str
    record: RecordFacts | None
    touchpoint: TouchpointFacts | None
    spend: SpendFacts | None
    asides: tuple[Aside, ...]
    also: tuple[TouchpointFacts, ...] = ()
    """Further touchpoints that the row states."""

    @property
    def touchpoints(self) -> tuple[TouchpointFacts, ...]:
        """All touchpoints that the row states."""
        return (self.touchpoint, *self.also) if self.touchpoint else self.also


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not accepted, as it came. `columns` name the cells of a separated line, `broken` holds undecodable bytes."""

    source: str
    line: int
    raw: str
    reason: str
    columns: tuple[str, ...] = ()
    broken: bytes | None = None


def record_content(kind: str, at: int | None, traits: dict[str, str], stated: list[str], groups: list[tuple[str, str, str]]) -> str:
    """Canonical JSON of what a version of a record says."""
    return canonical({"kind": kind, "at": at, "traits": traits, "states": sorted(stated), "memberOf": sorted(groups)})


def touchpoint_content(at: int, properties: dict[str, Property], carried: list[tuple[str, str]]) -> str:
    """Canonical JSON of what a version of a touchpoint says; when it was received is not part of it."""
    return canonical({"at": at, "properties": properties, "carried": sorted(carried)})


def canonical(value: object) -> str:
    """JSON with sorted names."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def fingerprint(value: object) -> str:
    """128 bits of BLAKE2b over canonical JSON, as hexadecimal text."""
    return blake2b(orjson.dumps(value, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()


def version_hash(version: str | None, content: str) -> str:
    """What tells versions of one thing apart."""
    return _MARK + blake2b(f"{version}\n{content}".encode(), digest_size=16).hexdigest()


def reading(found: str) -> str:
    """By which forms a content with this hash was read: a mark that sorts by age, empty for the first."""
    return found[:-_DIGEST]


def unmarked(found: str) -> str:
    """The hash of the content alone, whatever forms it was read by."""
    return found[-_DIGEST:]
