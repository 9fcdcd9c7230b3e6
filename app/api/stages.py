"""Where persons stand, and where they have been."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.analysis import Stages, StagesQuery
from app.api.serving import answer, graph, stage_names
from app.profiles.stages import stages as all_stages

if TYPE_CHECKING:
    from flask import Response

stages = Noun("stages", "Where persons stand, and where they have been")


@stages.get("/stages", gives=Stages, query=StagesQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def counts(query: Query) -> Response:
    """How many were ever in each stage, and how many are in it by the latest touchpoint that passes the filters.

    `current` sums to `total`; `count` does not: who moves on has been in more than one stage.
    """
    found = all_stages(graph(), stage_names(), filters(query), unit=unit(query))
    return answer(made(found, query) | {"stages": found.rows, "total": found.total})
