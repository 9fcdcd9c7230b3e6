"""Why, why not, how, and where a person parts, over verdicts in a real graph."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput, NotFound
from app.identity.assembly import cut, held, how, sides, weakest
from app.identity.explain import explain
from app.identity.policy import read_policy
from app.identity.unify import unify
from tests.graph.identity.worlds import add, persons

if TYPE_CHECKING:
    from app.graph import Graph

POLICY = read_policy()
CHAIN = "r:1-email:a@x.example~1 r:2-email:a@x.example~2 r:2-phone:+1~3 r:3-phone:+1~4 r:3-cookie:9~5 r:2-cookie:9~6"


def person_of(graph: Graph, member: str) -> str:
    """Whose a member is."""
    return next(person for person, members in persons(graph).items() if member in members)


def test_every_joined_pair_has_a_whole_path(graph: Graph) -> None:
    """Any two members of a person are joined by a path of evidence without a gap."""
    add(graph, CHAIN)
    unify(graph, POLICY)
    members = next(iter(persons(graph).values()))
    for a, b in combinations(sorted(members), 2):
        found = explain(graph, a, b)
        assert found.joined
        ends = [found.a.ref, *(step["to"] for step in found.steps)]
        assert [step["from"] for step in found.steps] == ends[:-1]
        assert ends[-1] == found.b.ref
        assert all(step["evidence"] and step["first"] for step in found.steps)


@pytest.mark.parametrize(
    ("world", "pair", "rule"),
    [
        ("login:ada-device:tab login:bob-device:tab", ("login:ada", "login:bob"), "contested"),
        (" ".join(f"r:{i}-email:team@acme.example" for i in range(7)), ("r:0", "r:6"), "generic"),
        ("r:1-email:null r:2-email:null", ("r:1", "r:2"), "junk"),
        ("r:1-email:null", ("r:1", "email:null"), "junk"),
        ("r:1 r:2", ("r:1", "r:2"), "nothing"),
    ],
)
def test_what_is_apart_has_its_rule(graph: Graph, world: str, pair: tuple[str, str], rule: str) -> None:
    """Two members that are apart are told the rule that keeps them so, or that nothing links them."""
    add(graph, world)
    unify(graph, POLICY)
    found = explain(graph, *pair)
    assert not found.joined
    assert rule in {reason.rule for reason in found.reasons}
    assert all(reason.sentence.endswith(".") for reason in found.reasons)


def test_how_tells_every_step(graph: Graph) -> None:
    """A person of n members came together in n - 1 steps, stronger values first, and earlier sights before later ones."""
    add(graph, CHAIN)
    unify(graph, POLICY)
    steps = how(held(graph, person_of(graph, "r:1")), POLICY.priorities)
    assert [step.members for step in steps][-1] == len(steps) + 1 == 6
    assert [step.stratum for step in steps] == sorted((step.stratum for step in steps), reverse=True)
    assert (steps[0].link["from"], steps[0].link["to"]) == ("record/r:1", "identifier/email:a@x.example")


def test_the_smallest_cut_and_the_weakest_place(graph: Graph) -> None:
    """The weakest place is the one link to the first record; two links hold the others together."""
    add(graph, CHAIN)
    unify(graph, POLICY)
    found = held(graph, person_of(graph, "r:1"))
    part = weakest(found)
    assert part is not None
    assert len(part.links) == 1
    assert len(cut(found, "record/r:2", "record/r:3").links) == 2
    links = [(link["from"], link["to"]) for link in cut(found, "record/r:2", "record/r:3").links]
    assert len(sides(found, links)) == 2
    with pytest.raises(BadInput, match="still hold together; choose also"):
        sides(found, links[:1])


def test_names_that_are_nobody(graph: Graph) -> None:
    """A name that is no member's, and a person never issued, are errors that say what to give."""
    with pytest.raises(NotFound, match="There is no record or identifier 'r:9'"):
        explain(graph, "r:9", "r:8")
    with pytest.raises(NotFound, match="was ever issued"):
        held(graph, "P-0")
