"""What unification leaves in the ledger: enough to rebuild the same persons with the same ids."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from app.graph import Graph
from app.identity.policy import read_policy
from app.identity.unify import unify
from app.ledger import rebuild
from app.ledger.book import Book, due, entries, head, verify
from app.ledger.rebuild import differences, recorded
from tests.graph.identity.worlds import add, persons, verdicts, withdraw

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.graph import Row


class Killed(BaseException):
    """Stands for the end of the process."""


def dying(after: int) -> Callable[..., list[Row]]:
    """Graph.write for a process that ends after some writes."""
    write, left = Graph.write, iter(range(after))

    def once(self: Graph, name: str, /, **params: object) -> list[Row]:
        if next(left, None) is None:
            raise Killed(name)
        return write(self, name, **params)

    return once


POLICY = read_policy()
BOOK = Book(b"a secret for tests")
WAYS = pytest.mark.parametrize("small", [-1, 10_000], ids=["whole graph", "touched only"])


def derive(graph: Graph, small: int = 10_000, *, full: bool = False) -> None:
    """One run; afterwards the ledger is whole and has what the graph has."""
    unify(graph, POLICY, small=small, full=full, book=BOOK)
    assert list(verify(graph)) == []
    assert list(differences(graph, BOOK)) == []


def ids(graph: Graph) -> dict[frozenset[str], str]:
    """The id of every group of members."""
    return {frozenset(members): id_ for id_, members in persons(graph).items()}


@WAYS
def test_a_run_that_changed_something_has_one_entry(graph: Graph, small: int) -> None:
    """A run that issued ids has an entry; one that changed nothing has none."""
    add(graph, "login:ada-cookie:1 r:2-email:a@x.example cookie:9")
    derive(graph, small)
    assert [(each.number, each.kind) for each in entries(graph)] == [(1, "run")]
    assert set(recorded(graph).members()) == set(persons(graph))
    derive(graph, small)
    derive(graph, full=True)
    assert head(graph).number == 1


def test_the_ledger_names_no_member(graph: Graph) -> None:
    """The ledger holds no key of a member, only keyed hashes."""
    add(graph, "login:olga-cookie:1 r:2-email:a@x.example")
    derive(graph)
    content = "".join(row["c"] for row in graph.driver.execute_query("MATCH (c:ChangeSet) RETURN c.content AS c").records)
    assert not [word for word in ("olga", "cookie", "r:2", "example") if word in content]
    assert BOOK.member("login:olga", record=False) in content


@WAYS
def test_an_undone_merge_gives_both_ids_back(graph: Graph, small: int) -> None:
    """Who was merged and grew meanwhile has the id of before when parted, the old id is a person again, and the other's too."""
    add(graph, "login:ada-cookie:1~5 r:2-email:a@x.example~6")
    derive(graph, small)
    stood = ids(graph)
    add(graph, "r:2-login:ada~7")
    derive(graph, small)
    add(graph, "email:a@x.example-cookie:2~1")
    derive(graph, small)
    withdraw(graph, "r:2-login:ada")
    derive(graph, small)
    assert ids(graph) == {
        frozenset({"login:ada", "cookie:1"}): stood[frozenset({"login:ada", "cookie:1"})],
        frozenset({"r:2", "email:a@x.example", "cookie:2"}): stood[frozenset({"r:2", "email:a@x.example"})],
    }


def test_random_histories(graph: Graph) -> None:
    """Whatever comes and is withdrawn, whichever way it is derived, replaying the ledger gives the graph's persons and redirects."""
    chance = random.Random(7)
    stated: list[str] = []
    for step in range(12):
        new = [f"r:{chance.randrange(8)}-login:{chance.randrange(8)}~{step}" for _ in range(3)]
        add(graph, " ".join(new))
        stated += [each.partition("~")[0] for each in new]
        gone = [stated.pop(chance.randrange(len(stated))) for _ in range(chance.randrange(3))]
        stated = [each for each in stated if each not in gone]
        withdraw(graph, " ".join(gone))
        derive(graph, chance.choice((-1, 10_000)))


def test_lost_persons_get_their_ids_back(graph: Graph) -> None:
    """When every person is lost, unification gives the very same ids, members and redirects, from evidence and ledger."""
    add(graph, "login:ada-cookie:1~0 r:2-email:a@x.example~5 login:ben-cookie:5~3")
    derive(graph)
    add(graph, "r:2-login:ada~6")
    derive(graph)
    before, ruled, last = ids(graph), verdicts(graph), head(graph)
    retired = sorted(recorded(graph).redirects)
    graph.driver.execute_query("MATCH (p:Person|Redirect) DETACH DELETE p")
    derive(graph, full=True)
    assert (ids(graph), verdicts(graph), head(graph)) == (before, ruled, last)
    assert len(retired) == 1
    withdraw(graph, "r:2-login:ada")
    derive(graph)
    assert retired[0] in persons(graph)


def test_a_restoration_that_is_killed_goes_on(graph: Graph) -> None:
    """When a run is killed while it restores lost persons, the next one restores the rest with their ids."""
    add(graph, "login:ada-cookie:1~0 login:ben-cookie:5~3")
    derive(graph)
    before = ids(graph)
    graph.driver.execute_query("MATCH (p:Person) DETACH DELETE p")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rebuild, "_AT_ONCE", 1)
        patch.setattr(Graph, "write", dying(after=2))
        with pytest.raises(Killed):
            rebuild.restore(graph, BOOK, due(graph))
    assert len(ids(graph)) == 1
    derive(graph)
    assert ids(graph) == before


def test_a_graph_older_than_its_ledger_is_taken_in(graph: Graph) -> None:
    """Persons that were there before there was a ledger are its first entry, with the ids they have."""
    graph.driver.execute_query(
        "CREATE (:Record {id: 'r:1', source: 'test', key: 'r:1', kind: 'person'})-[:BELONGS_TO]->(:Person {id: 'P-old', members: 1})"
    )
    graph.driver.execute_query("MATCH (p:Person) CREATE (:Redirect {id: 'P-older'})-[:TO]->(p)")
    derive(graph)
    assert set(recorded(graph).members()) == {"P-old"} == set(persons(graph))
    assert recorded(graph).redirects == {"P-older": "P-old"}


def test_what_writes_around_the_ledger_shows(graph: Graph) -> None:
    """A membership that was changed by hand is a difference between graph and ledger."""
    add(graph, "login:ada-cookie:1")
    derive(graph)
    graph.driver.execute_query("MATCH (:Identifier {key: 'cookie:1'})-[b:BELONGS_TO]->() DELETE b")
    assert [each.partition(" belongs")[0] for each in differences(graph, BOOK)] == ["A member of nobody"]
