"""Why and why not: the evidence that joins two members, or what keeps them apart. Reads verdicts, derives nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.identity import named, numberings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.graph import Graph, Row
    from app.identity.named import Named

_LOOKED_AT = 2_000
"""Links on each side of a refusal: more than a person reads, less than a transaction minds."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that keeps two members apart: the rule, the sentence, and the links that were refused by it."""

    rule: str
    sentence: str
    links: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Two members: joined by `steps`, or apart for `reasons`; `judged` is what people said of them; `tag` names what was seen."""

    a: Named
    b: Named
    joined: bool
    steps: list[Row]
    reasons: list[Reason]
    judged: list[Row]
    tag: str


def explain(graph: Graph, a: str, b: str) -> Explanation:
    """Why two members, by name, are one person, or why they are not. Raises NotFound or BadInput for a name that is no member's."""
    left, right = named.find(graph.read, [a, b])
    ends: dict[str, object] = {"a": left.node, "b": right.node}
    judged = graph.read("identity/explain_judged", **ends)
    joined = left == right or (left.person is not None and left.person == right.person)
    tag = seen(graph.read, [left.node, right.node])
    if joined:
        return Explanation(left, right, joined, _path(graph, left, right), [], judged, tag)
    refused = graph.read("identity/explain_apart", limit=_LOOKED_AT, **ends)
    reasons = why_not(left, right, refused[0]["refused"] if refused else [], judged, numberings.told(graph))
    return Explanation(left, right, joined, [], reasons, judged, tag)


def seen(read: Callable[..., list[Row]], nodes: Sequence[str]) -> str:
    """A tag of what a steward sees of members, by element id: it changes when their persons or the judgements on them do."""
    rows = read("identity/judgement_seen", nodes=sorted(set(nodes)))
    return hashlib.sha256(repr([sorted(row.items()) for row in rows]).encode()).hexdigest()[:20]


def _path(graph: Graph, left: Named, right: Named) -> list[Row]:
    if left == right:
        return []
    rows = graph.read("identity/explain_path", a=left.node, b=right.node)
    steps: list[Row] = rows[0]["steps"] if rows else []
    return steps


def why_not(left: Named, right: Named, refused: Sequence[Row], judged: Sequence[Row], clashing: Sequence[Row] = ()) -> list[Reason]:
    """What keeps two members apart: judgements first, then values that join nobody, then refused links, the direct ones first. Pure.

    `clashing` are namespaces that two sources use as if they were one numbering: where values of one stand against each other, that is told too.
    """
    reasons = [
        Reason("judgement", f"{row['author']} judged that these are not one: {row['reason']} ({row['id']}).")
        for row in judged
        if row["verdict"] == "different" and row["state"] == "stands"
    ]
    reasons += [Reason(each.standing, f"{each.ref} joins nobody: it is {each.standing}.") for each in (left, right) if each.standing]
    by_rule: dict[tuple[str, str], list[Row]] = {}
    for link in sorted(refused, key=lambda each: (not each["direct"], each["from"], each["to"])):
        by_rule.setdefault((link["rule"], link["because"] or ""), []).append(link)
    reasons += [Reason(rule, _sentence(rule, because, links), links) for (rule, because), links in by_rule.items()]
    against = " ".join(because for rule, because in by_rule if rule in _CLASHES)
    reasons += [Reason("numbering", row["reason"]) for row in clashing if f"{row['namespace']}:" in against]
    return reasons or [Reason("nothing", "Nothing links these two: they share no value, and no two of their records are alike enough.")]


def _sentence(rule: str, because: str, links: Sequence[Row]) -> str:
    between = f"{links[0]['from']} and {links[0]['to']}"
    because = because.removeprefix(f"{rule}: ")
    words = _RULES.get(rule, "the rule `{rule}` refused the link between {between}")
    return f"{words.format(rule=rule, between=between)[0].upper()}{words.format(rule=rule, between=between)[1:]}{f': {because}' if because else ''}."


_CLASHES = ("unique", "contested")

_RULES = {
    "unique": "the link between {between} would give one person two values of which it has at most one",
    "limited": "the link between {between} would give one person more values than it may have",
    "contested": "several claim what is between {between} with equal right, so it joins none of them",
    "contradiction": "the traits of the two sides of {between} contradict each other",
    "lone": "{between} are alike, but not for certain, and of the records that stand with them fewer than half are: too little to join two groups",
    "kind": "{between} would make one of an organisation and a person",
    "judgement": "a judgement keeps {between} apart",
    "generic": "too many use the value between {between} for it to be evidence",
    "junk": "the value between {between} is junk",
    "shared": "the value between {between} is shared and joins nobody",
    "unknown": "the policy does not know the namespace of the value between {between}",
    "waiting": "what links {between} is later than the instant of the last run, and waits for a later one",
    "evidence": "the value between {between} only feeds scores",
}
