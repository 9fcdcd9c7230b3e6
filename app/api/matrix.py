"""What persons do first, second and so on: the step matrix."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.asking import link, listing
from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.counted import CellPersonsQuery, Counted, MatrixQuery
from app.api.schemas.matrix import Matrix
from app.api.serving import answer, graph
from app.journeys.counted import in_cell
from app.journeys.matrix import Matrix as Found
from app.journeys.matrix import matrix as all_cells

if TYPE_CHECKING:
    from flask import Response

matrix = Noun("matrix", "What persons do first, second, third …")
_FAILS = (HTTPStatus.UNPROCESSABLE_ENTITY,)


class MatrixAsked(Query, total=False):
    """The validated parameters."""

    kinds: int
    step: int
    kind: str


@matrix.get("/matrix", gives=Matrix, query=MatrixQuery, fails=_FAILS)
def cells(query: MatrixAsked) -> Response:
    """How many have each type of touchpoint as their first step, second step and so on, and how many have stopped by then."""
    found = all_cells(graph(), filters(query), unit=unit(query), steps=query["steps"], collapse=query["collapse"])
    often: Counter[str] = Counter()
    for each in found.rows:
        if each.type is not None:
            often[each.type] += each.count
    ranked = sorted(often, key=lambda kind: (-often[kind], kind))
    shown, rest = ranked[: query["kinds"]], set(ranked[query["kinds"] :])
    others: Counter[int] = Counter()
    for each in found.rows:
        if each.type in rest:
            others[each.step] += each.count
    return answer(
        made(found, query)
        | {
            "rows": [{"type": kind, "cells": _row(found, kind)} for kind in shown],
            "others": [_cell(found, step, count, None) for step, count in sorted(others.items())],
            "ended": _row(found, None),
            "total": found.total,
        }
    )


@matrix.get("/matrix/persons", gives=Counted, query=CellPersonsQuery, fails=_FAILS)
def persons(query: MatrixAsked) -> Response:
    """The persons of one cell."""
    cell = (query["step"], query.get("kind"))
    return answer(listing(in_cell(graph(), cell, filters(query), unit=unit(query), collapse=query["collapse"]), query))


def _row(found: Found, kind: str | None) -> list[dict[str, object]]:
    return [
        _cell(found, each.step, each.count, link("/v1/matrix/persons", found.revision, each.count, step=each.step, kind=kind))
        for each in found.rows
        if each.type == kind
    ]


def _cell(found: Found, step: int, count: int, persons: str | None) -> dict[str, object]:
    return {"step": step, "count": count, "share": round(count / found.total, 6) if found.total else 0.0, "persons": persons}
