"""Histories of merges and splits, replayed: ids that last, that come back, and that are never another's."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.identity.issue import Past, issue
from app.ledger.replay import Line, Partition, replay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

AGE = {number: (False, number * 7 % 11, str(number), False) for number in range(8)}
EVERY = tuple(AGE)


class World:
    """Members that are grouped again and again; ids are issued from what the ledger replays, and from nothing else."""

    def __init__(self) -> None:
        self.changes: list[tuple[int, list[Line]]] = []
        self.ids = (f"P{number}" for number in range(1000))

    @property
    def now(self) -> Partition:
        """What the ledger says."""
        return replay(self.changes)

    def regroup(self, groups: Sequence[Sequence[int]]) -> dict[frozenset[int], str]:
        """Issues ids for groups and writes the ledger; gives the id of every group."""
        now = self.now
        person = {int(member): id_ for member, id_ in now.person.items()}
        was = {int(member): ids for member, ids in now.was.items()}
        successors = {id_: now.current(id_) for ids in was.values() for id_ in ids if id_ in now.redirects}
        origin = {int(member): id_ for member, id_ in now.origin.items()}
        past = Past({int(member): number for member, number in now.since.items()}, was, successors, origin)
        issued = issue(groups, person, AGE, past=past, fresh=lambda: next(self.ids))
        lines: list[Line] = []
        for group, id_ in zip(groups, issued.ids, strict=True):
            gained = [str(member) for member in group if person.get(member) != id_]
            forgotten = [str(member) for member in issued.forgotten.get(id_, ())]
            lines += [{"person": id_, "gained": gained, "forgotten": forgotten}] if gained else []
        lines += [{"retired": id_, "to": to} for id_, to in issued.redirects.items()]
        if lines:
            self.changes.append((len(self.changes) + 1, lines))
        return {frozenset(group): id_ for group, id_ in zip(groups, issued.ids, strict=True)}


def grouped(labels: Iterable[int], members: Sequence[int] = EVERY) -> list[list[int]]:
    """Groups of members with the same label."""
    found: dict[int, list[int]] = {}
    for member, label in zip(members, labels, strict=True):
        found.setdefault(label, []).append(member)
    return list(found.values())


LABELS = st.lists(st.integers(0, 3), min_size=len(EVERY), max_size=len(EVERY))


@given(st.lists(LABELS, min_size=1, max_size=8))
def test_any_history(history: list[list[int]]) -> None:
    """Whatever merges and parts: an id is given once at a time, unchanged groups keep theirs, and every id answers with the holder of its anchor."""
    world = World()
    before: dict[frozenset[int], str] = {}
    last: dict[str, frozenset[int]] = {}
    for labels in history:
        after = world.regroup(grouped(labels))
        assert len(set(after.values())) == len(after)
        assert all(after[group] == id_ for group, id_ in before.items() if group in after)
        last |= {id_: group for group, id_ in before.items()}
        holder = {member: id_ for group, id_ in after.items() for member in group}
        now = world.now
        assert {id_: {int(each) for each in found} for id_, found in now.members().items()} == {id_: set(g) for g, id_ in after.items()}
        for id_, group in last.items():
            expected = id_ if id_ in after.values() else holder[min(group, key=AGE.__getitem__)]
            assert now.current(id_) == expected
        before = after


@given(LABELS, st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
def test_undo_of_a_merge_gives_every_id_back(labels: list[int], first: int, second: int, third: int) -> None:
    """Persons that were joined, in one step or in two, have the ids they had before when they are parted again."""
    world = World()
    stood = world.regroup(grouped(labels))
    world.regroup(grouped(first if label == second else label for label in labels))
    world.regroup(grouped(first if label in (second, third) else label for label in labels))
    assert world.regroup(grouped(labels)) == stood


@given(st.integers(0, 2**32))
def test_undo_after_growth_gives_every_id_back(seed: int) -> None:
    """Members that came to two persons while they were joined, however old, do not keep either from having its id back."""
    chance = random.Random(seed)
    members = chance.sample(EVERY, 8)
    ada, ben, late = members[:3], members[3:5], members[5:]
    world = World()
    stood = world.regroup([ada, ben])
    world.regroup([ada + ben])
    for count in range(1, 4):
        world.regroup([ada + ben + late[:count]])
    to_ada = chance.randrange(4)
    grown = [ada + late[:to_ada], ben + late[to_ada:]]
    after = world.regroup(grown)
    assert [after[frozenset(group)] for group in grown] == [stood[frozenset(ada)], stood[frozenset(ben)]]


def test_members_that_are_lost_belong_to_nobody() -> None:
    """Who is lost and gained by nobody has no person; a person without members answers with nobody."""
    found = replay([(1, [{"person": "P", "gained": ["a", "b"]}]), (2, [{"person": "P", "lost": ["a", "b"]}, {"retired": "P", "to": None}])])
    assert (found.person, found.current("P"), found.current("Q")) == ({}, None, None)


def test_lines_of_judgements_are_passed_over() -> None:
    """A judgement's lines change nobody's membership."""
    assert replay([(1, [{"same": ["a", "b"]}])]) == Partition()


PAIRS = st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda pair: pair[0] != pair[1])


@given(st.lists(PAIRS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_merges_undone_in_any_order(pairs: list[tuple[int, int]], chance: random.Random) -> None:
    """Whoever stood before two were made the same, and stands again after that is undone, has the id of then, in whatever order merges are undone."""
    world, live = World(), dict[int, tuple[int, int]]()
    stood: dict[int, dict[frozenset[int], str]] = {}
    now = world.regroup(merged(live))
    for number, pair in enumerate(pairs):
        stood[number], live[number] = now, pair
        now = world.regroup(merged(live))
    for number in chance.sample(range(len(pairs)), k=len(pairs)):
        del live[number]
        now = world.regroup(merged(live))
        assert all(now[group] == id_ for group, id_ in stood[number].items() if group in now)


def merged(live: dict[int, tuple[int, int]]) -> list[list[int]]:
    """Five members, grouped by what is the same."""
    label = list(range(5))
    for a, b in live.values():
        label = [label[a] if each == label[b] else each for each in label]
    return grouped(label, range(5))
