"""Groups that grow: a disjoint-set forest whose sets know what keeps them apart.

A group *holds* values under the names of the rules that concern its members (a unique namespace is one such name), and is *barred* from a name
once two holders have claimed it with equal right. Which values of one name go together is told by whoever makes the forest.
Union by size with path halving (Tarjan and van Leeuwen 1984); the root of a set is an artefact, never a decision.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Edge = TypeVar("Edge")

Holding = dict[str, frozenset[str]]
"""The name of a rule to the values that a group holds under it."""


def several(name: str, values: frozenset[str]) -> bool:
    """The plain rule: one value under a name, no more."""
    del name
    return len(values) > 1


class Groups:
    """A partition of numbered members that only ever becomes coarser."""

    def __init__(self, forbids: Callable[[str, frozenset[str]], bool] = several) -> None:
        """`forbids` tells of two or more values under one name whether no group may hold them all."""
        self._forbids = forbids
        self._parent: dict[int, int] = {}
        self._size: dict[int, int] = {}
        self._holding: dict[int, Holding] = {}
        self._barred: dict[int, Holding] = {}

    def add(self, member: int, holding: Holding) -> None:
        """Puts a member into a group of its own."""
        self._parent[member], self._size[member] = member, 1
        if holding:
            self._holding[member] = holding

    def root(self, member: int) -> int:
        """The group a member is in now."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, a: int, b: int) -> None:
        """Makes one group of two."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return
        if self._size[a] < self._size[b]:
            a, b = b, a
        self._parent[b] = a
        self._size[a] += self._size.pop(b)
        for table in (self._holding, self._barred):
            if b in table:
                table[a] = united((table.get(a, {}), table.pop(b)))

    def size(self, root: int) -> int:
        """How many members a group has."""
        return self._size[root]

    def holds(self, root: int) -> Holding:
        """The values of a group, by name."""
        return self._holding.get(root, {})

    def bar(self, root: int, names: Iterable[str], sides: str) -> None:
        """Keeps a group from every holder of some names from now on, naming the sides that claimed it."""
        self._barred[root] = united((self._barred.get(root, {}), dict.fromkeys(names, frozenset({sides}))))

    def barred(self, root: int) -> Holding:
        """The names whose holders a group must not join, each with the sides that claimed it."""
        return self._barred.get(root, {})

    def hold(self, root: int, name: str, value: str) -> None:
        """Lets a group hold one more value, until it is released."""
        self._holding[root] = united((self._holding.get(root, {}), {name: frozenset({value})}))

    def release(self, name: str, roots: Iterable[int]) -> None:
        """Takes from groups what they hold under a name, and what bars them from it."""
        for root in roots:
            for table in (self._holding, self._barred):
                if name in table.get(root, {}):
                    table[root] = {each: values for each, values in table[root].items() if each != name}

    def clash(self, roots: Iterable[int]) -> list[str]:
        """The names that forbid one group of all these, sorted; empty if they may join."""
        roots = list(roots)
        held = united(self._holding[root] for root in roots if root in self._holding)
        barred = {name for root in roots if root in self._barred for name in self._barred[root]}
        return sorted(name for name, values in held.items() if name in barred or (len(values) > 1 and self._forbids(name, values)))

    def sets(self) -> list[list[int]]:
        """All groups, each as a sorted list of members."""
        found: dict[int, list[int]] = defaultdict(list)
        for member in self._parent:
            found[self.root(member)].append(member)
        return [sorted(each) for each in found.values()]


def united(holdings: Iterable[Holding]) -> Holding:
    """The values that one group of all these would hold."""
    found: Holding = {}
    for holding in holdings:
        for name, values in holding.items():
            found[name] = found[name] | values if name in found else values
    return found


def parts(edges: Iterable[tuple[Edge, int, int]]) -> list[list[Edge]]:
    """Edges by the connected component that they form; each edge comes with its two ends."""
    edges = list(edges)
    forest = Groups()
    for _, a, b in edges:
        for end in (a, b):
            if end not in forest._parent:  # noqa: SLF001 - the module's own class
                forest.add(end, {})
        forest.join(a, b)
    found: dict[int, list[Edge]] = defaultdict(list)
    for edge, a, _ in edges:
        found[forest.root(a)].append(edge)
    return list(found.values())
