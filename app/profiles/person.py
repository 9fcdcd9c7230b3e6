"""One person as the graph knows them now: golden traits with their provenance, members, the journey in brief."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from app import moments
from app.errors import NotFound
from app.graph import Row, statement

if TYPE_CHECKING:
    from datetime import datetime

    from app.graph import Graph

STATEMENT = "profiles/person"
MEMBERS_SHOWN = 200
"""Records and identifiers listed on a profile; a person of thousands of members stays readable."""

_NOT_TRAITS = frozenset({"id", "name", "kind", "anonymous", "members", "search", "excluded"})


@dataclass(frozen=True, slots=True)
class MadeBy:
    """The Cypher file and the values that made an answer, so that anyone can run it again in Neo4j Browser."""

    file: str
    params: dict[str, object]


@dataclass(frozen=True, slots=True)
class Trait:
    """One golden trait: its value, the record, source and time it came from, and the rule that chose it; None where the graph does not say."""

    name: str
    value: object
    record: str | None = None
    source: str | None = None
    at: datetime | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """All journeys of a person in one line: where they stand, through which channel they last came, and since when."""

    stage: str | None
    channel: str | None
    journeys: int
    touchpoints: int
    conversions: int
    value: float
    currency: str
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Profile:
    """A person: `id` is in use, `asked` is the id the caller had, which may be an older one."""

    id: str
    asked: str
    name: str | None
    kind: str | None
    anonymous: bool
    excluded: str | None
    members: int
    traits: list[Trait]
    records: list[Row]
    identifiers: list[Row]
    journey: Brief
    revision: int
    made_by: MadeBy


def profile(graph: Graph, asked: str, *, currency: str = "EUR") -> Profile:
    """The person who has, or once had, the id `asked`; `currency` is the one that conversions are reported in.

    Raises NotFound when the id was never issued.
    """
    rows = graph.read(STATEMENT, id=asked, limit=MEMBERS_SHOWN)
    if not rows:
        raise NotFound(f"No person was ever issued the id {asked!r}; look one up by an identifier instead.")
    row = rows[0]
    person = row["person"]
    return Profile(
        id=row["id"],
        asked=asked,
        name=person.get("name"),
        kind=person.get("kind"),
        anonymous=bool(person.get("anonymous")),
        excluded=person.get("excluded"),
        members=person.get("members") or len(row["records"]) + len(row["identifiers"]),
        traits=_traits(person, row["golden"]),
        records=[each | {"at": moment(each["at"])} for each in row["records"]],
        identifiers=[each | {"first": moment(each["first"]), "last": moment(each["last"])} for each in row["identifiers"]],
        journey=brief(row["journeys"], currency),
        revision=row["revision"],
        made_by=MadeBy(statement(STATEMENT).file, {"id": asked, "limit": MEMBERS_SHOWN}),
    )


def brief(parts: list[Row], currency: str) -> Brief:
    """Journey parts, in order, as one line. Times arrive as epoch microseconds."""
    latest = max(parts, key=lambda part: part["last"] or 0, default=None)
    firsts = [part["first"] for part in parts if part["first"] is not None]
    return Brief(
        stage=latest["stage"] if latest else None,
        channel=latest["channel"] if latest else None,
        journeys=len({part["number"] for part in parts}),
        touchpoints=sum(part["touchpoints"] for part in parts),
        conversions=sum(part["conversions"] or 0 for part in parts),
        value=sum(part["value"] or 0.0 for part in parts),
        currency=currency,
        first=moment(min(firsts)) if firsts else None,
        last=moment(latest["last"]) if latest else None,
    )


def moment(microseconds: int | None) -> datetime | None:
    """Epoch microseconds, as stored sequences hold them, as an aware UTC time."""
    return None if microseconds is None else moments.moment(microseconds)


def _traits(person: Row, golden: list[Row]) -> list[Trait]:
    given = {
        name: Trait(name, person.get(name), each["record"], each["source"], moment(each["at"]), rule)
        for each in golden
        for name, rule in zip_longest(each["traits"] or (), each["rules"] or ())
    }
    return [given.get(name) or Trait(name, value) for name, value in sorted(person.items()) if name not in _NOT_TRAITS]
