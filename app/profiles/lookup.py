"""Whose identifiers are these: from what a client has in hand to persons, in one round trip for all of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.graph import Graph, Row, statement
from app.profiles.person import MadeBy
from loaders.keys import identifier_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

STATEMENT = "profiles/lookup"


@dataclass(frozen=True, slots=True)
class Answer:
    """One identifier as asked, and whose it is.

    `state` is `found`, `unknown` (never seen), or the standing that keeps it from joining: `junk`, `generic`, `shared`,
    `evidence`. Of an identifier that changes hands every owner is listed, the present one first.
    """

    identifier: str
    state: str
    persons: list[Row]


@dataclass(frozen=True, slots=True)
class Found:
    """The answers, in the order asked."""

    answers: list[Answer]
    made_by: MadeBy


def lookup(graph: Graph, identifiers: Sequence[str], *, secret: bytes = b"") -> Found:
    """Whose each identifier `namespace:value` is, whatever way it is written; also when only a hash of it is known.

    `secret` keys the hashes of namespaces that keep no values. Raises BadInput for a malformed identifier.
    """
    keys = {each: identifier_keys(each.strip(), secret=secret) for each in identifiers}
    params: dict[str, object] = {"keys": sorted({key for some in keys.values() for key in some})}
    known: defaultdict[str, list[Row]] = defaultdict(list)
    for row in graph.read(STATEMENT, **params):
        known[row["key"]].append(row)
    return Found(
        answers=[_answer(each, [row for key in keys[each] for row in known[key]]) for each in identifiers],
        made_by=MadeBy(statement(STATEMENT).file, params),
    )


def _answer(identifier: str, rows: list[Row]) -> Answer:
    owners = {row["person"]: row for row in reversed(rows) if row["person"]}
    persons = [{"id": row["person"], "name": row["name"], "from": row["from"], "to": row["to"]} for row in reversed(owners.values())]
    standing = next((row["standing"] for row in rows if row["standing"]), None)
    state = "found" if persons else standing or "unknown"
    return Answer(identifier, state, persons)
