"""Why: every joined pair of Senzing's records has a whole path, every pair that shares a value and is apart has its rule, and every cut parts."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from app.derivation import derive
from app.identity import cuts
from app.identity.assembly import cut, held
from app.identity.explain import explain
from app.settings import Settings
from bench.proofs import worlds
from bench.proofs.canonical import asked
from bench.proofs.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.graph import Graph, Row
    from app.identity.assembly import Held


def prove(graph: Graph, *, small: bool) -> Iterator[Line]:
    """Every pair of the Senzing records, or of a generated world's where those are absent or little is wanted."""
    with tempfile.TemporaryDirectory(prefix="throughline-proofs-") as home:
        world = worlds.senzing() or worlds.generated(Path(home) / "world", 5, 30 if small else 120)
        world.arrive(graph, world.rows)
        derive(graph, Settings(home=Path(home)))
    rows = asked(graph, "stated")
    users: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for value in row["values"]:
            users[value].add(row["record"])
    sharing = {pair for records in users.values() for pair in combinations(sorted(records), 2)}
    person = {row["record"]: row["person"] for row in rows}
    joined = [pair for pair in combinations(sorted(person), 2) if person[pair[0]] == person[pair[1]]]
    whole = sum(_whole(explain(graph, a, b).steps, a, b) for a, b in joined)
    yield Line(f"why: {world.name}, {len(rows)} records: joined pairs with a complete path", len(joined), whole)
    apart = sorted(pair for pair in sharing if person[pair[0]] != person[pair[1]])
    told = sum(any(reason.rule != "nothing" for reason in explain(graph, a, b).reasons) for a, b in apart)
    yield Line(f"why: {world.name}: pairs apart that share an identifier, with their rule", len(apart), told, note="every one has a rule")
    known = {id_: held(graph, id_) for id_ in sorted({person[a] for a, _ in joined})}
    parted = sum(_parts(known[person[a]], f"record/{a}", f"record/{b}") for a, b in joined)
    yield Line(f"why: {world.name}: joined pairs that their smallest cut parts, and nothing less", len(joined), parted)


def _whole(steps: Sequence[Row], a: str, b: str) -> bool:
    """A path from one to the other without a gap, every step with its evidence."""
    ends = [f"record/{a}", *(step["to"] for step in steps)]
    return bool(steps) and [step["from"] for step in steps] == ends[:-1] and ends[-1] == f"record/{b}" and all(_said(step) for step in steps)


def _said(step: Row) -> bool:
    return bool(step["evidence"] or step["judgement"])


def _parts(found: Held, a: str, b: str) -> bool:
    """Whether the two are apart without the links of their smallest cut, and together with any one of these."""
    gone = [(link["from"], link["to"]) for link in cut(found, a, b).links]
    rest = list(found.edges)
    for edge in gone:
        rest.remove(edge)
    return not _together(found, rest, a, b) and all(_together(found, [*rest, edge], a, b) for edge in gone)


def _together(found: Held, edges: Sequence[cuts.Edge], a: str, b: str) -> bool:
    return any({a, b} <= side for side in cuts.components(found.members, edges))
