"""Verdicts: what admission decided, written beside the evidence, differences only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.identity.evidence import Standing

if TYPE_CHECKING:
    from app.graph import Row, Work
    from app.identity.admission import Admission
    from app.identity.closure import Closure

Verdict = tuple[str, str, str, str | None, str | None]
"""Start, end, ADMITTED or REFUSED, rule, because."""


@dataclass(slots=True)
class Change:
    """Verdicts to take back (element ids) and to write."""

    delete: list[str] = field(default_factory=list)
    admit: list[Row] = field(default_factory=list)
    refuse: list[Row] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many verdicts change."""
        return len(self.delete) + len(self.admit) + len(self.refuse)


def change(closure: Closure, admission: Admission) -> Change:
    """The difference between the verdicts that stand and those that should."""
    due = _due(closure, admission)
    found = Change()
    for row in closure.verdicts:
        standing = (row["a"], row["b"], row["type"], row["rule"], row["because"])
        if standing in due:
            due.discard(standing)
        else:
            found.delete.append(row["verdict"])
    for a, b, kind, rule, because in sorted(due, key=lambda each: (each[0], each[1])):
        if kind == "ADMITTED":
            found.admit.append({"a": a, "b": b})
        else:
            found.refuse.append({"a": a, "b": b, "rule": rule, "because": because})
    return found


def write(work: Work, found: Change) -> None:
    """Writes a difference, in the caller's transaction."""
    if found.delete:
        work.run("identity/verdicts_delete", verdicts=found.delete)
    if found.admit:
        work.run("identity/verdicts_admit", rows=found.admit)
    if found.refuse:
        work.run("identity/verdicts_refuse", rows=found.refuse)


def _due(closure: Closure, admission: Admission) -> set[Verdict]:
    nodes = closure.nodes
    due: set[Verdict] = set()
    for link in closure.links:
        refusal = admission.refused.get(link)
        if refusal:
            due.add((nodes[link.a], nodes[link.b], "REFUSED", str(refusal.rule), refusal.because))
        else:
            due.add((nodes[link.a], nodes[link.b], "ADMITTED", None, None))
    for link, rule, key in closure.barred:
        generic = {closure.rows[end]["key"] for end in (link.a, link.b) if rule == Standing.GENERIC and end in admission.generic}
        because = ", ".join(sorted({key, *generic})) or None
        due.add((nodes[link.a], nodes[link.b], "REFUSED", rule, because))
    return due
