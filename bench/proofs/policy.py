"""Policy: in a world of shared devices, numbers that passed on and junk nobody breaks a limit, and no two log-ins are one person."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.identity.policy import Rule, read_policy
from bench.proofs import crowded
from bench.proofs.canonical import asked
from bench.proofs.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Graph

DEVICES, FEW = 1_000, 40


def prove(graph: Graph, *, small: bool) -> Iterator[Line]:
    """A generated world with a thousand shared devices."""
    policy = read_policy()
    with tempfile.TemporaryDirectory(prefix="throughline-proofs-") as home:
        found = crowded.tell(graph, Path(home), small=small)
    (made,) = asked(graph, "crowd")
    yield Line("policy: devices shared by two persons, at least", found.shared, found.shared, least=FEW if small else DEVICES, note=_note(made))
    most = {name: policy.namespaces[name].most for name in policy.named(Rule.UNIQUE, Rule.LIMITED)}
    (broken,) = asked(graph, "broken", most=most, kinds=sorted(policy.apart))
    yield Line("policy: persons that break no limit, or by a judgement", made["persons"], made["persons"] - broken["persons"])
    held = asked(graph, "logins")
    single = sum(len(set().union(*(found.owners.get(login, set()) for login in row["logins"]))) <= 1 for row in held)
    yield Line("policy: persons with log-ins of one true person only", len(held), single)


def _note(made: dict[str, int]) -> str:
    return f"{made['passed']:,} numbers passed on, {made['junk']:,} junk values, {made['contested']:,} values contested"
