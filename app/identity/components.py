"""Components: the whole graph at once, by weakly connected components of Graph Data Science.

Components that are new as a whole and break no rule, nearly all of them, are written in the database without passing through Python; the few in
which a rule may speak (more values than one person may have, contradicting records, two kinds, a value past its cap, a doubtful resemblance, a
judgement), or that hold members of a person that they do not equal, go through admission.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.graph import Deadlock
from app.graph.failures import Failures, Subject
from app.identity import closure
from app.identity.parts import Parts, joining
from app.identity.persons import Changed, settle
from app.identity.policy import Rule
from app.ledger.book import due

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from app.graph import Graph
    from app.identity.policy import Policy
    from app.ledger.book import Book

_GRAPH = "throughline-identity"
_TRIES = 20
"""Each deadlock costs one of two transactions of two thousand components; so many in one run mean that somebody else holds the graph."""


def derive(graph: Graph, policy: Policy, alive: Callable[[], None], book: Book, failures: Failures | None = None) -> Changed:
    """Derives every person from all evidence. `alive` is called between steps. Standing and uses must be up to date.

    A component that cannot be decided is left to `failures`.
    """
    parts = Parts(graph, policy, book, failures := failures or Failures(graph))
    total = parts.total
    with _projected(graph, policy.threshold) as name:
        alive()
        decide = _to_decide(graph, policy, name)
        personal = sorted(each.name for each in policy.namespaces.values() if each.personal)
        total.verdicts += graph.write("identity/bulk_refuse", until=policy.until)[0]["refused"]
        total.verdicts += graph.write("identity/bulk_withdrawn")[0]["withdrawn"] if policy.until else 0
        known = _known(graph, name)
        decide |= {component for component, same in known.items() if not same}
        keep = sorted(decide | set(known))
        total.new += _create(graph, {"graph": name, "keep": keep, "personal": personal, "threshold": policy.threshold}, alive)
        book.record(graph, due(graph))
        alive()
        total.add(_decide(graph, policy, book, _Decided(name, sorted(decide), parts, failures)))
        alive()
        same = sorted(set(known) - decide)
        unjudged = {"graph": name, "components": same, "threshold": policy.threshold}
        left = [row["node"] for row in graph.stream("identity/bulk_unjudged", **unjudged)] if same else []
    if left:
        parts.settle([joining(node) for node in left])
    while graph.write("identity/settle_all")[0]["settled"]:
        alive()
    return total


@dataclass(frozen=True, slots=True)
class _Decided:
    """The components of a projection that go through admission."""

    name: str
    components: list[int]
    parts: Parts
    failures: Failures


def _decide(graph: Graph, policy: Policy, book: Book, what: _Decided) -> Changed:
    """Settles components, with members that no component has any longer; where they cannot be settled together, each alone."""
    released = [row["node"] for row in graph.read("identity/bulk_released")]
    total, whole = Changed(), []

    def members(components: Sequence[int]) -> list[str]:
        return [row["node"] for row in graph.read("identity/bulk_members", graph=what.name, components=list(components))]

    def action(components: Sequence[int]) -> None:
        all_at_once = len(components) == len(what.components)
        nodes = members(components) + (released if all_at_once else [])
        total.add(settle(graph, closure.read(graph, nodes, policy), policy, book))
        whole.append(all_at_once)

    def subject(component: int) -> Subject:
        nodes = sorted(members([component]))
        return Subject(node=nodes[0], around=tuple(nodes))

    what.failures.one_by_one("persons", what.components, action, subject)
    if released and True not in whole:
        what.parts.settle([joining(node) for node in released])
    return total


def _to_decide(graph: Graph, policy: Policy, name: str) -> set[int]:
    """The components that break a rule, or may."""
    caps = {each.name: each.cap for each in policy.namespaces.values() if each.cap is not None}
    most = {each: policy.namespaces[each].most for each in policy.named(Rule.UNIQUE, Rule.LIMITED)}
    found = graph.read("identity/bulk_apart", graph=name, most=most)
    found += graph.read("identity/bulk_capped", graph=name, caps=caps)
    found += graph.read("identity/bulk_judged", graph=name)
    found += graph.read("identity/bulk_held", graph=name)
    if policy.until:
        found += graph.read("identity/bulk_waiting", graph=name, until=policy.until)
    if policy.threshold <= 1:
        found += graph.read("identity/bulk_lone", graph=name, threshold=policy.threshold)
    if policy.contradictions:
        found += graph.read("identity/bulk_contradicted", graph=name)
    if policy.apart:
        found += graph.read("identity/bulk_kinds", graph=name, kinds=sorted(policy.apart))
    return {row["component"] for row in found}


def _create(graph: Graph, params: Mapping[str, object], alive: Callable[[], None]) -> int:
    """Makes the persons of all components that are new and break no rule, and says how many. After a deadlock it goes on where it was."""
    before = _count(graph)
    for left in reversed(range(_TRIES)):
        try:
            graph.write("identity/bulk_create", **params)
            break
        except Deadlock:
            if not left:
                raise
            alive()
    return _count(graph) - before


def _count(graph: Graph) -> int:
    count: int = graph.read("identity/persons_count")[0]["persons"]
    return count


def _known(graph: Graph, name: str) -> dict[int, bool]:
    """Components with members that belong to a person already, and whether person and component are the same."""
    if not _count(graph):
        return {}
    return {row["component"]: row["same"] for row in graph.stream("identity/bulk_known", graph=name)}


@contextmanager
def _projected(graph: Graph, threshold: float) -> Iterator[str]:
    """A projection of all evidence but that of values which never join, with `component` on every member; it drops itself."""
    gds = graph.gds
    links: dict[str, dict[str, object]] = {name: {"orientation": "UNDIRECTED"} for name in ("STATES", "SEEN_WITH", "ALIAS")}
    alike = threshold <= 1
    if alike:
        links["RESEMBLES"] = {"orientation": "UNDIRECTED"}
        for link in links.values():  # links of other types have no score: they are sure
            link["properties"] = {"score": {"property": "score", "defaultValue": 1.0}}
    barred = {"barred": {"property": "barred", "defaultValue": 0}}
    whole = gds.graph.project.native(
        f"{_GRAPH}-all", ["Record", "Identifier"], links, node_properties=barred, log_progress=False, overwrite=True
    ).graph
    try:
        sure = "r.score >= $threshold" if alike else "*"
        part = gds.graph.filter(whole, _GRAPH, "n.barred = 0", sure, parameters={"threshold": threshold}, log_progress=False, overwrite=True).graph
    finally:
        whole.drop()
    try:
        gds.wcc.mutate(part, "component", log_progress=False)
        yield _GRAPH
    finally:
        part.drop()
