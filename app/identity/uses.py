"""Uses: an identifier with a life time, such as a phone number, passes from one holder to the next.

A use is a stretch of event times without a gap longer than the life time. Times are compared with each other, never with the clock.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.graph.failures import Failures, Subject
from app.moments import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row
    from app.identity.policy import Policy
    from app.ledger.book import Book

_AT_ONCE = 1_000
_FOR_EVER = 2**62
"""The life time of a namespace that has none any more: its uses end."""


def stretches(times: Sequence[int], lifetime: int) -> list[tuple[int, int]]:
    """Splits sorted times (microseconds) wherever the gap is longer than `lifetime`; gives (first, last) of each stretch."""
    found: list[tuple[int, int]] = []
    for time in times:
        if found and time - found[-1][1] <= lifetime:
            found[-1] = (found[-1][0], time)
        else:
            found.append((time, time))
    return found


def derive(graph: Graph, policy: Policy, book: Book, failures: Failures | None = None) -> int:
    """Gives touched identifiers that outlived their life time their uses, and takes them from all others; returns the number written."""
    failures = failures or Failures(graph)
    lifetimes = {name: each.lifetime for name, each in policy.namespaces.items() if each.lifetime is not None}
    rows = []
    for found in graph.read("identity/uses_candidates", lifetimes=lifetimes, until=policy.until):
        try:
            row = _uses(found, lifetimes.get(found["namespace"], _FOR_EVER))
        except Exception as error:  # noqa: BLE001 - one identifier stops no other
            failures.note("uses", Subject(node=found["node"]), error)
            continue
        rows += [row] if row else []
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        failures.one_by_one("uses", some, partial(_write, graph, book), lambda row: Subject(node=row["node"]))
    return len(rows)


def _uses(found: Row, lifetime: int) -> Row | None:
    """The uses of an identifier, where they are other than those it has."""
    spans = stretches(found["times"], lifetime)
    spans = spans if len(spans) > 1 and not found["barred"] else []
    if {(use["from"], use["to"]) for use in found["uses"]} == set(spans):
        return None
    uses = [{"key": f"{found['key']}@{moment(start):%Y-%m-%dT%H:%M:%S.%fZ}", "from": moment(start), "to": moment(end)} for start, end in spans]
    return {"node": found["node"], "namespace": found["namespace"], "uses": uses}


def _write(graph: Graph, book: Book, rows: Sequence[Row]) -> None:
    with graph.work() as work:
        ending = work.run("identity/uses_ending", rows=list(rows))
        if ending:
            book.write(work, [{"person": row["person"], "lost": [book.member(row["key"], record=False)]} for row in ending])
        work.run("identity/uses_write", rows=list(rows))
