"""Cuts: which links hold a person together, and the fewest whose removal parts it. Pure.

The fewest links between two members are found as a flow of the same size (Menger 1927; Ford and Fulkerson 1956), one breadth-first path at a time;
the links that alone hold two sides together are the bridges of the graph (Tarjan 1974).
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Edge = tuple[str, str]
"""A link between two members, by name. Two members may have several."""

_FOUND = "\0"


class Cut(NamedTuple):
    """Links by their place in the list that was given, and the members that stay with the first of two sides when they go."""

    links: list[int]
    side: frozenset[str]


def components(members: Iterable[str], edges: Iterable[Edge]) -> list[frozenset[str]]:
    """The members by what holds together, in the order of their smallest names."""
    around = _around(members, edges)
    found: list[frozenset[str]] = []
    seen: set[str] = set()
    for member in sorted(around):
        if member not in seen:
            side = _reach(around, member)
            seen |= side
            found.append(frozenset(side))
    return found


def smallest(edges: Sequence[Edge], left: Collection[str], right: Collection[str]) -> Cut:
    """The fewest links whose removal parts every member of `left` from every one of `right`, nearest to `left` of those.

    `left` and `right` must not meet. Costs one walk over the links for each link of the cut and one more.
    """
    flow: dict[int, int] = {}
    at: dict[str, list[int]] = {}
    for index, (a, b) in enumerate(edges):
        at.setdefault(a, []).append(index)
        at.setdefault(b, []).append(index)
    targets = set(right)
    while True:
        came = _augment(edges, at, flow, left, targets)
        if _FOUND not in came:
            break
        _push(came, flow)
    side = frozenset(came)
    return Cut([index for index, (a, b) in enumerate(edges) if (a in side) != (b in side)], side)


def weakest(edges: Sequence[Edge], marked: Iterable[str]) -> Cut | None:
    """The fewest links whose removal parts any two of the marked members; None where there are not two of them.

    Whatever parts two of them parts the first from one of the others, so it is enough to try those.
    """
    first, *others = sorted(set(marked)) or [""]
    best: Cut | None = None
    for other in others:
        cut = smallest(edges, [first], [other])
        if best is None or len(cut.links) < len(best.links):
            best = cut
        if not best.links:
            break
    return best


def bridges(edges: Sequence[Edge]) -> list[tuple[int, frozenset[str]]]:
    """Every link that alone holds two sides together, with the members on its far side; without recursion, linear but for the sides."""
    around = _numbered(edges)
    entered: dict[str, int] = {}
    low: dict[str, int] = {}
    found: list[tuple[int, frozenset[str]]] = []
    for root in around:
        if root not in entered:
            order: list[str] = []
            _walk(around, root, entered, low, (order, found))
    return found


def _walk(
    around: Mapping[str, list[tuple[str, int]]],
    root: str,
    entered: dict[str, int],
    low: dict[str, int],
    out: tuple[list[str], list[tuple[int, frozenset[str]]]],
) -> None:
    order, found = out
    stack = [(root, -1, iter(around[root]))]
    while stack:
        member, via, rest = stack[-1]
        if member not in entered:
            entered[member] = low[member] = len(entered)
            order.append(member)
        for other, index in rest:
            if index == via:
                continue
            if other not in entered:
                stack.append((other, index, iter(around[other])))
                break
            low[member] = min(low[member], entered[other])
        else:
            stack.pop()
            if stack:
                parent = stack[-1][0]
                low[parent] = min(low[parent], low[member])
                if low[member] > entered[parent]:
                    found.append((via, frozenset(order[entered[member] - entered[root] :])))


def _augment(
    edges: Sequence[Edge], at: Mapping[str, list[int]], flow: Mapping[int, int], left: Iterable[str], targets: set[str]
) -> dict[str, tuple[str, int, int]]:
    """From where each member is reached over links with room: its forerunner, the link, the direction; ends at the first target."""
    came: dict[str, tuple[str, int, int]] = dict.fromkeys(left, ("", -1, 0))
    queue = deque(sorted(came))
    while queue:
        member = queue.popleft()
        for index in at.get(member, ()):
            a, b = edges[index]
            other, way = (b, 1) if member == a else (a, -1)
            if other in came or flow.get(index, 0) == way:
                continue
            came[other] = (member, index, way)
            if other in targets:
                came[_FOUND] = (other, -1, 0)
                return came
            queue.append(other)
    return came


def _push(came: Mapping[str, tuple[str, int, int]], flow: dict[int, int]) -> None:
    member = came[_FOUND][0]
    while True:
        before, index, way = came[member]
        if index < 0:
            return
        flow[index] = flow.get(index, 0) + way
        member = before


def _numbered(edges: Sequence[Edge]) -> dict[str, list[tuple[str, int]]]:
    around: dict[str, list[tuple[str, int]]] = {}
    for index, (a, b) in enumerate(edges):
        around.setdefault(a, []).append((b, index))
        around.setdefault(b, []).append((a, index))
    return around


def _around(members: Iterable[str], edges: Iterable[Edge]) -> dict[str, set[str]]:
    around: dict[str, set[str]] = {member: set() for member in members}
    for a, b in edges:
        around.setdefault(a, set()).add(b)
        around.setdefault(b, set()).add(a)
    return around


def _reach(around: Mapping[str, set[str]], start: str) -> set[str]:
    found, frontier = {start}, [start]
    while frontier:
        fresh = around[frontier.pop()] - found
        found |= fresh
        frontier.extend(fresh)
    return found
