"""What is told of a forecast: its counts, the families in which most changes, examples that are quickly read, and how figures move."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from app.whatif import credit
from app.whatif.moves import Fate

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from app.graph import Graph, Row
    from app.whatif.forecast import Forecast
    from app.whatif.moves import Family

_WORST, _EXAMPLES, _PERSONS, _MEMBERS = 5, 3, 10, 5


def told(graph: Graph, found: Forecast) -> Row:
    """A forecast as the API gives it. Names are those that persons have now; an id that is made up in the trial only is left out."""
    worst = found.families[:_WORST]
    examples = _examples(found.families)
    ids = sorted({id_ for family in [*worst, *examples] for side in (family.before, family.after) for id_ in _first(side)})
    names = {row["person"]: row["name"] for row in graph.read("whatif/names", ids=ids)}
    before, after = found.figures.before, found.figures.after
    return {
        "revision": found.revision,
        "persons": {"before": found.persons[0], "after": found.persons[1], **{str(fate): count for fate, count in found.fates.items()}},
        "excluded": found.excluded,
        "verdicts": found.verdicts,
        "second": found.second,
        "waited": found.waited,
        "worst": [_family(each, names) for each in worst],
        "examples": [_family(each, names) for each in examples],
        "journeys": {
            **{name: _move(getattr(before, name), getattr(after, name)) for name in ("persons", "journeys", "steps", "conversions", "value")},
            "stages": _moves(before.stages, after.stages),
            "types": _moves(before.types, after.types),
            "credits": _moves(before.credits, after.credits),
            "worth": _moves(before.worth, after.worth),
            "missingRate": found.figures.unrated.sentence(),
        },
        "attribution": credit.told(found.credit) if found.credit else None,
    }


def lines(row: Row) -> list[str]:
    """The same in plain sentences, for a terminal."""
    persons, journeys = row["persons"], row["journeys"]
    counts = ", ".join(f"{persons[fate]:,} {fate}" for fate in map(str, Fate))
    said = [f"Persons: {persons['before']:,} would be {persons['after']:,}: {counts}."]
    if row["excluded"]:
        said.append(f"No customers any more, or customers again: {row['excluded']:,}.")
    moved = [f"{name} {_number(journeys[name]['before'])} → {_number(journeys[name]['after'])}" for name in ("journeys", "conversions", "value")]
    said.append(f"Of those whose journeys change: {', '.join(moved)}.")
    said += [f"  {kind} {each['name']}: {each['before']:,} → {each['after']:,}" for kind in ("stages", "types") for each in journeys[kind]]
    said += credit.lines(row["attribution"]) if row["attribution"] else []
    for title in ("worst", "examples"):
        said += [f"{title.capitalize()}:"] * bool(row[title])
        said += [f"  {_side(each['before'])} → {_side(each['after'])}" for each in row[title]]
    if row["waited"]:
        said.append(f"{row['waited']:,} records and identifiers wait for `throughline unify`; what they change is not counted here.")
    if row["second"]:
        said.append("It would wait for a second account; this is what it does once that agrees.")
    return [*said, f"Nothing was changed. This holds at revision {row['revision']}: apply it with --revision {row['revision']}."]


def _examples(families: Iterable[Family]) -> list[Family]:
    """The smallest families of each fate: they are read at a glance."""
    by_size = sorted(families, key=lambda each: (each.size, sorted(each.before), sorted(each.after)))
    kinds = (Fate.MERGED, Fate.SPLIT, Fate.REARRANGED, Fate.ALTERED, Fate.GONE)
    found = [each for kind in kinds for each in islice((one for one in by_size if kind in one.fates.values()), _EXAMPLES)]
    return list({id(each): each for each in found}.values())


def _first(persons: dict[str, frozenset[str]]) -> list[str]:
    return sorted(persons, key=lambda id_: (-len(persons[id_]), id_))[:_PERSONS]


def _family(family: Family, names: dict[str, str | None]) -> Row:
    return {
        "members": family.size,
        "moved": family.moved,
        "before": [
            {"id": id_, "name": names.get(id_), "fate": str(family.fates[id_]), **_members(family.before[id_])} for id_ in _first(family.before)
        ],
        "after": [
            {"id": id_ if id_ in names else None, "name": names.get(id_), "fate": None, **_members(family.after[id_])} for id_ in _first(family.after)
        ],
        "personsBefore": len(family.before),
        "personsAfter": len(family.after),
    }


def _members(members: frozenset[str]) -> Row:
    """How many, and the first by name, records first."""
    return {"size": len(members), "members": sorted(members, key=lambda ref: (not ref.startswith("record/"), ref))[:_MEMBERS]}


def _move(before: float, after: float) -> Row:
    return {"before": round(before, 2), "after": round(after, 2)}


def _moves(before: Counter[str], after: Counter[str]) -> list[Row]:
    return [{"name": name, **_move(before[name], after[name])} for name in sorted(before.keys() | after.keys()) if before[name] != after[name]]


def _number(value: float) -> str:
    return f"{value:,}"


def _side(persons: Iterable[Row]) -> str:
    return " | ".join(f"{each['name'] or each['id'] or 'new'} ({each['size']}: {', '.join(each['members'])})" for each in persons) or "nobody"
