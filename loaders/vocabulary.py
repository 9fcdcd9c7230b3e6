"""Vocabulary: the names that a load may bring, of types and of channels. A column that gives each row another one gives numbers, and no names.

Analyses tell types apart by one character each, and people by reading them; so there may be many, and not any number. A name beyond is set aside, and
its row kept under what the numbers have in common (`View order #`), or as `other`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.graph import Graph

TYPES, CHANNELS = 2_000, 500
"""So many a graph has of each before new ones are set aside, unless a mapping declares them; those that differ by a number alone are one."""
NUMBERED = 100
"""So many that differ by numbers alone are names."""
OTHER = "other"

_NUMBER = re.compile(r"[^\W_]*\d[^\W_]*")


def pattern(name: str) -> str:
    """A name with `#` for each of its words that has a digit: `View order 17` and `View order 18` are `View order #`."""
    return _NUMBER.sub("#", name)


@dataclass(slots=True)
class _Aside:
    """What was set aside of one source under one name: how many, and one of them."""

    example: str
    count: int = 0


@dataclass(slots=True)
class Vocabulary:
    """The names of one kind: those that are known, and what was set aside. `what` is how people call one."""

    what: str
    most: int
    known: set[str] = field(default_factory=set)
    _numbered: Counter[str] = field(default_factory=Counter)
    _aside: dict[tuple[str, str], _Aside] = field(default_factory=dict)

    def learn(self, names: Iterable[str]) -> None:
        """Takes up names that need not be asked for: the graph has them, or a mapping declares them."""
        for name in set(names) - self.known:
            self.known.add(name)
            self._numbered[pattern(name)] += 1

    def admit(self, name: str, source: str) -> tuple[str, str]:
        """The name under which a row is kept, and why its own is set aside; empty where it is not."""
        if name in self.known:
            return name, ""
        shape = pattern(name)
        if shape != name and self._numbered[shape] >= NUMBERED:
            return self._put_aside(shape, name, source, f"one of more than {NUMBERED} {self.what}s that differ by a number alone; kept as {shape!r}")
        if len(self._numbered) >= self.most:
            return self._put_aside(OTHER, name, source, f"one more than the {self.most:,} {self.what}s that there may be; kept as {OTHER!r}")
        self.learn([name])
        return name, ""

    def notes(self, source: str) -> list[str]:
        """A sentence for each name under which values of this source were set aside."""
        return [
            f"{source}: {each.count:,} rows have a {self.what} such as {each.example[:80]!r}, of which there are too many; it is set aside "
            f"and the rows are kept as {kept!r}. If it is a number, name another column or a constant in the mapping, or translate it (`values`); "
            "then load again."
            for (name, kept), each in sorted(self._aside.items())
            if name == source
        ]

    def _put_aside(self, kept: str, name: str, source: str, reason: str) -> tuple[str, str]:
        self._aside.setdefault((source, kept), _Aside(name)).count += 1
        return kept, reason


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The two kinds of names that touchpoints have."""

    types: Vocabulary = field(default_factory=lambda: Vocabulary("type", TYPES))
    channels: Vocabulary = field(default_factory=lambda: Vocabulary("channel", CHANNELS))

    def notes(self, source: str) -> list[str]:
        """What is to be told of a source."""
        return [*self.types.notes(source), *self.channels.notes(source)]


def known(graph: Graph) -> Vocabularies:
    """The names that a graph has."""
    found = graph.read("load/names_known")[0]
    made = Vocabularies()
    made.types.learn(found["types"])
    made.channels.learn(found["channels"])
    return made
