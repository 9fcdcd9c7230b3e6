"""The policy in force: every version that was ever applied stays in the graph, with its author and reason; the latest counts.

Where none was applied, the policy is that of the settings, else the shipped one. To what the document says come the namespaces that mappings or a
command have declared, each by the rules of what it is like; where the document names one of them, the document counts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.identity.judged import at_revision, still
from app.identity.policy import parse, read_policy
from app.kinds import KINDS
from app.ledger.book import Book
from app.ledger.declarations import Declared, awaken, declare, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.graph import Graph, Row, Work
    from app.identity.policy import Policy


def current(graph: Graph, default: Policy) -> Policy:
    """The policy in force: the latest version that was applied, else `default`, with the declared namespaces."""
    row = graph.read("identity/policy_current")[0]
    return completed(_stated(row, default), {each["name"]: Declared(**each) for each in row["declared"]})


def _stated(row: Row, default: Policy) -> Policy:
    if row["version"] is None:
        return default
    return replace(parse(row["document"], f"policy version {row['version']}"), version=row["version"], author=row["author"], reason=row["reason"])


def completed(policy: Policy, declarations: Mapping[str, Declared]) -> Policy:
    """A policy with the declared namespaces that its document does not name; its hash stays that of the document. Pure but for the shipped file."""
    more = {name: each for name, each in declarations.items() if name not in policy.namespaces}
    if not more:
        return policy
    shipped = read_policy().namespaces
    known = {each.name: replace({**shipped, **policy.namespaces}[KINDS[each.like]], name=each.name) for each in more.values()}
    return replace(policy, namespaces={**policy.namespaces, **known})


_BOOK = Book()
_COMMAND = "throughline policy add-namespace"


def add_namespace(graph: Graph, name: str, like: str, *, author: str, reason: str, book: Book = _BOOK) -> int:
    """Declares a namespace; returns how many identifiers of it no policy knew until now, which the next unify joins.

    Raises BadInput for a name or a kind that there is not, Conflict when it was declared to be like something else.
    """
    named(name, like)
    given = Declared(name, like, _COMMAND, author.strip(), reason.strip())
    graph.transact(lambda work: declare(work, given, replace(book, author=given.author)))
    return awaken(graph, name)


def apply(  # noqa: PLR0913 - a version, who answers for it, and what it is put on
    graph: Graph, policy: Policy, *, author: str, reason: str, default: Policy | None = None, revision: int | None = None, book: Book = _BOOK
) -> Policy:
    """Puts a policy in force as a new version, with an entry in the ledger, and returns it; the next unify derives everything anew by it.

    `default` is what counted where none was applied, `revision` the one that its forecast named. Raises BadInput without author or reason, when the
    policy says what the one in force says, or when neither it nor a declaration knows a namespace of which the graph holds identifiers; Outdated
    when the graph is at another revision by now.
    """
    if not author.strip() or not reason.strip():
        raise BadInput("A new policy needs its author and a reason; give both.")
    now = graph.read("identity/policy_current")[0]
    known = {*policy.namespaces, *(each["name"] for each in now["declared"])}
    missing = sorted(row["namespace"] for row in graph.read("identity/policy_namespaces") if row["namespace"] not in known)
    if missing:
        message = (
            f"The graph holds identifiers of {', '.join(missing)}, which this policy does not know; add an entry under `namespaces` for each, "
            "or declare it with `throughline policy add-namespace`."
        )
        raise BadInput(message)
    before = _stated(now, default) if default else None
    signed = replace(policy, author=author.strip(), reason=reason.strip())
    seen = None if revision is None else at_revision(revision)
    return replace(signed, version=graph.transact(lambda work: _write(work, signed, before, seen, replace(book, author=signed.author))))


def _write(work: Work, policy: Policy, before: Policy | None, seen: str | None, book: Book) -> int:
    """One transaction: the version and its entry in the ledger, which names it by number and hash; the reason may name somebody."""
    if seen is not None:
        still(work, seen)
    made = work.run(
        "identity/policy_write",
        hash=policy.hash,
        document=policy.document,
        author=policy.author,
        reason=policy.reason,
        at=datetime.now(UTC),
        base=before.version if before else 0,
        before=before.hash if before else "",
    )
    if not made:
        raise BadInput("This policy says what the one in force says already; there is nothing to apply.")
    version: int = made[0]["version"]
    book.append(work, "policy", [{"policy": version, "hash": policy.hash}], subject=f"policy {version}")
    return version
