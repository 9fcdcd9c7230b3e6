"""Why records and identifiers are one person."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.nouns import Noun
from app.api.schemas.merge_graph import MergeGraph
from app.api.serving import answer, graph
from app.profiles.merge_graph import merge_graph

if TYPE_CHECKING:
    from flask import Response

merge_graphs = Noun("merge graphs", "Why these are one person")


@merge_graphs.get("/persons/<string:person_id>/graph", gives=MergeGraph, fails=(HTTPStatus.NOT_FOUND,))
def of_person(person_id: str) -> Response:
    """A person's merge graph: members, admitted links with their rule, and refused links with the reason."""
    return answer(merge_graph(graph(), person_id))
