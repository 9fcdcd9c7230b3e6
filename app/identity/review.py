"""The queue for stewards: what may be wrong with persons, ranked by risk, each item with its reason and a key that lasts.

Items are found at the end of a derivation for the persons that changed, and kept in the graph, so that reading the queue costs its page and
not the graph. What a steward has settled is no item; it is one again when evidence that came later speaks against it.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.graph.failures import Failures, Subject
from app.identity import risk
from app.identity.policy import Rule
from app.limits import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.graph import Graph, Row
    from app.identity.policy import Policy
    from app.identity.risk import Bridge

LEAST = 0.25
"""Bridges of less risk are everyday merges: a queue of all of them would be read by nobody."""

_NEAR = 0.05
_MOST = 2_000
_AT_ONCE = 500
_WRITTEN_AT_ONCE = 2_000
_A_PERSON = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the queue ends."""

    risk: float = 2.0
    after: str = ""


def due_for(graph: Graph, policy: Policy, oversize: int) -> Row:
    """What may be left to do for persons that changed (`Stale`), as `identity/due` says it."""
    return graph.read("identity/due", limit=oversize, threshold=policy.threshold, near=_NEAR)[0]


def derive(
    graph: Graph,
    policy: Policy,
    alive: Callable[[], None],
    *,
    oversize: int = SHIPPED.oversize,
    due: Row | None = None,
    failures: Failures | None = None,
) -> int:
    """Finds again what there is to review about persons that changed (`Stale`); returns how many items. `alive` is called between steps.

    A person of more members than `oversize` is an item. `due` is what `due_for` says, if it was asked since they changed.
    """
    failures = failures or Failures(graph)
    due = due or due_for(graph, policy, oversize)
    if due["old"]:
        graph.write("identity/review_clear")
    found = graph.write("identity/review_oversize", limit=oversize)[0]["found"] if due["large"] else 0
    found += graph.write("identity/review_pending")[0]["found"] if due["pending"] else 0
    for kind, params in _kinds(due, policy):
        # Read to the end before the first is written: a statement that writes beside what it still reads finds it outdated.
        found += _put(failures, graph.read(f"identity/review_{kind}", **params), alive)
    candidates = [row["person"] for row in graph.stream("identity/review_bridged", most=_MOST)]
    for start in range(0, len(candidates), _AT_ONCE):
        alive()
        some = candidates[start : start + _AT_ONCE]
        items: list[Row] = []
        failures.one_by_one("review", graph.read("identity/review_held", persons=some), partial(_bridges, items), _person)
        found += _put(failures, items, alive)
    return int(found)


def _bridges(items: list[Row], rows: Sequence[Row]) -> None:
    items += [item for row in rows for item in bridged(row)]


def _person(row: Row) -> Subject:
    return Subject(person=row["person"])


def _put(failures: Failures, rows: Sequence[Row], alive: Callable[[], None]) -> int:
    """Puts items into the queue, some in each transaction; one that is there already is written again."""

    def write(some: Sequence[Row]) -> None:
        failures.graph.write("identity/review_write", rows=list(some))

    for start in range(0, len(rows), _WRITTEN_AT_ONCE):
        alive()
        failures.one_by_one("review", rows[start : start + _WRITTEN_AT_ONCE], write, lambda row: Subject(person=row["persons"][0]))
    return len(rows)


def _kinds(due: Row, policy: Policy) -> Iterator[tuple[str, dict[str, object]]]:
    """The statements that may find something, by kind, each with its parameters."""
    unique = policy.named(Rule.UNIQUE)
    if due["refused"]:
        yield "contested", {"unique": unique}
        yield "touchpoints", {"priorities": policy.priorities}
        yield "against", {}
    if due["judged"]:
        yield "exceptions", {"unique": unique}
    if due["scored"]:
        yield "scores", {"threshold": policy.threshold, "near": _NEAR}


def bridged(row: Row) -> list[Row]:
    """The bridges of one person that are worth a look, three at most, without those that somebody has judged. Pure."""
    judged = [(a, b) for a, b, _ in row["judged"]]
    worth = [each for each in risk.bridges(row["members"], row["links"]) if each.risk >= LEAST and not _settled(each, judged)]
    return [_item(row["person"], each) for each in worth[:_A_PERSON]]


def queue(graph: Graph, *, kind: str | None = None, place: Place | None = None, limit: int = 50) -> list[Row]:
    """A page of the queue, the riskiest first, from `place` on."""
    start = place or Place()
    return graph.read("identity/review_queue", kind=kind, risk=start.risk, after=start.after, limit=limit)


def after(row: Row) -> str:
    """The token of the place behind an item."""
    return base64.urlsafe_b64encode(json.dumps([row["risk"], row["id"]]).encode()).decode().rstrip("=")


def place_of(cursor: str | None) -> Place:
    """The place behind a token, the head of the queue without one. Raises BadInput."""
    if not cursor:
        return Place()
    try:
        found = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        return Place(float(found[0]), str(found[1]))
    except (ValueError, TypeError, LookupError) as error:
        raise BadInput("This cursor is not one we gave; leave it out to begin with the first page.") from error


def _settled(bridge: Bridge, judged: Sequence[tuple[str, str]]) -> bool:
    """Whether somebody has judged a member of one side against one of the other."""
    return any((a in bridge.near) != (b in bridge.near) for a, b in judged)


def _item(person: str, bridge: Bridge) -> Row:
    a, b = sorted((bridge.a, bridge.b))
    return {"persons": [person], "id": f"bridge|{a}|{b}", "kind": "bridge", "risk": bridge.risk, "reason": bridge.reason, "a": a, "b": b}
