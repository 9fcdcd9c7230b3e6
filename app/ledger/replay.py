"""Replay: from change sets to who belonged to whom, at any entry or moment. Pure.

The lines of a run's change set, each a JSON object:

    {"person": id, "gained": [hash, …]}     the person has these members from now on, whoever had them before; an id in use again, too, and then
                                            "forgotten": [hash, …] were among its last members and do not have it again
    {"person": id, "lost": [hash, …]}       these belong to nobody, or to the person whose line says that it gained them
    {"retired": id, "to": id or null}       the id answers with this successor from now on; null: with nobody

Lines of other kinds (judgements, policies) have none of these names and are passed over.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Line = dict[str, object]

_HOPS = 10_000


@dataclass(slots=True)
class Partition:
    """Who belongs to whom. Members are keyed hashes; `person` gives their id, `redirects` the successor of every id not in use.

    `was` gives the retired ids among whose last members a member was, in order; `origin` the first of them it had, also when in use again;
    `since` the change set by which it came to its person.
    """

    person: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str | None] = field(default_factory=dict)
    was: dict[str, list[str]] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    issued: set[str] = field(default_factory=set)

    def members(self) -> dict[str, set[str]]:
        """The members of every person."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for member, person in self.person.items():
            found[person].add(member)
        return dict(found)

    def current(self, id_: str) -> str | None:
        """The id that an id answers with, itself if it is in use; None where nothing is left of it, or it was never issued."""
        found: str | None = id_
        for _ in range(_HOPS):
            if found is None or found not in self.redirects:
                return found if found in self.issued else None
            found = self.redirects[found]
        return None


def replay(changes: Iterable[tuple[int, Iterable[Line]]]) -> Partition:
    """The partition after change sets, given in order as their number and their lines."""
    found = Partition()
    for number, lines in changes:
        _apply(found, number, list(lines))
    return found


def read_lines(content: str | Iterable[str]) -> Iterator[Line]:
    """The lines of a change set."""
    for line in content.splitlines() if isinstance(content, str) else content:
        if line:
            yield orjson.loads(line)


def _apply(found: Partition, number: int, lines: list[Line]) -> None:
    retired = {str(line["retired"]) for line in lines if "retired" in line}
    for line in lines:
        if "gained" in line:
            id_ = str(line["person"])
            found.issued.add(id_)
            found.redirects.pop(id_, None)
            for member in _names(line["gained"]):
                _move(found, member, id_, retired)
                found.since[member] = number
            for member in _names(line.get("forgotten")):
                _forget(found, member, id_)
    for line in lines:
        if "lost" in line:
            for member in _names(line["lost"]):
                if found.person.get(member) == line["person"]:
                    del found.person[member], found.since[member]
                    found.was.pop(member, None)
                    found.origin.pop(member, None)
        if "retired" in line:
            found.issued.add(str(line["retired"]))
            found.redirects[str(line["retired"])] = None if line["to"] is None else str(line["to"])


def _move(found: Partition, member: str, id_: str, retired: set[str]) -> None:
    before = found.person.get(member)
    was = [each for each in found.was.get(member, []) if each != id_]
    if before is not None and before in retired:
        was.append(before)
        found.origin.setdefault(member, before)
    found.person[member] = id_
    if was:
        found.was[member] = was
    else:
        found.was.pop(member, None)


def _forget(found: Partition, member: str, id_: str) -> None:
    was = [each for each in found.was.get(member, []) if each != id_]
    if was:
        found.was[member] = was
    else:
        found.was.pop(member, None)


def _names(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []
