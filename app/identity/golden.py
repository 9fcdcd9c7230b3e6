"""The golden record: one value for every trait of a person, each from a named record.

Survivorship: the most recent record that states a trait gives it (records without a time last), then the greater record id, so that the choice never
depends on the order of arrival.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row

NOT_TRAITS = frozenset({"id", "source", "key", "kind", "version", "hash", "at", "loadedAt"})
"""Properties of a record that say where it is from, not who it is about."""

_AT_ONCE = 2_000


def derive(graph: Graph, *, personal: Sequence[str]) -> int:
    """Writes the golden record of every person that is due one; returns how many. `personal` is in order of preference."""
    total = 0
    while found := graph.read("identity/golden_evidence", personal=list(personal), limit=_AT_ONCE):
        graph.write("identity/golden_write", rows=[golden(row, personal) for row in found])
        total += len(found)
    return total


def golden(row: Row, personal: Sequence[str]) -> Row:
    """The golden record of one person from its records and telling identifiers: `person`, `properties`, and who `given` what."""
    records = sorted(row["records"], key=lambda each: (each.get("at") is not None, str(each.get("at")), each["id"]))
    traits: Row = {}
    giver: dict[str, str] = {}
    for record in records:
        for name, value in record.items():
            if name not in NOT_TRAITS and value is not None:
                traits[name], giver[name] = value, record["id"]
    gifts: dict[str, list[str]] = defaultdict(list)
    for name, record_id in sorted(giver.items()):
        gifts[record_id].append(name)
    values = telling(row["identifiers"], personal)
    name = display_name(traits) or (values[0] if values else None)
    properties = {
        **traits,
        "id": row["person"],
        "members": row["members"],
        "name": name,
        "kind": records[-1]["kind"] if records else "person",
        "anonymous": not records,
        "search": " ".join([*(str(value) for value in traits.values()), *values]) or None,
    }
    return {
        "person": row["person"],
        "properties": properties,
        "given": [{"record": record, "traits": names} for record, names in sorted(gifts.items())],
    }


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
