"""What is loaded or judged in the course of a derivation, at whatever step: the run leaves it alone, and the next one deals with all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.derivation import derive_by, read_rules
from app.graph import Graph
from app.graph.locks import lock
from app.identity import unify
from app.identity.judged import Said
from app.identity.judgements import Verdict
from app.identity.judging import judge, undo
from app.identity.policy import read_policy
from app.ledger.book import Book, verify
from app.ledger.rebuild import differences
from app.settings import Settings
from tests.graph.identity.worlds import marks, partition, verdicts
from tests.graph.loaders.worlds import CONTACTS, EVENTS, load_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from app.graph import Row, Work

ADA = Said("ada", "I asked.")
CONTACTS_HEAD = "id,version,day,name,email,phone,household"
EVENTS_HEAD = "id,version,at,type,cookie,login,to,campaign,value"
BEFORE = ["1,1,2026-01-01,Ada,ada@x.org,,", "2,1,2026-01-01,Bob,bob@x.org,,", "3,1,2026-01-02,Cleo,bob@x.org,,h1", "4,1,2026-01-02,Dan,dan@x.org,,"]
SEEN = ["e1,1,2026-01-03,view,c1,ada,,,", "e2,1,2026-01-04,buy,c2,bob,,,9.5"]
SINCE = ["1,2,2026-02-01,Ada,ada@x.org,+49301234567,", "5,1,2026-02-01,Dan,dan@x.org,,"]
"""What the run finds: a changed record, and a new one of somebody known."""

AGAIN = ["1,2,2026-02-01,Ada,ada@x.org,,", "4,2,2026-02-01,Dan,dan@x.org,,"]
"""What changes two records and nothing about who they are."""

MEANWHILE = [
    "6,1,2026-03-01,Eve,anonymous@x.org,,",
    "7,1,2026-03-01,Flo,anonymous@x.org,,",
    "2,2,2026-03-01,Bob,robert@x.org,,",
    "8,1,2026-03-01,Ada,ada@x.org,,",
]
"""What comes in its course: two who share a junk value, one who lets go of a shared address, and another record of somebody known."""

SEEN_MEANWHILE = [
    "e3,1,2026-03-02,view,c1,ada,,,",
    "e4,1,2026-03-02,view,null,bob,,,",
    "e5,1,2026-03-02,view,null,ada,,,",
    "e6,1,2026-03-03,buy,c3,eve,,,7",
]
"""Its touchpoints: another of a known login, two that meet in a junk cookie, and somebody new."""

_JOURNEYS = "MATCH (:Person)-[:TOOK]->(j:Journey) RETURN j.touchpoints AS ids, j.stage AS stage"


class World:
    """A graph to which things happen, and what must hold of it."""

    def __init__(self, graph: Graph, folder: Path) -> None:
        self.graph, self.folder = graph, folder
        self.settings = Settings(home=folder)

    def begin(self, since: list[str]) -> None:
        """Everything that stands, and what has come since."""
        self.graph.write("runtime/wipe")
        self.load(BEFORE, SEEN)
        self.derive()
        undo(self.graph, judge(self.graph, Verdict.SAME, ("record/shop:1", "record/shop:4"), ADA)["id"], ADA)
        self.derive()
        self.load(since, [])

    def load(self, contacts: list[str], events: list[str]) -> None:
        """Two files, as a loader brings them."""
        load_rows(self.graph, self.folder, CONTACTS, [CONTACTS_HEAD, *contacts])
        load_rows(self.graph, self.folder, EVENTS, [EVENTS_HEAD, *events])

    def derive(self, *, small: int = unify.SMALL) -> None:
        """Persons and journeys, the touched or, where `small` is less than they are, the whole graph."""
        with lock(self.graph, unify.LOCK) as alive:
            derive_by(self.graph, read_rules(self.graph, self.settings, None), alive, Book(b"secret"), small=small)

    def answer(self) -> tuple[object, ...]:
        """Who is who and why, and what each of them did."""
        rows = self.graph.driver.execute_query(_JOURNEYS).records
        return partition(self.graph), verdicts(self.graph), sorted((row["ids"], row["stage"]) for row in rows)


@pytest.fixture
def world(graph: Graph, tmp_path: Path) -> World:
    """An empty one."""
    return World(graph, tmp_path)


def at_step(patch: pytest.MonkeyPatch, count: int, happens: Callable[[], object]) -> list[str]:
    """Before the statement or transaction number `count` of a run something else happens; gives the names of all that the run asked."""
    asked: list[str] = []
    read, write, work, stream = Graph.read, Graph.write, Graph.work, Graph.stream

    def step(name: str) -> None:
        if name.startswith("graph/lock"):
            return
        asked.append(name)
        if len(asked) == count:
            with pytest.MonkeyPatch.context() as usual:
                usual.setattr(Graph, "read", read)
                usual.setattr(Graph, "write", write)
                usual.setattr(Graph, "work", work)
                usual.setattr(Graph, "stream", stream)
                happens()

    def stepping_read(self: Graph, name: str, /, **params: Any) -> list[Row]:
        step(name)
        return read(self, name, **params)

    def stepping_write(self: Graph, name: str, /, **params: Any) -> list[Row]:
        step(name)
        return write(self, name, **params)

    def stepping_stream(self: Graph, name: str, /, **params: Any) -> Iterator[Row]:
        step(name)
        return stream(self, name, **params)

    def stepping_work(self: Graph) -> AbstractContextManager[Work]:
        step("a transaction")
        return work(self)

    patch.setattr(Graph, "read", stepping_read)
    patch.setattr(Graph, "write", stepping_write)
    patch.setattr(Graph, "stream", stepping_stream)
    patch.setattr(Graph, "work", stepping_work)
    return asked


def overlapped(world: World, since: list[str], happens: Callable[[], object], *, small: int, every: int) -> None:
    """Whatever the step of a run at which something happens, the next run ends as if it had happened after the run, and with a whole ledger."""
    world.begin(since)
    world.derive()
    happens()
    world.derive()
    expected = world.answer()
    world.begin(since)
    with pytest.MonkeyPatch.context() as patch:
        asked = at_step(patch, 0, happens)
        world.derive(small=small)
        steps = len(asked)
    assert steps > 20
    for count in range(1, steps + 1, every):
        world.begin(since)
        with pytest.MonkeyPatch.context() as patch:
            asked = at_step(patch, count, happens)
            world.derive(small=small)
        where = asked[count - 1] if len(asked) >= count else "after all"
        assert not [each for each in partition(world.graph) if {"shop:6", "shop:7"} <= each or {"login:ada", "login:bob"} <= each], where
        world.derive()
        assert (world.answer(), marks(world.graph)) == (expected, 0), where
        assert [*verify(world.graph), *differences(world.graph, Book(b"secret"))] == [], where


_MARKED = """
MATCH (n:Record|Identifier)
WHERE n:Touched OR n:Queued
RETURN coalesce(n.id, n.key) AS member, n:Queued AS queued, n:Touched AS touched, n.barred AS barred
ORDER BY member
"""


def test_what_a_run_that_was_killed_left_queued_is_taken_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loads go on queueing until the next run begins; it takes up all of it, little by little, and whoever is new has a person then."""
    monkeypatch.setattr(unify, "_QUEUED", 2)
    world.load(BEFORE, SEEN)
    world.derive()
    with lock(world.graph, unify.LOCK):
        world.load(["1,2,2026-02-01,Ada,ada@x.org,,", "9,1,2026-02-01,Ida,ada@x.org,,"], [])
        marked = [tuple(row.values()) for row in world.graph.driver.execute_query(_MARKED).records]
        assert marked == [
            ("crm:1", True, False, None),
            ("crm:9", True, False, 1),
            ("email:ada@x.org", True, False, None),
            ("shop:1", True, False, None),
            ("shop:9", True, False, 1),
        ]
        assert world.graph.read("identity/state")[0]["touched"] == unify.begin(world.graph)["touched"] == 5
    assert {tuple(row.values()) for row in world.graph.driver.execute_query(_MARKED).records} == {(row[0], False, True, None) for row in marked}
    world.derive()
    assert any("shop:9" in each for each in partition(world.graph))


@pytest.mark.parametrize(("small", "every"), [(-1, 5), (10_000, 3)], ids=["whole graph", "touched only"])
def test_what_is_loaded_meanwhile_is_dealt_with_next(world: World, small: int, every: int) -> None:
    """New and changed records and touchpoints: no mark is lost, and junk that nobody has looked at yet joins nobody in between."""
    overlapped(world, SINCE, lambda: world.load(MEANWHILE, SEEN_MEANWHILE), small=small, every=every)


def test_the_new_is_left_alone_where_everything_is_touched(world: World) -> None:
    """A run by another policy marks all there is, also what came in its course: that has no person before the next run."""
    after = 0
    for more in (0, 2, 3, 4, 12):
        world.begin([])
        world.graph.write("identity/state_policy", policy="another", threshold=read_policy().threshold, revise=False)
        with pytest.MonkeyPatch.context() as patch:
            asked = at_step(patch, after + more, lambda: world.load(MEANWHILE, []))
            world.derive(small=10_000)
        if not after:
            after = asked.index("identity/begin")
            continue
        assert not [each for each in partition(world.graph) if {"shop:6", "shop:7", "shop:8"} & each], asked[after + more - 1]
        world.derive()
        assert marks(world.graph) == 0, asked[after + more - 1]


@pytest.mark.parametrize(("small", "every"), [(-1, 5), (10_000, 2)], ids=["whole graph", "touched only"])
def test_what_is_judged_meanwhile_is_dealt_with_next(world: World, small: int, every: int) -> None:
    """Two are judged the same whom the run has before it, and who were parted before."""
    same = ("record/shop:1", "record/shop:4")
    overlapped(world, AGAIN, lambda: [judge(world.graph, Verdict.SAME, same, ADA)], small=small, every=every)
