"""Drafts: what can be tried. Each puts itself in force in a trial, by the code that would do so for good, and so is refused as it would be then.

A further kind is a further class with `put`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from app.errors import Conflict
from app.identity import judging, policies
from app.identity.assembly import held, sides
from app.identity.judged import Said
from app.identity.judgements import State
from app.identity.scoring import models
from app.limits import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row
    from app.identity.judgements import Kind, Verdict
    from app.identity.policy import Policy
    from app.identity.scoring.model import Model
    from app.ledger.book import Book

_REASON = "What if?"
_SECOND = "what if, agreed"
AUTHOR = "what if"
"""Who says it in a trial: the name that a refusal gives to the draft's own judgement."""


class Draft(Protocol):
    """Something that can be tried."""

    def put(self, graph: Graph, book: Book) -> bool:
        """Puts the draft in force; says whether a second account would have to agree before it acts. Raises what it would raise for good."""
        ...


@dataclass(frozen=True, slots=True)
class PolicyDraft:
    """Another identifier policy; `default` is the one that counts where none was ever applied."""

    policy: Policy
    default: Policy

    def put(self, graph: Graph, book: Book) -> bool:
        """Applies it. Raises BadInput when it changes nothing, or does not know a namespace of which the graph holds identifiers."""
        policies.apply(graph, self.policy, author=AUTHOR, reason=_REASON, default=self.default, book=book)
        return False


@dataclass(frozen=True, slots=True)
class ModelDraft:
    """Another scoring model; `default` is the one that counts where none was ever applied.

    All records are compared by it while who would write waits: where there are more than `most`, it is not tried.
    """

    model: Model
    default: Model
    most: int = SHIPPED.trial

    def put(self, graph: Graph, book: Book) -> bool:
        """Applies it. Raises BadInput when it has the numbers of the one in force, Conflict when there are too many records."""
        records = graph.read("identity/records_count")[0]["records"]
        if records > self.most:
            raise Conflict(
                f"A trial would compare {records:,} records by this model while all who write wait, and at most {self.most:,} are tried so "
                "(THROUGHLINE_LIMIT_TRIAL): try it on a copy, or raise the limit at a quiet hour."
            )
        models.apply(graph, self.model, author=AUTHOR, reason=_REASON, default=self.default, book=book)
        return False


@dataclass(frozen=True, slots=True)
class PairDraft:
    """A judgement on two members, by name."""

    verdict: Verdict
    a: str
    b: str

    def put(self, graph: Graph, book: Book) -> bool:
        """Judges. Raises as `judging.judge` does."""
        return _agreed(graph, judging.judge(graph, self.verdict, (self.a, self.b), _said(book)), book)


@dataclass(frozen=True, slots=True)
class ExclusionDraft:
    """A judgement that whoever holds a member is no customer."""

    member: str
    kind: Kind

    def put(self, graph: Graph, book: Book) -> bool:
        """Judges. Raises as `judging.not_a_customer` does."""
        return _agreed(graph, judging.not_a_customer(graph, self.member, self.kind, _said(book)), book)


@dataclass(frozen=True, slots=True)
class PartDraft:
    """The parting of a person along links, given as pairs of members by name."""

    person: str
    links: Sequence[tuple[str, str]]

    def put(self, graph: Graph, book: Book) -> bool:
        """Parts. Raises as `assembly.held`, `assembly.sides` and `judging.part` do."""
        found = held(graph, self.person)
        made = judging.part(graph, found, sides(found, self.links), _said(book))
        waiting = [_agreed(graph, each, book) for each in made]
        return True in waiting


@dataclass(frozen=True, slots=True)
class UndoDraft:
    """The undoing of a judgement, by its id."""

    judgement: str

    def put(self, graph: Graph, book: Book) -> bool:
        """Undoes. Raises as `judging.undo` does."""
        judging.undo(graph, self.judgement, _said(book))
        return False


def _said(book: Book) -> Said:
    return Said(AUTHOR, _REASON, book=book)


def _agreed(graph: Graph, made: Row, book: Book) -> bool:
    """Lets a judgement act that waits for a second account: what it would do then is what is asked."""
    if made["state"] != State.PENDING:
        return False
    judging.agree(graph, made["id"], replace(_said(book), author=_SECOND))
    return True
