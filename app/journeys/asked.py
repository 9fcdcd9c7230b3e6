"""One question over all persons, put to postings where few touchpoints pass its filters, and to pages otherwise: two statements, one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.graph import statement
from app.journeys import postings
from app.journeys.answers import SHARES, Answer, Unit, compiled, file_of

if TYPE_CHECKING:
    from app.graph import Graph, Row
    from app.journeys.answers import Filter


def ask(graph: Graph, filters: Filter, unit: Unit, names: tuple[str, str], how: Row | None = None) -> Answer[Row]:
    """The answer of one of two statements, over postings and over pages. Raises BadInput for filters by person."""
    few, many = names
    return posted(graph, filters, unit, few, how) or paged(graph, compiled(graph, filters, unit), many, how)


def posted(graph: Graph, filters: Filter, unit: Unit, name: str, how: Row | None = None, most: int = postings.MOST) -> Answer[Row] | None:
    """The answer of a statement over postings; None where they are not asked, or more than `most` touchpoints pass."""
    lists = postings.passing(filters, unit, most)
    if lists is None:
        return None
    given = {**lists, **(how or {})}
    params = {field.name: given[field.name] for field in statement(name).params}
    rows = graph.write(name, **params)
    return Answer(rows, unit, rows[0]["revision"], file_of(name), params) if rows else None


def paged(graph: Graph, pages: Row, name: str, how: Row | None = None) -> Answer[Row]:
    """The answer of a statement over pages, by a row of filter.cypher."""
    params: Row = {"filter": pages, "shelves": SHARES, **(how or {})}
    unit = Unit.JOURNEYS if pages["journeys"] else Unit.PERSONS
    return Answer(graph.write(name, **params), unit, pages["revision"], file_of(name), params)
