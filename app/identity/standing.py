"""Standing: which identifiers never join, whatever they are linked to: junk, shared and evidence-only values, and those no policy knows.

What is later than the instant of the run joins nothing either, records too: it waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.identity.policy import Rule

if TYPE_CHECKING:
    from app.graph import Graph
    from app.identity.policy import Policy


def judge(graph: Graph, policy: Policy, *, waiting: bool = True) -> int:
    """Sets aside touched identifiers by namespace rule and by junk words, their hashes and patterns; returns how many.

    With `waiting` what is later than the instant of the policy waits first, whatever else would be said of it, and what waited until now and is due
    no longer does.
    """
    if waiting:
        graph.write("identity/standing_waiting", until=policy.until)
    named = {"shared": policy.named(Rule.SHARED), "evidence": policy.named(Rule.EVIDENCE)}
    named["joining"] = sorted(name for name, each in policy.namespaces.items() if each.rule.joins)
    named["typed"] = sorted(name for name, each in policy.namespaces.items() if each.personal)
    junk = {name: [f"(?i){pattern}" for pattern in getattr(policy.junk, name)] for name in ("patterns", "anywhere")}
    words = {"words": list(policy.junk.words), "hashes": list(policy.junk.hashes)}
    barred: int = graph.write("identity/standing_barred", **named, **junk, **words)[0]["barred"]
    graph.write("identity/touch_barred")
    return barred


def forget(graph: Graph) -> None:
    """Takes every standing back and marks everything as not yet dealt with: the policy has changed, or all shall be derived anew."""
    graph.write("identity/touch_all")  # first: a run that is killed in between must find again what stands no longer
    graph.write("identity/standing_clear")


def unknown(graph: Graph) -> dict[str, int]:
    """The namespaces that the policy does not know, with how many identifiers each: they join nothing until it does."""
    return {row["namespace"]: row["identifiers"] for row in graph.read("identity/standing_unknown")}
