"""Persons by words: every word has to be in the person's names, identifiers or places, at least as a beginning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.graph import Graph, Row, statement
from app.profiles.cursors import place, token
from app.profiles.person import MadeBy, moment

if TYPE_CHECKING:
    from collections.abc import Sequence

STATEMENT = "profiles/search"
_WORD = re.compile(r"\w+(?:[.'’]\w+)*")
_MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Found:
    """Persons, best first; `next` is the cursor of the page after this one, None on the last."""

    persons: list[Row]
    next: str | None
    made_by: MadeBy


def search(graph: Graph, words: str, *, cursor: str | None = None, limit: int = 20) -> Found:
    """Persons that match every word. Raises BadInput when there is no word to look for."""
    (skip,) = place(cursor, (0,))
    params = {"words": lucene(_WORD.findall(words)), "skip": skip, "limit": limit + 1}
    rows = graph.read(STATEMENT, **params)
    return Found(
        persons=[row | {"last": moment(row["last"])} for row in rows[:limit]],
        next=token(skip + limit) if len(rows) > limit else None,
        made_by=MadeBy(statement(STATEMENT).file, params),
    )


def lucene(words: Sequence[str]) -> str:
    """A full-text query that wants every word, whole or as a beginning, whole ones first. Raises BadInput.

    Words hold letters, digits, dots and apostrophes only and are in lower case, so none of them can be an operator.
    """
    if not words:
        raise BadInput("There is no word to look for; give part of a name, an identifier or a place.")
    return " ".join(f"+({word}^2 {word}*)" for word in (each.lower() for each in words[:_MOST_WORDS]))
