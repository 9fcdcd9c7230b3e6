"""The schema is applied before every load and derivation: by one question where it is there, in full where something is missing or was renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.graph import Graph, schema
from app.graph.statements import Mode, all_statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Row
    from app.graph.connection import Value
    from app.settings import Connection

STATEMENTS = [each.name for each in all_statements() if each.mode is Mode.SCHEMA]


class Noting(Graph):
    """A graph that notes what is written to it."""

    wrote: list[str]

    def write(self, name: str, /, **params: Value) -> list[Row]:
        """Writes, and notes the statement."""
        self.wrote.append(name)
        return super().write(name, **params)


@pytest.fixture
def noting(graph_with_schema: Graph, database: Connection) -> Iterator[Noting]:
    """The database of this run, its schema complete; whatever a test does to that is made good."""
    schema.apply(graph_with_schema)
    with Noting(database.uri, database.auth, database.database) as found:
        found.wrote = []
        yield found
    schema.apply(graph_with_schema)


def test_a_schema_that_is_there_is_one_question(noting: Noting) -> None:
    """Nothing is written, however often it is applied; it says all the same how many statements it has."""
    assert [schema.apply(noting) for _ in range(2)] == [len(STATEMENTS)] * 2
    assert noting.wrote == []


def test_what_is_missing_is_made(noting: Noting) -> None:
    """An index that somebody dropped is there again, and the next time nothing is to do."""
    noting.driver.execute_query("DROP INDEX index_review_kind")
    schema.apply(noting)
    assert noting.wrote == ["graph/scopes_derive", *STATEMENTS, "graph/await_indexes"]
    assert "index_review_kind" in _names(noting)
    schema.apply(noting)
    assert len(noting.wrote) == len(STATEMENTS) + 2


def test_an_index_of_a_former_name_gives_way(noting: Noting) -> None:
    """A database that was made when an index had another name gets it under the present one, once; what an analyst has made stays."""
    noting.driver.execute_query("DROP INDEX index_journey_page")
    noting.driver.execute_query("CREATE INDEX journey_page FOR (n:Journey) ON (n.page)")
    noting.driver.execute_query("CREATE INDEX of_an_analyst FOR (n:Journey) ON (n.channels)")
    schema.apply(noting)
    assert {"journey_page", "index_journey_page", "of_an_analyst"} & _names(noting) == {"index_journey_page", "of_an_analyst"}
    noting.wrote.clear()
    schema.apply(noting)
    assert noting.wrote == []
    noting.driver.execute_query("DROP INDEX of_an_analyst")


def _names(graph: Graph) -> set[str]:
    return {row["name"] for row in graph.read("graph/indexes")}
