"""Moves: which persons a draft merges, splits and changes, from their members before and after. Pure.

Persons before and persons after that share members form a *family*: the smallest part of the graph that can be told on its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from app.identity.groups import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.graph import Row

Persons = dict[str, frozenset[str]]
"""The members of persons, by id."""


class Fate(StrEnum):
    """What becomes of a person: each has one. `gone`: none of its members belongs to anybody."""

    UNCHANGED = "unchanged"
    MERGED = "merged"
    SPLIT = "split"
    REARRANGED = "rearranged"
    ALTERED = "altered"
    GONE = "gone"


@dataclass(frozen=True)
class Family:
    """Persons before and after that share members, and no others do. Either side may be empty."""

    before: Persons
    after: Persons

    @cached_property
    def fates(self) -> dict[str, Fate]:
        """What becomes of every person before."""
        return {id_: self._fate(members) for id_, members in self.before.items()}

    @property
    def size(self) -> int:
        """How many members are concerned."""
        return len(frozenset().union(*self.before.values(), *self.after.values()))

    @property
    def moved(self) -> int:
        """How many members are in other company than before: of each person after, all but its largest piece of one person before."""
        return sum(len(members) - max((len(members & old) for old in self.before.values()), default=0) for members in self.after.values())

    def _fate(self, members: frozenset[str]) -> Fate:
        places = [now for now in self.after.values() if now & members]
        company = any(now & old for now in places for old in self.before.values() if old != members)
        if not places:
            return Fate.GONE
        if len(places) > 1:
            return Fate.REARRANGED if company else Fate.SPLIT
        return Fate.MERGED if company else Fate.ALTERED


def named(lines: Iterable[Row]) -> set[str]:
    """The persons that lines of a diary are about."""
    return {str(line.get("person") or line.get("retired")) for line in lines}


def before(after: Mapping[str, Iterable[str]], lines: Sequence[Row]) -> Persons:
    """The members that persons had before what the lines say, told backwards from the members that they have after it."""
    found = {id_: set(members) for id_, members in after.items()}
    for line in reversed(lines):
        if "gained" in line:
            found.setdefault(line["person"], set()).difference_update(line["gained"])
        elif "lost" in line:
            found.setdefault(line["person"], set()).update(line["lost"])
    return {id_: frozenset(members) for id_, members in found.items() if members}


def families(old: Persons, new: Mapping[str, Iterable[str]]) -> list[Family]:
    """What changed, family by family, the one in which most members move first. Persons whose members stayed the same are in none."""
    now = {id_: frozenset(members) for id_, members in new.items()}
    same = set(old.values()) & set(now.values())
    sides = [(False, id_, members) for id_, members in sorted(old.items()) if members not in same]
    sides += [(True, id_, members) for id_, members in sorted(now.items()) if members not in same]
    number: dict[str, int] = {}
    edges = []
    for side in sides:
        held = [number.setdefault(member, len(number)) for member in sorted(side[2])]
        edges += [(side, held[0], other) for other in held]
    found = [_family(list(dict.fromkeys(part))) for part in parts(edges)]
    return sorted(found, key=lambda each: (-each.moved, -each.size, sorted(each.before), sorted(each.after)))


def count(found: Iterable[Family], total: int) -> dict[Fate, int]:
    """How many of `total` persons before have which fate."""
    fates = Counter(fate for family in found for fate in family.fates.values())
    return {fate: fates[fate] for fate in Fate} | {Fate.UNCHANGED: total - fates.total()}


def _family(sides: Sequence[tuple[bool, str, frozenset[str]]]) -> Family:
    return Family({id_: members for late, id_, members in sides if not late}, {id_: members for late, id_, members in sides if late})
