"""What became of a person, since when and why."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.nouns import Noun
from app.api.schemas.histories import History
from app.api.serving import answer, graph
from app.profiles.history import history

if TYPE_CHECKING:
    from flask import Response

histories = Noun("histories", "What became of a person, since when and why")


@histories.get("/persons/<string:person_id>/history", gives=History, fails=(HTTPStatus.NOT_FOUND,))
def of_person(person_id: str) -> Response:
    """What stewards said of a person and took back, and how its members changed since, from the ledger, the latest first.

    Figures of a person follow its members, the past ones too: the latest event of kind `changed` says since when they are what they are, and why.
    """
    return answer(history(graph(), person_id))
