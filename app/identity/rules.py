"""Rules: everything that keeps members apart, as names under which two sides hold values that do not go together.

A unique or limited namespace is such a name, and its values are the identifiers; where a number is given by each source, or each country, by itself,
every one of these numberings is a name of its own. The others are made here: a name for each two records that contradict, for each two kinds, for
each judgement *different*. So one machinery, groups that clash, serves them all.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from app.identity.groups import parts
from app.identity.policy import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.identity.evidence import Apart, Member, Ruling
    from app.identity.groups import Holding
    from app.identity.policy import Policy

_SHOWN = 5
"""Contradictions that one reason spells out."""

_VALUE = "value"
"""So begins the name of a numbering: `value`, namespace and scope, on a line each."""


class Reason(StrEnum):
    """Why a link between two groups is refused, weightiest first."""

    JUDGEMENT = "judgement"
    UNIQUE = "unique"
    LIMITED = "limited"
    KIND = "kind"
    CONTRADICTION = "contradiction"
    LONE = "lone"


class Rules:
    """What each member holds, and which values go together.

    *Same* lifts the rules between those who stood on its two sides. Rulings whose judged pairs hang together are one, and have one set of members
    between whom nothing is forbidden; whoever is not in it is a third side, for whom every rule holds.
    """

    def __init__(self, known: dict[int, Member], policy: Policy, apart: Iterable[Apart], rulings: Sequence[Ruling]) -> None:
        self._known, self._policy = known, policy
        self._holding: dict[int, Holding] = defaultdict(dict)
        self._values: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._lifted: dict[int, frozenset[int]] = _lifted(known, [ruling for ruling in rulings if ruling.same])
        self._most = {name: policy.namespaces[name].most for name in policy.named(Rule.UNIQUE, Rule.LIMITED)}
        self._bound: frozenset[frozenset[str]] = frozenset()
        self._noisy = {name for name in self._most if policy.namespaces[name].noisy}
        for member in known.values():
            self._hold_value(member)
        if policy.contradictions:
            self._hold_contradictions(apart)
        self._hold_kinds()
        forced = _forced([ruling for ruling in rulings if ruling.same])
        for ruling in rulings:
            if not ruling.same:
                self._hold_sides(ruling, forced)

    def holding(self, node: int) -> Holding:
        """What a member holds."""
        return self._holding.get(node, {})

    def bind(self, bound: frozenset[frozenset[str]]) -> None:
        """Says which groups, named as under `Reason.LONE`, a doubtful resemblance may join: all others stay apart in its class."""
        self._bound = bound

    def lifts(self, nodes: Iterable[int]) -> frozenset[int]:
        """The chains of rulings that lift the rules of any of these members."""
        return frozenset[int]().union(*(self._lifted.get(node, frozenset()) for node in nodes))

    def limited(self, name: str) -> bool:
        """Whether this is the name of a limited namespace."""
        return self.reason([name]) is Reason.LIMITED

    def numbering(self, member: Member) -> str | None:
        """The name under which a value is held, None for what holds none: values of two numberings never stand against each other."""
        return _numbering(member) if member.namespace in self._most else None

    def forbids(self, name: str, values: frozenset[str]) -> bool:
        """Whether no group may hold all these values under a name."""
        space = _space(name)
        most = self._most.get(space, 1) if space else 1
        if len(values) <= most:
            return False
        if name == Reason.LONE:
            return any(frozenset(pair) not in self._bound for pair in combinations(values, 2))
        if not space:
            return True
        if most > 1:
            return not frozenset.intersection(*(self._lifts(name, value) for value in values))
        return any(not self._together(name, a, b) for a, b in combinations(values, 2))

    def reason(self, names: Sequence[str]) -> Reason:
        """The weightiest of the rules behind some names."""
        found = {self._reason(name) for name in names}
        return next(each for each in Reason if each in found)

    def told(self, held: Holding) -> list[str]:
        """The values that stand against each other, as a reader sees them: `login:ada | login:bob`, sorted, contradictions cut short."""
        plain: set[str] = set()
        contradictions: set[str] = set()
        for name, values in held.items():
            label, *rest = [_space(name)] if name.startswith(f"{_VALUE}\n") else name.split("\n")
            told = rest[0] if label == Reason.JUDGEMENT else " | ".join(sorted(values))
            # A value is told by its key, which names the namespace already.
            if not all(value.startswith(f"{label}:") for value in values):
                told = f"{label}: {told}"
            if label == Reason.CONTRADICTION:
                contradictions.add(f"{told} ({rest[0]})")
            else:
                plain.add(told)
        more = len(contradictions) - _SHOWN
        return [*sorted(plain), *sorted(contradictions)[:_SHOWN], *([f"and {more} more contradictions"] if more > 0 else [])]

    def _reason(self, name: str) -> Reason:
        if space := _space(name):
            return Reason.LIMITED if self._policy.namespaces[space].rule is Rule.LIMITED else Reason.UNIQUE
        return Reason(name.partition("\n")[0])

    def _together(self, name: str, a: str, b: str) -> bool:
        if _space(name) in self._noisy and near(a, b):
            return True
        return not self._lifts(name, a).isdisjoint(self._lifts(name, b))

    def _lifts(self, name: str, value: str) -> frozenset[int]:
        return frozenset(self._values.get((name, value), ()))

    def _hold_value(self, member: Member) -> None:
        if member.namespace not in self._most or member.twin:
            return
        name, value = _numbering(member), member.value or member.key
        self._holding[member.node][name] = frozenset({value})
        if lifted := self._lifted.get(member.node):
            self._values[name, value].update(lifted)

    def _hold_contradictions(self, apart: Iterable[Apart]) -> None:
        for fact in apart:
            if self._is_lifted(fact.a, fact.b):
                continue
            ends = sorted((self._known[fact.a].key, self._known[fact.b].key))
            name = "\n".join((Reason.CONTRADICTION, fact.because, *ends))
            for node in (fact.a, fact.b):
                self._holding[node][name] = frozenset({self._known[node].key})

    def _hold_kinds(self) -> None:
        """Names for every two kinds that do not go together: one for those in no judgement, one for each set of judgements that lifts it."""
        by_kind: dict[str, dict[frozenset[int], list[int]]] = defaultdict(lambda: defaultdict(list))
        for member in self._known.values():
            if member.kind in self._policy.apart:
                by_kind[member.kind][self._lifted.get(member.node, frozenset())].append(member.node)
        for kind, other in combinations(sorted(by_kind), 2):
            for lifted, nodes in by_kind[kind].items():
                name = "\n".join((Reason.KIND, kind, other, *map(str, sorted(lifted))))
                against = [node for lifts, those in by_kind[other].items() if lifts.isdisjoint(lifted) for node in those]
                for node in nodes if against else ():
                    self._holding[node][name] = frozenset({kind})
                for node in against:
                    self._holding[node][name] = frozenset({other})

    def _hold_sides(self, ruling: Ruling, forced: Sequence[frozenset[int]]) -> None:
        """Two sides that a human keeps apart. Should others have been made one by rulings that contradict this one, it does not bind those."""
        both = ruling.left & ruling.right
        for group in forced:
            if not group.isdisjoint(ruling.left) and not group.isdisjoint(ruling.right):
                both |= group
        name = f"{Reason.JUDGEMENT}\n{ruling.id}"
        for side, nodes in (("left", ruling.left), ("right", ruling.right)):
            for node in nodes - both:
                if node in self._known:
                    self._holding[node][name] = frozenset({side})

    def _is_lifted(self, a: int, b: int) -> bool:
        return not self._lifted.get(a, frozenset()).isdisjoint(self._lifted.get(b, frozenset()))


def _numbering(member: Member) -> str:
    return f"{_VALUE}\n{member.namespace}\n{member.scope or ''}"


def _space(name: str) -> str:
    """The namespace of a numbering; empty for the name of another rule."""
    kind, _, rest = name.partition("\n")
    return rest.partition("\n")[0] if kind == _VALUE else ""


def near(a: str, b: str) -> bool:
    """Whether two values are one edit apart: a character changed, missing or added, or two neighbours swapped (Damerau 1964)."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1 or a == b:
        return a == b
    first = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[first:] == b[first + 1 :]
    swapped = a[first : first + 2] == b[first : first + 2][::-1] and a[first + 2 :] == b[first + 2 :]
    return swapped or a[first + 1 :] == b[first + 1 :]


def _forced(rulings: Sequence[Ruling]) -> list[frozenset[int]]:
    """Members that humans have made one, directly or by a chain."""
    chains = parts((ruling, ruling.a, ruling.b) for ruling in rulings)
    return [frozenset(node for ruling in chain for node in (ruling.a, ruling.b)) for chain in chains]


def _lifted(known: dict[int, Member], rulings: Sequence[Ruling]) -> dict[int, frozenset[int]]:
    """For every member the numbers of the chains of rulings that lift the rules between it and the others of the same chain."""
    found: dict[int, set[int]] = defaultdict(set)
    for number, chain in enumerate(parts((ruling, ruling.a, ruling.b) for ruling in rulings)):
        for node in frozenset[int]().union(*({each.a, each.b} | each.left | each.right for each in chain)):
            if node in known:
                found[node].add(number)
    return {node: frozenset(numbers) for node, numbers in found.items()}
