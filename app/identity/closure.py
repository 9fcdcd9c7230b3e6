"""Closures: everything that a change can reach, read into values, so that admission can decide it without the graph.

A closure follows evidence, the membership of present persons, and uses. It stops at values that never join, and at generic ones that stay
generic however the rest is decided: their users, when last counted, less those at hand, are still past the cap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.identity.evidence import Link, Member

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    barred: list[tuple[Link, str, str]] = field(default_factory=list)
    verdicts: list[Row] = field(default_factory=list)

    def keys(self, numbers: Iterable[int]) -> list[str]:
        """The element ids of members."""
        return [self.nodes[number] for number in numbers]

    def joining(self) -> list[str]:
        """The element ids of those that may join: a junk value with a million uses must not be walked."""
        return [row["node"] for row in self.rows.values() if row["standing"] in (None, "generic")]

    def never(self) -> list[str]:
        """The element ids of the others."""
        return [row["node"] for row in self.rows.values() if row["standing"] not in (None, "generic")]


def around(graph: Graph, nodes: Iterable[str], policy: Policy, limit: int) -> set[str] | None:
    """The element ids of all that a change of these joining members can reach, themselves included; None past `limit`."""
    cap = max((each.cap or 0 for each in policy.namespaces.values()), default=0)
    found = set(nodes)
    frontier = set(found)
    near: dict[str, int] = {}
    generic: dict[str, tuple[int, set[str]]] = {}
    while frontier:
        reached: set[str] = set()
        for row in _chunks(graph, "identity/expand", frontier):
            if row["barred"]:
                continue
            if row["users"] is None:
                reached.add(row["node"])
                continue
            near[row["value"]] = near.get(row["value"], 0) + row["near"]
            generic.setdefault(row["value"], (row["users"], set()))[1].add(row["node"])
        for value, (users, held) in generic.items():
            if users - near[value] <= cap:
                reached |= held
        frontier = reached - found
        found |= frontier
        if len(found) > limit:
            return None
    return found


def read(graph: Graph, nodes: Iterable[str]) -> Closure:
    """Reads a closed set of members, given by element id, with their links and verdicts."""
    closure = Closure()
    number: dict[str, int] = {}
    for row in _chunks(graph, "identity/members", nodes):
        number[row["node"]] = len(closure.nodes)
        closure.rows[len(closure.nodes)] = row
        closure.nodes.append(row["node"])
    for index, row in closure.rows.items():
        if row["standing"] in (None, "generic") and not row["uses"]:
            closure.members.append(_member(index, row))
    _read_links(graph, closure, number)
    seen: set[str] = set()
    for row in _chunks(graph, "identity/verdicts", closure.joining()):
        if row["verdict"] not in seen:
            seen.add(row["verdict"])
            closure.verdicts.append(row)
    return closure


def _read_links(graph: Graph, closure: Closure, number: dict[str, int]) -> None:
    seen: set[str] = set()
    for row in _chunks(graph, "identity/links", closure.joining()):
        if row["link"] in seen:
            continue
        seen.add(row["link"])
        for node in (row["a"], row["b"]):
            if node not in number:
                number[node] = len(closure.nodes)
                closure.nodes.append(node)
        for a in _ends(closure, number, row, "a"):
            for b in _ends(closure, number, row, "b"):
                _place(closure, Link(a, b, row["relation"]), row)


def _place(closure: Closure, link: Link, row: Row) -> None:
    """Sorts a link by whether it may join at all: one into a value that never joins, or stays generic, is refused as it stands."""
    ends = [closure.rows.get(end) for end in (link.a, link.b)]
    barred = next((end for end in ends if end and end["standing"] not in (None, "generic")), None)
    if None in ends:
        closure.barred.append((link, row["standing"] or "generic", row["key"] or ""))
    elif barred:
        closure.barred.append((link, barred["standing"], barred["key"]))
    else:
        closure.links.append(link)


def _ends(closure: Closure, number: dict[str, int], row: Row, end: str) -> list[int]:
    """The members at one end of a link: the identifier itself, or those of its uses that the link's times touch."""
    index = number[row[end]]
    uses = closure.rows[index]["uses"] if index in closure.rows else []
    if not uses:
        return [index]
    latest = max(uses, key=lambda use: use["to"])
    if row["first"] is None:
        return [number[latest["node"]]]
    touched = [use for use in uses if use["from"] <= row["last"] and use["to"] >= row["first"]]
    return sorted(number[use["node"]] for use in touched or [latest])


def _member(index: int, row: Row) -> Member:
    name = normal_name(row["name"]) if row["name"] else None
    return Member(row["key"], index, row["namespace"], row["value"], name, twin=row["twin"])


def normal_name(parts: Iterable[str | None]) -> str | None:
    """A name without case, punctuation and the order of its parts; None when nothing is left."""
    words = sorted(_SEPARATORS.sub(" ", " ".join(part for part in parts if part).casefold()).split())
    return " ".join(words) or None


def _chunks(graph: Graph, name: str, nodes: Iterable[str]) -> Iterable[Row]:
    every = sorted(nodes)
    for start in range(0, len(every), _AT_ONCE):
        yield from graph.read(name, nodes=every[start : start + _AT_ONCE])
