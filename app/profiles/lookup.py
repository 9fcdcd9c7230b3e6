"""Whose identifiers are these: from what a client has in hand to persons, in one round trip for all of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.graph import Graph, Row, statement
from app.profiles.person import MadeBy
from loaders.asking import identifier_keys, keys_elsewhere
from loaders.declarations import known_namespaces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from loaders.namespaces import Namespaces

STATEMENT = "profiles/lookup"
_SHOWN = 5
"""Numberings that a message names of those to which a number may belong."""

Keys = dict[str, tuple[str, ...]]
"""What was asked for to the keys under which it may be known."""


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

    Each key that is shown anywhere finds its identifier. A number that each source gives by itself is found without its source where only one is
    meant. `secret` keys the hashes of namespaces that keep no values. Raises BadInput for a malformed identifier, or a number that may be of several.
    """
    spaces = known_namespaces(graph)
    keys, unread = asked(identifiers, spaces, secret=secret)
    known = _known(graph, keys)
    missing = [each for each in keys if not any(key in known for key in keys[each])]
    for each in missing:
        if each in unread:
            raise unread[each]
    if missing:
        elsewhere = _elsewhere(graph, missing, spaces, secret)
        known |= _known(graph, elsewhere)
        keys |= {each: there for each in missing if (there := _only(each, elsewhere[each], known))}
    return Found(
        answers=[_answer(each, [row for key in keys[each] for row in known.get(key, ())]) for each in identifiers],
        made_by=MadeBy(statement(STATEMENT).file, _params(keys)),
    )


def asked(identifiers: Sequence[str], spaces: Namespaces, *, secret: bytes) -> tuple[Keys, dict[str, BadInput]]:
    """The keys of what was asked for, and why some of it cannot be read: that may still be a key as it stands."""
    keys: Keys = {}
    unread: dict[str, BadInput] = {}
    for each in identifiers:
        try:
            keys[each] = identifier_keys(each.strip(), secret=secret, namespaces=spaces)
        except BadInput as error:
            if each.strip().partition(":")[0] not in spaces:
                raise
            keys[each], unread[each] = (each.strip(),), error
    return keys, unread


def _params(keys: Keys) -> dict[str, object]:
    return {"keys": sorted({key for some in keys.values() for key in some})}


def _known(graph: Graph, keys: Keys) -> dict[str, list[Row]]:
    known: defaultdict[str, list[Row]] = defaultdict(list)
    for row in graph.read(STATEMENT, **_params(keys)):
        known[row["key"]].append(row)
    return dict(known)


def _elsewhere(graph: Graph, missing: Sequence[str], spaces: Namespaces, secret: bytes) -> Keys:
    """The keys of numbers that were asked for without their source or country."""
    scoped = any(spaces[each.strip().partition(":")[0]].scoped for each in missing)
    sources = [row["name"] for row in graph.read("profiles/sources")] if scoped else []
    return {each: keys_elsewhere(each.strip(), sources, secret=secret, namespaces=spaces) for each in missing}


def _only(given: str, keys: Sequence[str], known: Mapping[str, list[Row]]) -> tuple[str, ...]:
    """The keys that are known. Raises BadInput for a number without its scope that several persons have, each in a scope of its own."""
    there = tuple(key for key in keys if key in known)
    owners = {row["person"] for key in there for row in known[key]}
    if len(there) > 1 and len(owners) > 1:
        more = f" and {len(there) - _SHOWN} more" if len(there) > _SHOWN else ""
        raise BadInput(f"{given} may be {', '.join(there[:_SHOWN])}{more}: each is a number of its own. Ask for one of them.")
    return there


def _answer(identifier: str, rows: list[Row]) -> Answer:
    owners = {row["person"]: row for row in reversed(rows) if row["person"]}
    persons = [{"id": row["person"], "name": row["name"], "from": row["from"], "to": row["to"]} for row in reversed(owners.values())]
    standing = next((row["standing"] for row in rows if row["standing"]), None)
    state = "found" if persons else standing or "unknown"
    return Answer(identifier, state, persons)
