"""How a person came together, step by step, and where it is weakest. The graph gives its links; the rest is pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import BadInput, NotFound
from app.identity import cuts
from app.identity.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.graph import Graph, Row

LARGEST = 5_000
"""Members of a person that is explained link by link; a larger one is beyond reading."""

_WEAKEST = 300
"""Records among which the weakest place is looked for; each costs a walk or two over all links."""


@dataclass(frozen=True, slots=True)
class Held:
    """A person with everything that holds it together; `records` are those of its members that are records."""

    id: str
    members: dict[str, str | None]
    links: list[Row]
    revision: int

    @property
    def tag(self) -> str:
        """Names what was seen: it changes when a member or a link comes or goes."""
        return hashlib.sha256(repr((sorted(self.members), sorted(self.edges))).encode()).hexdigest()[:20]

    @property
    def records(self) -> list[str]:
        """The names of its records."""
        return sorted(ref for ref, namespace in self.members.items() if namespace is None)

    @property
    def edges(self) -> list[cuts.Edge]:
        """Its links as pairs of names."""
        return [(link["from"], link["to"]) for link in self.links]


@dataclass(frozen=True, slots=True)
class Step:
    """One link that made one group of two: of `left` and `right` members, `members` and `records` from then on."""

    number: int
    stratum: int
    link: Row
    left: int
    right: int
    members: int
    records: int


@dataclass(frozen=True, slots=True)
class Parting:
    """Links whose removal parts a person, and the members of the two sides that remain."""

    links: list[Row]
    left: list[str]
    right: list[str]


def held(graph: Graph, person: str) -> Held:
    """What holds a person together. Raises NotFound for an id never issued, BadInput for a person too large to explain."""
    rows = graph.read("identity/explain_person", id=person, limit=LARGEST)
    if not rows:
        raise NotFound(f"No person was ever issued the id {person!r}; look one up by an identifier instead.")
    row = rows[0]
    if row["size"] > LARGEST:
        raise BadInput(f"{person} has {row['size']:,} members, and at most {LARGEST:,} are explained link by link; ask why for two of them.")
    judged = [_judged(each) for each in row["judged"]]
    members = {each["ref"]: each["namespace"] for each in row["members"]}
    return Held(row["id"], members, [*judged, *row["links"]], row["revision"])


def how(found: Held, priorities: Mapping[str, int]) -> list[Step]:
    """The links that made the person, in the order of admission: judgements, hashes of one value, then by strength and first sight."""
    groups = Groups()
    for place, _ in enumerate(found.members):
        groups.add(place, {})
    number = {ref: place for place, ref in enumerate(found.members)}
    records = {place: int(found.members[ref] is None) for ref, place in number.items()}
    steps: list[Step] = []
    for link in sorted(found.links, key=lambda each: _rank(each, found.members, priorities)):
        a, b = groups.root(number[link["from"]]), groups.root(number[link["to"]])
        if a == b:
            continue
        left, right, both = groups.size(a), groups.size(b), records[a] + records[b]
        groups.join(a, b)
        records[groups.root(a)] = both
        stratum = -_rank(link, found.members, priorities)[0]
        steps.append(Step(len(steps) + 1, stratum, link, left, right, left + right, both))
    return steps


def cut(found: Held, a: str, b: str) -> Parting:
    """The fewest links whose removal parts two members. Raises BadInput when they are not two members of the person."""
    for ref in (a, b):
        if ref not in found.members:
            raise BadInput(f"{ref} is no member of {found.id}; name two of its members.")
    if a == b:
        raise BadInput(f"{a} cannot be parted from itself; name two members of {found.id}.")
    return _parting(found, cuts.smallest(found.edges, [a], [b]))


def weakest(found: Held) -> Parting | None:
    """The fewest links whose removal parts any two groups of the person's records; None for fewer than two. At most 300 records are tried."""
    part = cuts.weakest(found.edges, found.records[:_WEAKEST])
    return _parting(found, part) if part else None


def sides(found: Held, links: Sequence[tuple[str, str]]) -> list[list[str]]:
    """What remains of a person when the links between these pairs of members go: two sides or more, the one with the first record first.

    Raises BadInput for a pair without a link, and, saying which links are left, when they do not part the person.
    """
    gone = {frozenset(pair) for pair in links}
    unknown = gone - {frozenset(edge) for edge in found.edges}
    if unknown:
        raise BadInput(f"{found.id} has no link between {' and '.join(min(map(sorted, unknown)))}; choose among its admitted links.")
    rest = [edge for edge in found.edges if frozenset(edge) not in gone]
    remain = cuts.components(found.members, rest)
    if len(remain) == 1:
        raise BadInput(f"These links do not part {found.id}: {_further(rest, links)}")
    return sorted((sorted(side) for side in remain), key=lambda side: _lead(side, found.members))


def _further(rest: Sequence[cuts.Edge], links: Sequence[tuple[str, str]]) -> str:
    a, b = links[0]
    needed = [rest[index] for index in cuts.smallest(rest, [a], [b]).links]
    return f"{a} and {b} still hold together; choose also {', '.join(f'{one} - {other}' for one, other in needed)}."


def _lead(side: Collection[str], members: Mapping[str, str | None]) -> tuple[bool, str]:
    records = [ref for ref in side if members[ref] is None]
    return not records, min(records or side)


def _parting(found: Held, part: cuts.Cut) -> Parting:
    left = sorted(part.side & found.members.keys())
    return Parting([found.links[index] for index in part.links], left, sorted(found.members.keys() - part.side))


def _judged(row: Row) -> Row:
    nothing = dict.fromkeys(("rule", "evidence", "count", "last", "score", "weight"))
    return nothing | row | {"rule": "judgement", "sources": []}


def _rank(link: Row, members: Mapping[str, str | None], priorities: Mapping[str, int]) -> tuple[int, bool, str, str, str]:
    """Judgements before all, then hashes of one value, then the weaker of the two ends' priorities; the earlier seen first."""
    first = link["first"]
    ends = [members[link[end]] for end in ("from", "to")]
    known = [priorities.get(name, 0) for name in ends if name is not None]
    strength = _JUDGED if link.get("judgement") else _ALIAS if link["evidence"] == "ALIAS" else min(known, default=0)
    return -strength, first is None, first.isoformat() if first else "", link["from"], link["to"]


_JUDGED, _ALIAS = 1_000_000, 999_999
