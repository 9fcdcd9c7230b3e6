"""Elections: of all the contents that a batch and the graph have for one id, which is the current one, and what each row was.

Pure. The greater version wins, then the greater hash; `earliest` turns that round; without a version column the last load wins. Of one version read
by earlier forms (facts.py) and by the present ones the present reading wins. The outcome
of a row does not depend on where a batch begins: it is what it would have been had every row been written on its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from loaders.facts import reading, unmarked
from loaders.versions import rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NEW, CHANGED, REPEATED = "new", "changed", "repeated"


class Versioned(Protocol):
    """A fact that comes in versions."""

    @property
    def id(self) -> str:
        """What all its versions share."""

    @property
    def version(self) -> str | None:
        """What the source calls this version."""

    @property
    def hash(self) -> str:
        """What tells this version from others."""


Fact = TypeVar("Fact", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Held:
    """What the graph holds under an id."""

    hash: str
    version: str | None
    olds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """How two contents of one id are told apart. `revive`: an old content that comes again may become the current one."""

    versioned: bool = True
    earliest: bool = False
    revive: bool = False

    def beats(self, challenger: tuple[str | None, str], current: tuple[str | None, str]) -> bool:
        """Whether a content (version, hash) takes the place of the current one."""
        if not self.versioned:
            return not self.earliest
        one, other = (rank(challenger[0]), challenger[1]), (rank(current[0]), current[1])
        if one[0] == other[0] and reading(one[1]) != reading(other[1]):
            return reading(one[1]) > reading(other[1])
        return one < other if self.earliest else one > other


@dataclass(slots=True)
class Result(Generic[Fact]):
    """What a batch changes: `new` ids, ids whose current content is `replaced`, contents to keep as `olds`, versions that are current again."""

    outcomes: list[str] = field(default_factory=list)
    new: list[Fact] = field(default_factory=list)
    replaced: list[Fact] = field(default_factory=list)
    olds: list[Fact] = field(default_factory=list)
    revived: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Candidate(Generic[Fact]):
    held: Held | None
    hash: str
    version: str | None
    facts: dict[str, Fact]
    known: set[str]


def elect(facts: Sequence[Fact], held: Mapping[str, Held], rule: Rule) -> Result[Fact]:
    """The outcome of every fact in its order, and what has to be written. `held` is what the graph holds of their ids."""
    if not held and len({each.id for each in facts}) == len(facts):
        return Result(outcomes=[NEW] * len(facts), new=list(facts))
    found: Result[Fact] = Result()
    race: dict[str, _Candidate[Fact]] = {}
    for fact in facts:
        candidate = race.get(fact.id)
        if candidate is None:
            candidate = race[fact.id] = _enter(fact, held.get(fact.id))
            if candidate.held is None:
                found.outcomes.append(NEW)
                continue
        found.outcomes.append(_meet(fact, candidate, rule))
    for identity, candidate in race.items():
        _settle(identity, candidate, found)
    return found


def _enter(fact: Fact, held: Held | None) -> _Candidate[Fact]:
    if held is None:
        return _Candidate(None, fact.hash, fact.version, {fact.hash: fact}, {fact.hash})
    return _Candidate(held, held.hash, held.version, {}, {held.hash, *held.olds})


def _meet(fact: Fact, candidate: _Candidate[Fact], rule: Rule) -> str:
    former = unmarked(fact.hash)
    known = former if former in candidate.known else fact.hash  # read by earlier forms, and still the same
    if known == candidate.hash or (known in candidate.known and not rule.revive):
        return REPEATED
    candidate.facts[known] = fact
    candidate.known.add(known)
    if rule.beats((fact.version, known), (candidate.version, candidate.hash)):
        candidate.hash, candidate.version = known, fact.version
    return CHANGED


def _settle(identity: str, candidate: _Candidate[Fact], found: Result[Fact]) -> None:
    held = candidate.held
    if held is None:
        found.new.append(candidate.facts[candidate.hash])
    elif candidate.hash != held.hash:
        found.replaced.append(candidate.facts[candidate.hash])
        if candidate.hash in held.olds:
            found.revived.append(f"{identity}|{candidate.hash}")
    stored = {held.hash, *held.olds} if held else set()
    found.olds.extend(fact for key, fact in candidate.facts.items() if key != candidate.hash and key not in stored)


def outcome_of(parts: Iterable[str]) -> str:
    """What a row was that stated several things: new if one was new, else changed if one was, else repeated."""
    found = set(parts)
    return NEW if NEW in found else CHANGED if CHANGED in found else REPEATED


__all__ = ["CHANGED", "NEW", "REPEATED", "Held", "Result", "Rule", "Versioned", "elect", "outcome_of"]
