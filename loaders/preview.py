"""Previews: what a load would do, without doing it. Nothing is written, not even that somebody looked.

Rows are read, stated and elected exactly as a load does it; where a graph is reachable it is asked what it holds of them, and who has their
identifiers. Memory grows with the rows looked at, so their number is bounded.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from app.kinds import KINDS
from app.ledger.declarations import declared
from loaders.batches import Context, draft, outcomes_of
from loaders.elections import CHANGED, NEW, REPEATED, Held
from loaders.load import utc_now
from loaders.outcomes import Outcome
from loaders.parsing import Chunk, Occurrences, take
from loaders.readers import Damaged, read_file
from loaders.reading.origins import origins
from loaders.rows import RowReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from app.graph import Graph
    from loaders.facts import Identifier, RowFacts
    from loaders.mapping import Mapping
    from loaders.namespaces import Namespace

ROWS = 10_000
"""Rows looked at, unless another number is asked for."""
_LINES = 10
_LINE = "line "
_OF_ONE = frozenset({"login", "crm", "loyalty", "user", "email"})
"""Kinds of which a person has one or few."""
_PLACE = re.compile(r": line \d+ column \d+ \(char \d+\)|(?<=: )byte \d+ is (?=no )")
_ASKED_AT_ONCE = 5_000


@dataclass(slots=True)
class Trouble:
    """What became of several rows or values for one reason: how many, on which lines (the first ten), and the first raw value."""

    reason: str
    name: str = ""
    """The field, of a value."""
    count: int = 0
    lines: list[int] = field(default_factory=list)
    example: str = ""

    def add(self, line: int, raw: str) -> None:
        """Counts one more."""
        self.count += 1
        if len(self.lines) < _LINES:
            self.lines.append(line)
        self.example = self.example or raw


@dataclass(slots=True)
class Sighting:
    """One identifier: on which rows of which sources, as their lines, and which persons of the graph have it already."""

    identifier: Identifier
    lines: list[int] = field(default_factory=list)
    things: set[str] = field(default_factory=set)
    """Records that state it, or without records the rows."""
    beside: dict[str, set[str]] = field(default_factory=dict)
    """Of rows without a record: by namespace, the numbers and addresses of persons that stand beside it."""
    persons: list[tuple[str, str | None]] = field(default_factory=list)
    known: bool = False

    @property
    def holders(self) -> int:
        """How many seem to have it: records, or where rows state none, different numbers or addresses beside it."""
        return max([sum(not each.startswith(_LINE) for each in self.things), *map(len, self.beside.values())])


@dataclass(slots=True)
class Preview:
    """What a load would do. `compared`: whether a graph was asked; without one every row counts as if the graph were empty."""

    mapping: Mapping
    compared: bool
    whole: bool = True
    """Whether the files have no rows beyond those looked at."""
    damages: list[str] = field(default_factory=list)
    """What is wrong with files that could not be read to their end."""
    declares: list[Namespace] = field(default_factory=list)
    """Namespaces that a load would declare."""
    outcomes: list[Outcome] = field(default_factory=list)
    rows: list[tuple[int, RowFacts, str]] = field(default_factory=list)
    """Line, facts and outcome of every accepted row."""
    rejected: list[Trouble] = field(default_factory=list)
    aside: list[Trouble] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)

    def shared(self) -> list[Sighting]:
        """Identifiers that several records, or rows where there are no records, of the files have in common, the commonest first."""
        return sorted((each for each in self.sightings if len(each.things) > 1), key=lambda each: -len(each.things))

    def torn(self) -> list[tuple[int, list[Sighting]]]:
        """Rows of which one identifier belongs to one person of the graph and another to another, with those identifiers."""
        known = {each.identifier.key: each for each in self.sightings if each.persons}
        near = [(line, [known[key] for key in _keys(facts) if key in known]) for line, facts, _ in self.rows]
        return [(line, some) for line, some in near if some and not frozenset.intersection(*(frozenset(each.persons) for each in some))]

    def met(self) -> list[Sighting]:
        """Identifiers that the graph knows already."""
        return [each for each in self.sightings if each.known]


def preview(mapping: Mapping, files: Sequence[str | Path], *, key: bytes, graph: Graph | None, rows: int = ROWS) -> Preview:
    """What loading the first `rows` rows of the files would do. Raises BadInput for a file that cannot be read or does not fit its mapping."""
    reader = RowReader(mapping, secret=key)
    chunk, whole, damages = _read(mapping, files, reader, rows)
    found = Preview(mapping, compared=graph is not None, whole=whole, damages=damages)
    known = declared(graph) if graph is not None else {}
    found.declares = [each for each in mapping.declared if each.name not in known]
    outcomes = _outcomes(chunk.facts, mapping, graph)
    found.rows = list(zip(chunk.lines, chunk.facts, outcomes, strict=True))
    found.outcomes = _counted(chunk, outcomes)
    found.rejected = _troubles((each.reason, "", each.line, each.raw) for each in chunk.rejected)
    found.aside = _troubles((each.reason, each.field, line, each.raw) for line, facts in _lined(chunk) for each in facts.asides)
    found.sightings = _sightings(chunk, mapping)
    if graph is not None:
        _meet(graph, found.sightings)
    return found


def _read(mapping: Mapping, files: Sequence[str | Path], reader: RowReader, rows: int) -> tuple[Chunk, bool, list[str]]:
    chunk, damages = Chunk(), list[str]()
    for origin in origins(files, mapping):
        # Equal rows are counted within one file, as in a load.
        entries = read_file(mapping, origin)
        with closing(Occurrences()) as occurrences:
            try:
                for entry in islice(entries, rows - len(chunk)):
                    take(entry, reader, occurrences, chunk)
                if next(entries, None) is not None:
                    return chunk, False, damages
            except Damaged as error:
                damages.append(error.reason)
    return chunk, True, damages


def _lined(chunk: Chunk) -> Iterator[tuple[int, RowFacts]]:
    return zip(chunk.lines, chunk.facts, strict=True)


def _outcomes(facts: Sequence[RowFacts], mapping: Mapping, graph: Graph | None) -> list[str]:
    if mapping.spend:
        return _spend_outcomes(facts, graph)
    context = Context(mapping, utc_now(), revive=False)
    records = _held(graph, "load/records_known", [each.record.id for each in facts if each.record])
    touchpoints = _held(graph, "load/touchpoints_known", [one.id for each in facts for one in each.touchpoints])
    return outcomes_of(facts, draft(facts, context, records, touchpoints))


def _held(graph: Graph | None, statement: str, ids: list[str]) -> dict[str, Held]:
    if graph is None or not ids:
        return {}
    return {each["id"]: Held(each["hash"], each["version"], frozenset(each["olds"])) for each in graph.read(statement, ids=list(dict.fromkeys(ids)))}


def _spend_outcomes(facts: Sequence[RowFacts], graph: Graph | None) -> list[str]:
    spend = [each.spend for each in facts if each.spend]
    rows = graph.read("load/spend_known", ids=list({each.id for each in spend})) if graph is not None and spend else []
    held, outcomes = {each["id"]: each["hash"] for each in rows}, []
    for each in spend:
        before, held[each.id] = held.get(each.id), each.hash
        outcomes.append(NEW if before is None else REPEATED if before == each.hash else CHANGED)
    return outcomes


def _counted(chunk: Chunk, outcomes: list[str]) -> list[Outcome]:
    found: dict[str, Outcome] = {}
    for facts, outcome in zip(chunk.facts, outcomes, strict=True):
        counts = found.setdefault(facts.source, Outcome(facts.source))
        one = Outcome(facts.source, read=1, set_aside=len(facts.asides))
        setattr(one, outcome, 1)
        counts.add(one)
    for rejected in chunk.rejected:
        found.setdefault(rejected.source, Outcome(rejected.source)).add(Outcome(rejected.source, read=1, rejected=1))
    return [found[name] for name in sorted(found)]


def _troubles(found: Iterable[tuple[str, str, int, str]]) -> list[Trouble]:
    troubles: dict[tuple[str, str], Trouble] = {}
    for reason, name, line, raw in found:
        kind = reason if name else _kind_of(reason)
        troubles.setdefault((name, kind), Trouble(kind, name)).add(line, raw)
    return sorted(troubles.values(), key=lambda each: (-each.count, each.name, each.reason))


def _kind_of(reason: str) -> str:
    """The reason of a rejected row without the value it quotes or the place in it, so that rows of one kind are counted together."""
    reason = _PLACE.sub("", reason)
    start, end = reason.find("'"), reason.rfind("'")
    return reason if start < 0 or end <= start else f"{reason[:start]}…{reason[end + 1 :]}"


def _sightings(chunk: Chunk, mapping: Mapping) -> list[Sighting]:
    found: dict[str, Sighting] = {}
    for line, facts in _lined(chunk):
        thing = facts.record.id if facts.record else f"{_LINE}{line}"
        different = _keys(facts)
        near = [] if facts.record else [one for one in different.values() if _kind(mapping, one) in _OF_ONE]
        for each in different.values():
            sighting = found.setdefault(each.key, Sighting(each))
            for one in near:
                sighting.beside.setdefault(one.namespace, set()).add(one.key)
            sighting.things.add(thing)
            if len(sighting.lines) < _LINES:
                sighting.lines.append(line)
    return list(found.values())


def _keys(facts: RowFacts) -> dict[str, Identifier]:
    """The identifiers of whom a row is about, by their keys."""
    stated = list(facts.record.identifiers) if facts.record else []
    stated += [each for one in facts.touchpoints for each, role in one.carried if role == "actor"]
    return {each.key: each for each in stated}


def _kind(mapping: Mapping, found: Identifier) -> str:
    """The shipped namespace whose kind it is."""
    space = mapping.namespaces.get(found.namespace)
    return KINDS.get(space.like, found.namespace) if space else found.namespace


def _meet(graph: Graph, sightings: list[Sighting]) -> None:
    by_key = {each.identifier.key: each for each in sightings}
    waiting = iter(sightings)
    while some := list(islice(waiting, _ASKED_AT_ONCE)):
        for row in graph.read("load/identifiers_owners", rows=[_question(each.identifier) for each in some]):
            found = by_key[row["key"]]
            found.known = True
            person = (row["person"], row["name"])
            if row["person"] is not None and person not in found.persons:
                found.persons.append(person)


def _question(found: Identifier) -> list[object]:
    keys = [found.key, *(f"{found.namespace}:{name}:{kept}" for name, kept in found.digests)]
    return [found.key, keys, found.hashed, found.digest]


def suspects(found: Preview, limit: int = 5) -> list[Sighting]:
    """Identifiers that more than `limit` customers of the files seem to have, the commonest first: likely a shared address or a placeholder."""
    return sorted((each for each in found.sightings if each.holders > limit), key=lambda each: -each.holders)
