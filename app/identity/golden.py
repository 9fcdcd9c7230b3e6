"""The golden record: one value for every trait of a person, each from a named record, by a named rule.

It is a function of the person's records and identifiers and of the survivorship rules alone: after a split each part has the one that it would have
had alone.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from app.graph.failures import Failures, Subject
from app.identity.survivorship import NOT_TRAITS, Stated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row
    from app.identity.survivorship import Survivorship

_AT_ONCE = 2_000
_LONGEST, _SEARCHED = 1_000, 100_000
"""Characters of one value, and of all values of a person together, by which the person is found; one value is always found by its key."""


def derive(graph: Graph, rules: Survivorship, *, personal: Sequence[str], before: str | None, failures: Failures | None = None) -> int:
    """Writes the golden record of every person that is due one; returns how many. `personal` is in order of preference.

    All are due one when the rules or the preference are not those of the last run, of which `before` is the hash (see `identity/begin`). It is
    noted last: a run that is killed begins again. A person that has none for a reason of its own is left to `failures`.
    """
    failures = failures or Failures(graph)
    basis = hashlib.sha256(" ".join([rules.hash, *personal]).encode()).hexdigest()
    changed = basis != before
    if changed:
        graph.write("identity/golden_due")
    total, more = 0, True
    while more:
        found = graph.read("identity/golden_evidence", personal=list(personal), limit=_AT_ONCE)

        def write(rows: Sequence[Row]) -> None:
            graph.write("identity/golden_write", rows=[golden(row, rules, personal) for row in rows])

        failures.one_by_one("golden", found, write, lambda row: Subject(person=row["person"]))
        total += len(found)
        more = len(found) == _AT_ONCE
    if changed:
        graph.write("identity/golden_note", basis=basis)
    return total


def golden(row: Row, rules: Survivorship, personal: Sequence[str]) -> Row:
    """The golden record of one person from its records and telling identifiers: `person`, `properties`, and who `given` what by which rule."""
    chosen = {name: rules.of(name).choose(each) for name, each in sorted(_stated(row["records"]).items())}
    traits = {name: each.value for name, each in chosen.items()}
    values = telling(row["identifiers"], personal)
    properties = {
        **traits,
        "id": row["person"],
        "members": row["members"],
        "name": display_name(traits) or (values[0] if values else None),
        "kind": _kind(row["records"]),
        "anonymous": not row["records"],
        "search": searched([*(str(value) for value in traits.values()), *values]),
    }
    return {"person": row["person"], "properties": properties, "given": _given(chosen, rules)}


def searched(values: Sequence[str]) -> str | None:
    """The text by which a person is found: the beginning of each value, as far as there is room for them."""
    found, room = [], _SEARCHED
    for value in values:
        if (room := room - min(len(value), _LONGEST) - 1) < 0:
            break
        found.append(value[:_LONGEST])
    return " ".join(found) or None


def _stated(records: Sequence[Row]) -> dict[str, list[Stated]]:
    found: dict[str, list[Stated]] = defaultdict(list)
    for record in records:
        for name, value in record.items():
            if name not in NOT_TRAITS and value is not None:
                found[name].append(Stated(value, record["id"], record["source"], record.get("at")))
    return found


def _kind(records: Sequence[Row]) -> str:
    latest = max(records, key=lambda each: Stated(None, each["id"], each["source"], each.get("at")).recency, default=None)
    return latest["kind"] if latest else "person"


def _given(chosen: dict[str, Stated], rules: Survivorship) -> list[Row]:
    names: dict[str, list[str]] = defaultdict(list)
    for name, each in chosen.items():
        names[each.record].append(name)
    return [{"record": record, "traits": some, "rules": [rules.of(name).rule.value for name in some]} for record, some in sorted(names.items())]


def telling(identifiers: Sequence[Row], personal: Sequence[str]) -> list[str]:
    """The distinct known values of identifiers, by preference of namespace, then alphabetically."""
    rank = {name: index for index, name in enumerate(personal)}
    known = {(rank[each["namespace"]], each["value"]) for each in identifiers if each["value"] and each["namespace"] in rank}
    return [value for _, value in sorted(known)]


def display_name(traits: Row) -> str | None:
    """How a person or an organisation is called on a page, from its traits."""
    parts = [traits.get("givenName"), traits.get("middleName"), traits.get("familyName"), traits.get("nameSuffix")]
    whole = " ".join(str(part) for part in parts if part)
    return traits.get("organisation") or whole or traits.get("fullName") or traits.get("nativeName")
