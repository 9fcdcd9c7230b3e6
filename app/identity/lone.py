"""Lone resemblances: where one doubtful likeness of two records must not make one person of two groups that are not alike. Pure.

Where two groups of n and m records are one person there are n times m likenesses to be found, and one of all these that is less than certain is what
chance brings (single linkage chains; Jardine and Sibson, "Mathematical Taxonomy", 1971). So at least half of the pairs of their records must
resemble each other. A record alone, or a certain likeness, is not held to this; nor are those between whom a judgement has lifted the rules.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from app.identity.rules import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from app.identity.evidence import Link, Member
    from app.identity.groups import Groups
    from app.identity.rules import Rules


class Lone:
    """The records of a closure and all their likenesses, counted between groups as these stand when a class begins."""

    def __init__(self, known: Mapping[int, Member], links: Iterable[Link]) -> None:
        self._records = {node: member.key for node, member in known.items() if member.is_record}
        self._alike = {frozenset((link.a, link.b)) for link in links if link.relation == "RESEMBLES"}

    def part(self, groups: Groups, rules: Rules, roots: Collection[int]) -> frozenset[frozenset[str]]:
        """Lets every group of several records among `roots` hold its name under `Reason.LONE`, and returns the pairs of names that go together.

        Linear in the records and likenesses of the closure.
        """
        records: dict[int, list[int]] = defaultdict(list)
        for node in self._records:
            if (root := groups.root(node)) in roots:
                records[root].append(node)
        several = {root: nodes for root, nodes in records.items() if len(nodes) > 1}
        found = Counter(frozenset(map(groups.root, pair)) for pair in self._alike)
        together = {pair for pair, count in found.items() if len(pair) > 1 and pair <= several.keys() and 2 * count >= _pairs(pair, several)}
        lifted: dict[int, list[int]] = defaultdict(list)
        for root, nodes in several.items():
            groups.hold(root, Reason.LONE, self._name(nodes))
            for chain in rules.lifts(nodes):
                lifted[chain].append(root)
        together.update(frozenset(pair) for those in lifted.values() for pair in combinations(those, 2))
        return frozenset(frozenset(self._name(several[root]) for root in pair) for pair in together)

    def _name(self, nodes: Iterable[int]) -> str:
        return min(self._records[node] for node in nodes)


def _pairs(groups: Iterable[int], records: Mapping[int, Collection[int]]) -> int:
    a, b = groups
    return len(records[a]) * len(records[b])
