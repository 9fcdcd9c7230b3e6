"""The instant of a run is a cut by event time and nothing else: what is later waits, as if it had not been loaded."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.identity.unify import unify
from app.ledger import book
from tests.graph.identity.test_apart import LIMITED
from tests.graph.identity.test_killed import Killed, kill_at
from tests.graph.identity.worlds import DAY_0, add, partition, persons, verdicts

if TYPE_CHECKING:
    from app.graph import Graph

RECORDS = [*(f"r:{i}" for i in range(8)), "o:8"]
"""These have no time, and so count whenever it is."""
DAYS = (0, 1, 2, 400, 800, 1000)


def day(number: float) -> datetime:
    """The instant between the events of a day and those of the next."""
    return DAY_0 + timedelta(days=number, hours=1)


def counted(graph: Graph) -> tuple[object, ...]:
    """Persons and verdicts, but for those that say what waits."""
    return partition(graph), [each for each in verdicts(graph) if each[3] != "waiting"]


def world(seed: int) -> list[str]:
    """Links with the day on which each was seen; values are met on several days, and some pass from one holder to the next."""
    source = random.Random(seed)
    values = [f"{source.choice(['login', 'ssn', 'email', 'phone', 'phone', 'device'])}:{i}" for i in range(14)] + ["email:null", "pager:1"]
    stated = {f"{record}-{value}" for record in RECORDS for value in source.sample(values, k=2)}
    links = [f"{each}~{source.choice(DAYS)}" for each in sorted(stated)]
    for _ in range(30):
        a, b = source.sample(values, k=2)
        links.append(f"{a}-{b}~{source.choice(DAYS)}")
    hashed = [f"{value}-{value}#" for value in values if value.startswith("email:")]
    return links + [f"{each}~{source.choice(DAYS)}" for each in hashed]


def test_a_cut_is_the_graph_of_what_happened_by_then(graph: Graph) -> None:
    """Cut anywhere, moved on or back, in any way of deriving, persons and verdicts are those of what happened up to then; uncut, those of all."""
    links = world(0)
    source = random.Random(0)
    fresh = {}
    cuts = [2, 400, 10_000]
    for until in cuts:
        graph.write("runtime/wipe")
        add(graph, " ".join([*RECORDS, *(each for each in links if int(each.partition("~")[2]) <= until)]))
        unify(graph, LIMITED)
        fresh[until] = counted(graph)
    moves = [source.choice(cuts[:2]) for _ in range(1)] + [2, 10_000, 400, 10_000]
    for until in moves:
        small = source.choice((-1, 10_000))
        unify(graph, LIMITED.cut(day(until) if until < 10_000 else None), small=small)
        assert counted(graph) == fresh[until], (until, small, moves)


def test_whoever_waited_has_the_old_id_again(graph: Graph) -> None:
    """A person all of whose members wait is nobody for as long, one with some keeps its id; when they are due all is as it was, ids too."""
    add(graph, "login:ada-device:1~0 login:ada-device:2~9 login:bob-device:3~9")
    unify(graph, LIMITED)
    before = persons(graph)
    for small in (-1, 10_000):
        done = unify(graph, LIMITED.cut(day(1)), small=small)
        assert partition(graph) == {frozenset({"login:ada", "device:1"})}
        assert persons(graph).keys() < before.keys()
        assert ("device:3", "login:bob", "REFUSED", "waiting", "None") in verdicts(graph)
        assert book.entries(graph, limit=1)[0].subject == f"{done.mode} at 2026-01-02T01:00:00+00:00"
        unify(graph, LIMITED, small=small)
        assert persons(graph) == before
    assert unify(graph, LIMITED).mode == "nothing"


def test_a_cut_that_is_lifted_by_a_run_that_is_killed_is_lifted_by_the_next(graph: Graph) -> None:
    """Whichever write of it is the last one: nothing waits in the end."""
    links = " ".join([*RECORDS, *world(1)])
    add(graph, links)
    unify(graph, LIMITED)
    whole = counted(graph)
    kills = 0
    for count in range(2, 30, 3):
        unify(graph, LIMITED.cut(day(2)))
        with pytest.MonkeyPatch.context() as patch:
            kill_at(patch, count)
            try:
                unify(graph, LIMITED)
            except Killed:
                kills += 1
        unify(graph, LIMITED)
        assert counted(graph) == whole, count
        assert not [each for each in verdicts(graph) if each[3] == "waiting"]
    assert kills >= 3


def test_later_evidence_waits_under_a_standing_cut(graph: Graph) -> None:
    """Of what a load brings under a standing cut, what is later waits, and what is late counts at once."""
    add(graph, "login:ada-device:1~0")
    unify(graph, LIMITED.cut(day(1)))
    add(graph, "login:ada-device:2~5 login:ada-device:3~1")
    done = unify(graph, LIMITED.cut(day(1)), small=10_000)
    assert (done.mode, partition(graph)) == ("touched", {frozenset({"login:ada", "device:1", "device:3"})})
