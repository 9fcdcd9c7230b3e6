"""Parts: some members and all that a change of theirs can reach, decided and written; what fails of them is set aside alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.graph.failures import Subject
from app.identity import closure
from app.identity.persons import Changed, settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row
    from app.graph.failures import Failures
    from app.identity.policy import Policy
    from app.ledger.book import Book

ANY = 10**9
"""No limit to what is reached."""


class TooFar(Exception):
    """More can be reached than is worth deciding by itself."""


class Parts:
    """Settles members with all that they reach."""

    def __init__(self, graph: Graph, policy: Policy, book: Book, failures: Failures) -> None:
        self.graph, self.policy, self.book, self.failures = graph, policy, book, failures
        self.total = Changed()

    def settle(self, rows: Sequence[Row], limit: int = ANY) -> None:
        """Settles members, given as `identity/touched` gives them. Raises TooFar when they reach more members than `limit`."""
        far: list[TooFar] = []
        aside: set[str] = set()
        row_of = {row["node"]: row for row in rows}

        def action(nodes: Sequence[str]) -> None:
            try:
                self._settle([row_of[node] for node in nodes], limit)
            except TooFar as error:
                far.append(error)

        def subject(node: str) -> Subject:
            around = self._around(node)
            aside.update(around)
            return Subject(node=node, around=tuple(sorted(around)))

        self.failures.one_by_one("persons", list(row_of), action, subject, skip=aside)
        if far:
            raise far[0]

    def _settle(self, rows: Sequence[Row], limit: int) -> None:
        joining = [row["node"] for row in rows if not row["barred"] and not row["beyond"]]
        reach = closure.around(self.graph, joining, self.policy, limit=limit)
        if reach is None:
            raise TooFar
        found = closure.read(self.graph, reach.nodes | {row["node"] for row in rows if row["barred"]}, self.policy)
        beyond = [row["node"] for row in rows if row["beyond"]]
        self.total.add(settle(self.graph, found, self.policy, self.book, border=reach.border, beyond=beyond))

    def _around(self, node: str) -> set[str]:
        """All that hangs together with a member that failed, as far as that can be found out."""
        try:
            reach = closure.around(self.graph, [node], self.policy, limit=ANY)
        except Exception:  # noqa: BLE001 - it may be this that failed
            reach = None
        return reach.nodes if reach else {node}


def joining(node: str) -> Row:
    """A row as `identity/touched` gives it, for a member that may join."""
    return {"node": node, "barred": False, "beyond": False}
