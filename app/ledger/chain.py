"""The chain: what is hashed, and how a broken chain is told. Pure.

An entry's hash covers everything it says, the digest of its change sets and the hash of the entry before it. A change set's digest covers its
number, its time and its content; an entry's digest covers the digests of its change sets in order, so that a large run is hashed in parts.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

NOTHING = ""
"""What the first entry names as the one before it."""

_HASH_DIGITS = 24


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One part of what an entry did: lines of JSON. Numbers run over the whole ledger, from 1."""

    number: int
    at: datetime
    content: str
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done or decided. `subject` names it (a judgement, a policy's version), `parts` counts its change sets."""

    number: int
    kind: str
    at: datetime
    author: str
    subject: str | None
    parts: int
    digest: str
    previous: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: publish it, and a tail that is cut later shows. `number` is also the length; 0 before the first entry."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


def canonical(value: object) -> bytes:
    """The one form of a value that is hashed: JSON with sorted names, times in UTC."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)


def digest_of(number: int, at: datetime, content: str) -> str:
    """The digest of a change set."""
    return hashlib.sha256(canonical({"number": number, "at": at, "content": content})).hexdigest()


def digest_of_all(digests: Iterable[str]) -> str:
    """The digest of an entry's change sets, from theirs in order."""
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def hash_of(entry: Entry) -> str:
    """The hash that an entry must have."""
    return hashlib.sha256(canonical({name: value for name, value in asdict(entry).items() if name != "hash"})).hexdigest()


def member_hash(secret: bytes, key: str, *, record: bool) -> str:
    """What the ledger calls a member: a keyed hash, since a key may hold an address. A record and an identifier may share a key."""
    kind = "record" if record else "value"
    return hmac.digest(secret, f"{kind} {key}".encode(), "sha256").hex()[:_HASH_DIGITS]


def faults(entries: Iterable[Entry], sets: Iterable[tuple[int | None, ChangeSet]], *, heads: Sequence[Head] = ()) -> Iterator[str]:
    """A sentence for everything that is not as it was written; nothing for a whole ledger.

    `entries` come by number, `sets` with the number of their entry (None: of a run that has not ended), by entry and number. `heads` are known
    from elsewhere: published, or kept by the graph.
    """
    digests: dict[int, list[str]] = {}
    numbers: list[int] = []
    for number, each in sets:
        numbers.append(each.number)
        if digest_of(each.number, each.at, each.content) != each.digest:
            yield f"Change set {each.number} of {_named(number)} has been changed: its digest does not match."
        if number is not None:
            digests.setdefault(number, []).append(each.digest)
    yield from _gaps("Change set", sorted(numbers))
    hashes: dict[int, str] = {}
    found = list(entries)
    yield from _gaps("Entry", [entry.number for entry in found])
    for written in found:
        yield from _entry_faults(written, digests.get(written.number, []), hashes)
        hashes[written.number] = written.hash
    yield from (fault for head in heads for fault in _head_faults(head, hashes))


def _named(entry: int | None) -> str:
    return "a run that has not ended" if entry is None else f"entry {entry}"


def _gaps(noun: str, numbers: Sequence[int]) -> Iterator[str]:
    expected = 1
    for number in numbers:
        if number < expected:
            yield f"{noun} {number} is there twice, or out of its place."
            continue
        for missing in range(expected, min(number, expected + 5)):
            yield f"{noun} {missing} is missing."
        if number > expected + 5:
            yield f"{noun}s {expected + 5} to {number - 1} are missing."
        expected = number + 1


def _entry_faults(entry: Entry, digests: Sequence[str], hashes: dict[int, str]) -> Iterator[str]:
    if hash_of(entry) != entry.hash:
        yield f"Entry {entry.number} has been changed: its hash does not match what it says."
    if len(digests) != entry.parts:
        yield f"Entry {entry.number} has {len(digests)} change sets instead of {entry.parts}."
    elif digest_of_all(digests) != entry.digest:
        yield f"The change sets of entry {entry.number} are not those it was written with, or not in their order."
    before = NOTHING if entry.number == 1 else hashes.get(entry.number - 1)
    if before is not None and entry.previous != before:
        yield f"Entry {entry.number} does not follow entry {entry.number - 1} as that stands."


def _head_faults(head: Head, hashes: dict[int, str]) -> Iterator[str]:
    last = max(hashes, default=0)
    if head.number > last:
        yield f"The tail is cut: the ledger ends with entry {last}, and was {head.number} entries long."
    elif head.number and hashes.get(head.number) != head.hash:
        yield f"Entry {head.number} is not the one that was published: its hash was {head.hash}."
