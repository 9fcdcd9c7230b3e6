"""The ledger: what was decided and done, and its head; and under which id a touchpoint was served."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.nouns import Noun
from app.api.schemas.ledger import Entries, Head
from app.api.schemas.paging import Paged
from app.api.schemas.then import AsOfNeeded, Served
from app.api.serving import answer, graph, priorities, secret
from app.ledger.book import Book, entries, head
from app.profiles.cursors import place, token
from app.profiles.then import served

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Response

ledger = Noun("ledger", "What was decided and done")
_ON_A_PAGE = 100


@ledger.get("/ledger", gives=Entries, query=Paged, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def listing(query: dict[str, str | None]) -> Response:
    """Entries, the newest first: each run that changed something, judgement, and version of the policy, chained by hash."""
    limit = int(query["limit"] or _ON_A_PAGE)
    (before,) = place(query["cursor"], (0,))
    found = entries(graph(), before=before or None, limit=limit + 1)
    following = token(found[limit - 1].number) if len(found) > limit else None
    return answer({"entries": found[:limit], "next": following})


@ledger.get("/ledger/head", gives=Head)
def last() -> Response:
    """The last entry's number and hash. Who keeps them can tell later whether anything before them was changed or cut."""
    return answer(head(graph()))


@ledger.get("/touchpoints/<string:touchpoint>/served", gives=Served, query=AsOfNeeded, fails=(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY))
def of_touchpoint(query: dict[str, datetime], touchpoint: str) -> Response:
    """Under which person's id a touchpoint was served at a moment, by whom its actor identifiers belonged to then."""
    return answer(served(graph(), Book(secret()), touchpoint, query["as_of"], priorities=priorities()))
