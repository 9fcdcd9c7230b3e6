"""A unification that is killed at any of its writes is run again and ends as if it had not been; one that loses to itself goes on by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.graph import Deadlock, Graph, Work
from app.identity.policy import read_policy
from app.identity.unify import unify
from app.ledger.book import Book, verify
from app.ledger.rebuild import differences
from tests.graph.identity.test_unify import INFO, SHARED_TABLET
from tests.graph.identity.worlds import add, marks, partition, verdicts

if TYPE_CHECKING:
    from app.graph import Row

POLICY = read_policy()
WORLD = f"{SHARED_TABLET} {INFO} r:1-login:ada r:2-login:null login:ada-phone:+1~0 login:bob-phone:+1~900"


MANY = f"{WORLD} {' '.join(f'r:{number}-email:{number}@x.example' for number in range(20, 40))}"


class Killed(BaseException):
    """Stands for the end of the process."""


def kill_at(patch: pytest.MonkeyPatch, count: int) -> None:
    """Ends the run in place of its write number `count`; the lock is what a killed process leaves too, so it is kept."""
    left = [count]

    def once(name: str) -> None:
        left[0] -= 1
        if left[0] == 0 and not name.startswith("graph/lock"):
            raise Killed(name)

    write, run = Graph.write, Work.run

    def dying_write(self: Graph, name: str, /, **params: Any) -> list[Row]:
        once(name)
        return write(self, name, **params)

    def dying_run(self: Work, name: str, /, **params: Any) -> list[Row]:
        once(name)
        return run(self, name, **params)

    patch.setattr(Graph, "write", dying_write)
    patch.setattr(Work, "run", dying_run)


@pytest.mark.parametrize("small", [-1, 10_000], ids=["whole graph", "touched only"])
def test_killed_anywhere_ends_the_same(graph: Graph, small: int) -> None:
    """Whichever write is the last one, the next run finds what was left and ends with the same persons, verdicts and a whole ledger."""
    add(graph, WORLD)
    unify(graph, POLICY, small=small)
    expected = partition(graph), verdicts(graph)
    graph.write("runtime/wipe")
    add(graph, WORLD)
    kills = 0
    for count in range(2, 60, 3):
        with pytest.MonkeyPatch.context() as patch:
            kill_at(patch, count)
            try:
                unify(graph, POLICY, small=small)
            except Killed:
                kills += 1
    unify(graph, POLICY, small=small)
    assert (partition(graph), verdicts(graph), marks(graph)) == (*expected, 0)
    assert [*verify(graph), *differences(graph, Book())] == []
    assert kills >= 3


def lose(patch: pytest.MonkeyPatch, times: int) -> None:
    """So many times the making of persons does a part of it, every other component, and loses to another transaction."""
    left = [times]
    write = Graph.write

    def losing_write(self: Graph, name: str, /, **params: Any) -> list[Row]:
        if name == "identity/bulk_create" and left[0]:
            left[0] -= 1
            write(self, name, **{**params, "keep": [*params["keep"], *range(left[0] % 2, 100, 2)]})
            raise Deadlock(name)
        return write(self, name, **params)

    patch.setattr(Graph, "write", losing_write)


@pytest.mark.parametrize("times", [1, 3])
def test_a_deadlock_costs_a_run_nothing(graph: Graph, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """What was made before it is passed over, what was not is made: every component is a person once, and counted once."""
    add(graph, MANY)
    found = unify(graph, POLICY, full=True).changed
    expected = partition(graph), verdicts(graph)
    graph.write("runtime/wipe")
    add(graph, MANY)
    lose(monkeypatch, times)
    assert unify(graph, POLICY, full=True).changed.new == found.new == len(expected[0])
    assert (partition(graph), verdicts(graph), marks(graph)) == (*expected, 0)
    assert [*verify(graph), *differences(graph, Book())] == []


def test_deadlocks_without_end_are_told(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who loses again and again is told so; what was made stands, and the next run ends it."""
    add(graph, MANY)
    with monkeypatch.context() as patch:
        lose(patch, 10**9)
        with pytest.raises(Deadlock):
            unify(graph, POLICY, full=True)
    unify(graph, POLICY, full=True)
    assert marks(graph) == 0
    assert [*verify(graph), *differences(graph, Book())] == []


@pytest.mark.parametrize("last", ["identity/touch_all", "identity/standing_clear"])
def test_a_full_run_that_ends_while_it_begins_leaves_no_junk_joining(graph: Graph, monkeypatch: pytest.MonkeyPatch, last: str) -> None:
    """Killed between the two things it does first, in place of either: an ordinary run ends with the same persons."""
    add(graph, f"{WORLD} r:8-email:null r:9-email:null")
    unify(graph, POLICY)
    expected = partition(graph)
    write = Graph.write

    def dying_write(self: Graph, name: str, /, **params: Any) -> list[Row]:
        if name == last:
            raise Killed(name)
        return write(self, name, **params)

    with monkeypatch.context() as patch:
        patch.setattr(Graph, "write", dying_write)
        with pytest.raises(Killed):
            unify(graph, POLICY, full=True)
    add(graph, "r:8-cookie:8")
    unify(graph, POLICY)
    assert {frozenset(group - {"cookie:8"}) for group in partition(graph)} == expected
