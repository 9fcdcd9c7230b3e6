"""The scoring model in force: every version that was ever applied stays in the graph, with its author and reason; the latest counts.

Where none was applied, the model is that of the settings, else the shipped one. Each resemblance and contradiction names the version it was found by.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.identity.judged import at_revision, still
from app.identity.scoring.model import model_of, parse
from app.ledger.book import Book

if TYPE_CHECKING:
    from app.graph import Graph, Row, Work
    from app.identity.scoring.model import Model

_BOOK = Book()
_HEAD = ("version", "author", "reason")


def current(graph: Graph, default: Model) -> Model:
    """The model in force: the latest version that was applied, else `default`."""
    found = graph.read("identity/model_current")
    return parse(found[0]["document"], f"model version {found[0]['version']}") if found else default


def teachable(graph: Graph, model: Model) -> str | None:
    """What to do, in words, where the numbers of a model were written down and the graph has records enough to learn better ones; else None."""
    from app.identity.scoring.fitting import FEWEST_RECORDS

    records = 0 if model.latent else graph.read("identity/records_count")[0]["records"]
    return f"with {records:,} records, `throughline model train FILE` may learn a better one" if records >= FEWEST_RECORDS else None


def apply(  # noqa: PLR0913 - a version, who answers for it, and what it is put on
    graph: Graph, model: Model, *, author: str, reason: str, default: Model, revision: int | None = None, book: Book = _BOOK
) -> Model:
    """Puts a model in force as a new version, with an entry in the ledger, and returns it; the next unify compares all records anew by it.

    `default` is what counted where none was applied, `revision` the one that its forecast named. Raises BadInput without author or reason, and for
    the numbers of the one in force; Outdated when the graph is at another revision by now.
    """
    if not author.strip() or not reason.strip():
        raise BadInput("A new scoring model needs its author and a reason; give both.")
    signed = {**model.document, "author": author.strip(), "reason": reason.strip()}
    seen = None if revision is None else at_revision(revision)
    made: Model = graph.transact(lambda work: _write(work, signed, default, seen, replace(book, author=author.strip())))
    return made


def numbers_of(document: dict[str, object]) -> str:
    """The hash of what a model says without version, author and reason: two with equal numbers give equal scores."""
    said = {key: value for key, value in document.items() if key not in _HEAD}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _write(work: Work, document: dict[str, object], default: Model, seen: str | None, book: Book) -> Model:
    """One transaction: the version and its entry in the ledger, which names it by number and hash; the reason may name somebody."""
    if seen is not None:
        still(work, seen)
    work.run("identity/model_turn")
    found: list[Row] = work.run("identity/model_current")
    last, before = (found[0]["version"], found[0]["numbers"]) if found else (default.version, numbers_of(default.document))
    numbers = numbers_of(document)
    if numbers == before:
        raise BadInput("This scoring model has the numbers of the one in force already; there is nothing to apply.")
    made = model_of({**document, "version": last + 1}, "the new version of the scoring model")
    work.run(
        "identity/model_write",
        version=made.version,
        hash=made.hash,
        numbers=numbers,
        document=json.dumps(made.document, sort_keys=True),
        author=document["author"],
        reason=document["reason"],
        at=datetime.now(UTC),
    )
    book.append(work, "model", [{"model": made.version, "hash": made.hash}], subject=f"model {made.version}")
    return made
