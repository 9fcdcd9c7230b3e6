"""What most persons do, step by step."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.asking import link, listing
from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.analysis import Paths, PathsQuery
from app.api.schemas.counted import Counted, PathPersonsQuery
from app.api.schemas.naming import joined
from app.api.serving import answer, graph
from app.journeys.counted import on_path
from app.journeys.paths import paths as top_paths
from app.profiles.cursors import place, token

if TYPE_CHECKING:
    from flask import Response

paths = Noun("paths", "What most persons do, step by step")
_ON_A_PAGE = 20


@paths.get("/paths", gives=Paths, query=PathsQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def top(query: Query) -> Response:
    """The most frequent paths of touchpoints that pass the filters, counted in persons or in journeys.

    What is filtered away is as if it had not happened. A path ends after `steps` steps. Those on this page and `others`
    together are `total`.
    """
    (skip,) = place(query["cursor"], (0,))
    limit = query["limit"] or _ON_A_PAGE
    found = top_paths(
        graph(),
        filters(query),
        unit=unit(query),
        steps=query["steps"],
        collapse=query["collapse"],
        limit=limit,
        cursor=skip,
    )
    return answer(
        made(found, query)
        | {
            "paths": [
                {
                    "steps": each.steps,
                    "count": each.count,
                    "persons": link("/v1/paths/persons", found.revision, each.count, path=joined(each.steps)),
                }
                for each in found.rows
            ],
            "others": found.others,
            "total": found.total,
            "different": found.different,
            "next": None if found.next is None else token(found.next),
        }
    )


class OnPath(Query, total=False):
    """The validated parameters of a list of persons on a path."""

    path: list[str]


@paths.get("/paths/persons", gives=Counted, query=PathPersonsQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def persons(query: OnPath) -> Response:
    """The persons who take one path, under the filters, steps and collapse of the answer that counted them."""
    found = on_path(graph(), query["path"], filters(query), unit=unit(query), steps=query["steps"], collapse=query["collapse"])
    return answer(listing(found, query))
