"""Who is no customer is out of every figure, whichever way the graph is derived, and undo brings them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.derivation import derive
from app.exports import lines
from app.identity.health import health
from app.identity.judged import Said
from app.identity.judgements import Kind
from app.identity.judging import not_a_customer, undo
from app.journeys.stages import read_stages
from app.profiles.search import search
from app.profiles.stages import stages
from app.settings import Settings
from tests.graph.identity.worlds import add

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

_PAGED = "MATCH (g:Page) UNWIND g.persons AS id MATCH (p:Person {id: id})<-[:BELONGS_TO]-(m {namespace: 'login'}) RETURN m.value AS who ORDER BY who"
_EXCLUDED = "MATCH (p:Excluded)<-[:BELONGS_TO]-(m {namespace: 'login'}) RETURN m.value AS who, p.excluded AS kind"


def paged(graph: Graph) -> list[str]:
    """Whose journeys lie on pages."""
    return [row["who"] for row in graph.driver.execute_query(_PAGED).records]


def counted(graph: Graph) -> int:
    """How many persons the stages count."""
    return stages(graph, read_stages().names).total


@pytest.mark.parametrize("full", [False, True], ids=["touched only", "whole graph"])
def test_no_customer_is_in_no_figure(graph: Graph, tmp_path: Path, *, full: bool) -> None:
    """A bot lies on no page and is counted in no stage and no total; deriving again keeps it so; undone, all is as before."""
    settings = Settings(home=tmp_path)
    add(graph, "login:ada-cookie:1~1 login:bot-cookie:2~1 login:bot-cookie:2~2")
    derive(graph, settings)
    before = graph.read("web/totals")[0]["persons"]
    said = not_a_customer(graph, "cookie:2", Kind.BOT, Said("ada", "It opens 900 pages a minute."))
    for _ in range(2):
        derive(graph, settings, full=full)
        assert (paged(graph), counted(graph)) == (["ada"], 1)
        assert graph.read("web/totals")[0]["persons"] == before - 1
        assert [(row["name"], row["excluded"]) for row in search(graph, "bot").persons] == [("bot", "bot")]
        assert [row["excluded"] for row in lines.persons(graph)] == [None, "bot"]
        assert len({row["person"] for row in lines.journeys(graph)}) == 1
        assert {row["person"][:2] for row in lines.members(graph)} == {"P-"}
        assert (health(graph).totals["excluded"], health(graph).totals["identifiers"]) == (1, 2)
        assert [(row["who"], row["kind"]) for row in graph.driver.execute_query(_EXCLUDED).records] == [("bot", "bot")]
    undo(graph, said["id"], Said("bob", "It was our monitoring partner."))
    derive(graph, settings, full=full)
    assert (paged(graph), counted(graph)) == (["ada", "bot"], 2)
    assert graph.read("web/totals")[0]["persons"] == before
