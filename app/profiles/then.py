"""What the service would have said at a moment: who somebody was, whose an identifier was, under which id a touchpoint was served.

Ids, members and redirects come from the ledger. Traits are not told: a record's earlier versions are kept, but not at which moment each was known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import NotFound
from app.graph import statement
from app.journeys.ownership import Claim, owner
from app.ledger.history import entry_at, owners_at, person_at
from app.profiles.person import MadeBy, moment
from loaders.asking import identifier_keys
from loaders.declarations import known_namespaces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from app.graph import Graph, Row
    from app.ledger.book import Book

LINES = "ledger/lines"


@dataclass(frozen=True, slots=True)
class PersonThen:
    """A person at a moment. `members` counts all; those that have left the graph since are not listed."""

    id: str
    asked: str
    as_of: datetime
    members: int
    records: list[str]
    identifiers: list[str]
    entry: int
    made_by: MadeBy


@dataclass(frozen=True, slots=True)
class AnswerThen:
    """One identifier as asked, and the id of its owner at the moment, None where it had none."""

    identifier: str
    person: str | None


@dataclass(frozen=True, slots=True)
class LookupThen:
    """The answers, in the order asked."""

    then: list[AnswerThen]
    as_of: datetime
    entry: int
    made_by: MadeBy


@dataclass(frozen=True, slots=True)
class Served:
    """Under which id a touchpoint was served: `state` is owned, contested or unowned; `claims` are its actors and their persons."""

    touchpoint: str
    at: datetime | None
    as_of: datetime
    state: str
    person: str | None
    claims: list[Row]
    entry: int
    made_by: MadeBy


def person_then(graph: Graph, book: Book, asked: str, as_of: datetime) -> PersonThen:
    """The person that an id answered with. Raises NotFound when nothing was known of it."""
    found = person_at(graph, book, asked, as_of)
    return PersonThen(
        id=found.id,
        asked=asked,
        as_of=as_of,
        members=found.members,
        records=found.records,
        identifiers=found.identifiers,
        entry=entry_at(graph, as_of),
        made_by=_made_by([asked], as_of),
    )


def lookup_then(graph: Graph, book: Book, identifiers: Sequence[str], as_of: datetime) -> LookupThen:
    """Whose each identifier was, by whatever of its forms was known. Raises BadInput for a malformed identifier."""
    spaces = known_namespaces(graph)
    keys = {each: identifier_keys(each.strip(), secret=book.secret, namespaces=spaces) for each in identifiers}
    every = sorted({key for some in keys.values() for key in some})
    uses = {row["key"]: row["uses"] for row in graph.read("ledger/uses_of", keys=every)}
    names = {key: [book.member(each, record=False) for each in (*uses.get(key, ()), key)] for key in every}
    wanted = sorted({name for some in names.values() for name in some})
    owners = owners_at(graph, wanted, as_of)
    answers = [AnswerThen(each, next((owners[name] for key in keys[each] for name in names[key] if name in owners), None)) for each in identifiers]
    return LookupThen(answers, as_of, entry_at(graph, as_of), _made_by(wanted, as_of))


def served(graph: Graph, book: Book, touchpoint: str, as_of: datetime, *, priorities: Mapping[str, int]) -> Served:
    """Under which id a touchpoint was served, by the namespace priorities in force now. Raises NotFound for an unknown touchpoint."""
    rows = graph.read("ledger/actors", id=touchpoint)
    if not rows:
        raise NotFound(f"There is no touchpoint {touchpoint!r}; its id is the source's name and the event's id, as in web:e-17.")
    row = rows[0]
    actors = list(zip(row["namespaces"], row["keys"], row["uses"], strict=True))
    names = {key: [book.member(each, record=False) for each in (use, key) if each] for _, key, use in actors}
    wanted = sorted({name for some in names.values() for name in some})
    owners = owners_at(graph, wanted, as_of)
    claims = [
        {"identifier": key, "person": next((owners[name] for name in names[key] if name in owners), None), "namespace": namespace}
        for namespace, key, _ in actors
    ]
    claimed = [Claim(claim["namespace"], claim["person"]) for claim in claims if claim["person"]]
    person = owner(claimed, priorities) if claimed else None
    state = "unowned" if not claimed else "contested" if person is None else "owned"
    told = [{"identifier": claim["identifier"], "person": claim["person"]} for claim in claims]
    return Served(touchpoint, moment(row["at"]), as_of, state, person, told, entry_at(graph, as_of), _made_by(wanted, as_of))


def _made_by(names: Sequence[str], as_of: datetime) -> MadeBy:
    return MadeBy(statement(LINES).file, {"names": list(names), "until": as_of})
