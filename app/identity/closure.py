"""Closures: everything that a change can reach, read into values, so that admission can decide it without the graph.

A closure follows evidence, the membership of present persons, uses, and judgements *same*. It stops at values that never join, and at generic ones
that stay generic however the rest is decided: even without the users that are at hand, or were since it was last counted, it is past its cap.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.identity.evidence import Apart, Link, Member, Ruling, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.graph import Graph, Row
    from app.identity.policy import Policy

_AT_ONCE = 5_000
_SEPARATORS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Closure:
    """Members and links as values, with what stands in the graph now. Numbers index `nodes`."""

    nodes: list[str] = field(default_factory=list)
    rows: dict[int, Row] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    apart: list[Apart] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    barred: list[tuple[Link, str, str]] = field(default_factory=list)
    verdicts: list[Row] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def keys(self, numbers: Iterable[int]) -> list[str]:
        """The element ids of members."""
        return [self.nodes[number] for number in numbers]

    def number(self, node: str) -> int:
        """The number of a node, which it is given when it is first met."""
        if node not in self._numbers:
            self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return self._numbers[node]

    def joining(self) -> list[str]:
        """The element ids of those that may join: a junk value with a million uses must not be walked."""
        return [row["node"] for row in self.rows.values() if row["standing"] in (None, "generic")]

    def never(self) -> list[str]:
        """The element ids of the others."""
        return [row["node"] for row in self.rows.values() if row["standing"] not in (None, "generic")]


@dataclass(slots=True)
class Reach:
    """The element ids that a change can reach, and the generic values at its border, each with how many of its users are inside."""

    nodes: set[str] = field(default_factory=set)
    border: dict[str, int] = field(default_factory=dict)


def around(graph: Graph, nodes: Iterable[str], policy: Policy, limit: int) -> Reach | None:
    """All that a change of these joining members can reach, themselves included; None past `limit`."""
    found = set(nodes)
    frontier = set(found)
    near: dict[str, int] = defaultdict(int)
    generic: dict[str, dict[str, int]] = defaultdict(dict)
    while frontier:
        reached: set[str] = set()
        for row in _chunks(graph, "identity/expand", frontier, threshold=policy.threshold):
            if row["barred"]:
                continue
            near[row["value"]] += row["near"]
            if row["spare"] is None:
                reached.add(row["node"])
            else:
                generic[row["value"]][row["node"]] = row["spare"]
        reached |= {node for value, held in generic.items() for node, spare in held.items() if near[value] >= spare}
        frontier = reached - found
        found |= frontier
        if len(found) > limit:
            return None
    border = {node: near[value] for value, held in generic.items() for node in held if node not in found}
    return Reach(found, border)


def read(graph: Graph, nodes: Iterable[str], policy: Policy) -> Closure:
    """Reads a closed set of members, given by element id, with their links and verdicts, what keeps them apart, and rulings on them."""
    closure = Closure()
    for row in _chunks(graph, "identity/members", nodes, until=policy.until):
        closure.rows[closure.number(row["node"])] = row
    for index, row in closure.rows.items():
        if row["standing"] in (None, "generic") and not row["uses"]:
            closure.members.append(_member(index, row))
    joining = closure.joining()
    _read_links(graph, closure, policy)
    if policy.contradictions:
        _read_contradictions(graph, closure)
    _read_rulings(graph, closure)
    seen: set[str] = set()
    for row in _chunks(graph, "identity/verdicts", joining):
        if row["verdict"] not in seen:
            seen.add(row["verdict"])
            closure.verdicts.append(row)
    return closure


def _read_links(graph: Graph, closure: Closure, policy: Policy) -> None:
    seen: set[str] = set()
    for row in _chunks(graph, "identity/links", closure.joining(), threshold=policy.threshold, until=policy.until):
        if row["link"] in seen:
            continue
        seen.add(row["link"])
        for a in _ends(closure, row, "a"):
            for b in _ends(closure, row, "b"):
                _place(closure, Link(a, b, row["relation"], row["score"], row["weight"]), row)


def _read_contradictions(graph: Graph, closure: Closure) -> None:
    records = [row["node"] for row in closure.rows.values() if row["namespace"] is None]
    for row in _chunks(graph, "identity/contradictions", records):
        a, b = closure.number(row["a"]), closure.number(row["b"])
        if b in closure.rows:
            closure.apart.append(Apart(a, b, row["because"]))


def _read_rulings(graph: Graph, closure: Closure) -> None:
    """Rulings on members, and those that hang together with them over judged pairs, wherever these are."""
    found: dict[str, Row] = {}
    nodes = set(closure.joining())
    asked: set[str] = set()
    while nodes:
        asked |= nodes
        rows = list(_chunks(graph, "identity/rulings", nodes))
        found.update({row["id"]: row for row in rows})
        nodes = {on["node"] for row in rows if row["same"] for on in row["on"] if on["pair"]} - asked
    closure.rulings = [ruling for _, row in sorted(found.items()) if (ruling := _ruling(closure, row))]


def _ruling(closure: Closure, row: Row) -> Ruling | None:
    """A judgement as a value; None when one of the two judged is no longer in the graph."""
    sides: dict[str, set[int]] = {"a": set(), "b": set()}
    pair: dict[str, int] = {}
    for on in row["on"]:
        index = closure.number(on["node"])
        uses = closure.rows[index]["uses"] if index in closure.rows else []
        sides[on["side"]].update([closure.number(use["node"]) for use in uses] or [index])
        if on["pair"]:
            pair[on["side"]] = closure.number(max(uses, key=lambda use: use["to"])["node"]) if uses else index
    if len(pair) < len(sides):
        return None
    return Ruling(row["id"], row["same"], pair["a"], pair["b"], frozenset(sides["a"]), frozenset(sides["b"]))


def _place(closure: Closure, link: Link, row: Row) -> None:
    """Sorts a link by whether it may join at all: one into a value that never joins, or stays generic, is refused as it stands."""
    ends = [closure.rows.get(end) for end in (link.a, link.b)]
    barred = next((end for end in ends if end and end["standing"] not in (None, "generic")), None)
    standings = {row["standing"], *(end["standing"] for end in ends if end)}
    if row["waits"] or Standing.WAITING in standings:
        closure.barred.append((link, Standing.WAITING, ""))
    elif None in ends:
        if row["standing"]:  # else it came in the course of the run, after the closure was walked: the next run looks at both ends
            closure.barred.append((link, row["standing"], row["key"] or ""))
    elif barred:
        closure.barred.append((link, barred["standing"], barred["key"]))
    else:
        closure.links.append(link)


def _ends(closure: Closure, row: Row, end: str) -> list[int]:
    """The members at one end of a link: the identifier itself, or those of its uses that the link's times touch."""
    index = closure.number(row[end])
    uses = closure.rows[index]["uses"] if index in closure.rows else []
    if not uses:
        return [index]
    latest = max(uses, key=lambda use: use["to"])
    if row["first"] is None:
        return [closure.number(latest["node"])]
    touched = [use for use in uses if use["from"] <= row["last"] and use["to"] >= row["first"]]
    return sorted(closure.number(use["node"]) for use in touched or [latest])


def _member(index: int, row: Row) -> Member:
    name = normal_name(row["name"]) if row["name"] else None
    return Member(row["key"], index, row["namespace"], row["value"], name, twin=row["twin"], kind=row["kind"], at=row["last"], scope=row["scope"])


def normal_name(parts: Iterable[str | None]) -> str | None:
    """A name without case, punctuation and the order of its parts; None when nothing is left."""
    words = sorted(_SEPARATORS.sub(" ", " ".join(part for part in parts if part).casefold()).split())
    return " ".join(words) or None


def _chunks(graph: Graph, name: str, nodes: Iterable[str], **params: float | datetime | None) -> Iterable[Row]:
    every = sorted(nodes)
    for start in range(0, len(every), _AT_ONCE):
        yield from graph.read(name, nodes=every[start : start + _AT_ONCE], **params)
