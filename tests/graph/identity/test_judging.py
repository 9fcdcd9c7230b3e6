"""Judgements in a real graph: append-only, outranked, undone, agreed to, and refused when they cannot take effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput, Conflict, NotFound, Outdated
from app.identity.assembly import cut, held, sides
from app.identity.explain import explain
from app.identity.judged import Said
from app.identity.judgements import Kind, Verdict
from app.identity.judging import agree, entries, entry, judge, not_a_customer, part, undo
from app.identity.policy import read_policy
from app.identity.unify import unify
from app.ledger import book
from tests.graph.identity.worlds import add, marks, persons

if TYPE_CHECKING:
    from app.graph import Graph

POLICY = read_policy()
ADA, BOB = Said("ada", "She told us on the phone."), Said("bob", "The receipts say so.")
SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE
TWO = "r:1-email:a@x.example r:2-email:b@x.example r:3-email:c@x.example"


@pytest.fixture
def world(graph: Graph) -> Graph:
    """Three persons of a record and an address each."""
    add(graph, TWO)
    unify(graph, POLICY)
    return graph


def state(graph: Graph, judgement: str) -> str:
    """What became of an entry."""
    return str(entry(graph, judgement)["state"])


def asking(graph: Graph) -> int:
    """How many members ask for the id that they had before a judgement."""
    count: int = graph.driver.execute_query("MATCH (m) WHERE m.again IS NOT NULL RETURN count(m) AS n").records[0]["n"]
    return count


def test_a_judgement_is_kept_on_members(world: Graph) -> None:
    """It names its author, reason and members, stands, and has all that stood with either side dealt with again."""
    found = judge(world, SAME, ("r:1", "r:2"), ADA)
    assert (found["state"], found["author"], found["size"]) == ("stands", "ada", 4)
    assert found["pair"] == ["record/r:1", "record/r:2"]
    assert marks(world) == 4


def test_later_outranks_earlier_and_undo_brings_it_back(world: Graph) -> None:
    """The later word on a pair stands and the earlier is kept; undone, the earlier stands again; undone that, the later does."""
    first = judge(world, SAME, ("r:1", "r:2"), ADA)["id"]
    second = judge(world, DIFFERENT, ("r:2", "r:1"), BOB)["id"]
    assert (state(world, first), state(world, second)) == ("superseded", "stands")
    undoing = undo(world, second, ADA)
    assert (state(world, first), state(world, second), undoing["undoes"]) == ("stands", "undone", second)
    undo(world, undoing["id"], BOB)
    assert (state(world, first), state(world, second)) == ("superseded", "stands")
    assert [row["verdict"] for row in entries(world, before=10**9, limit=10)] == ["undo", "undo", "different", "same"]
    kept = book.entries(world, limit=4)
    assert [(each.kind, each.author, each.subject) for each in kept] == [
        ("undo", "bob", "J-4"),
        ("undo", "ada", "J-3"),
        ("judgement", "bob", second),
        ("judgement", "ada", first),
    ]
    assert list(book.verify(world)) == []


def test_a_contradiction_is_refused_with_its_chain(world: Graph) -> None:
    """A different between two that others made the same by way of a third is refused, and the chain says who said what."""
    judge(world, SAME, ("r:1", "r:2"), ADA)
    judge(world, SAME, ("r:2", "r:3"), BOB)
    with pytest.raises(Conflict, match=r"r:1 = record/r:2 \(J-1, ada\); record/r:2 = record/r:3 \(J-2, bob\)"):
        judge(world, DIFFERENT, ("r:1", "r:3"), ADA)
    with pytest.raises(Conflict, match="are judged the same already, by way of"):
        judge(world, SAME, ("r:3", "r:1"), ADA)


def test_those_who_stood_with_a_side_count(world: Graph) -> None:
    """A same between an address and a record that were judged apart with their sides is refused."""
    judge(world, DIFFERENT, ("r:1", "r:2"), ADA)
    with pytest.raises(Conflict, match="contradicts"):
        judge(world, SAME, ("email:a@x.example", "email:b@x.example"), ADA)
    with pytest.raises(Conflict, match="kept apart already"):
        judge(world, DIFFERENT, ("email:a@x.example", "email:b@x.example"), ADA)


def test_an_undo_that_would_contradict_is_refused_and_counted(world: Graph) -> None:
    """When the entry that would stand again contradicts what was said since, the undoing is refused, counted, and nothing changes."""
    judge(world, SAME, ("r:1", "r:2"), ADA)
    later = judge(world, UNSURE, ("r:1", "r:2"), BOB)["id"]
    judge(world, DIFFERENT, ("email:a@x.example", "email:b@x.example"), ADA)
    with pytest.raises(Conflict, match="contradicts what was judged before"):
        undo(world, later, ADA)
    assert state(world, later) == "stands"
    counted = world.driver.execute_query("MATCH (s:State {name: 'judgements'}) RETURN s.undoRefused AS n").records
    assert counted[0]["n"] == 1


def test_only_who_said_who_is_who_gives_an_id_back(world: Graph) -> None:
    """Undoing what acted on no membership asks for no id: an *unsure* beside nothing, no customer, and what still waits for a second account."""
    undo(world, judge(world, UNSURE, ("r:1", "r:2"), ADA)["id"], ADA)
    undo(world, not_a_customer(world, "r:1", Kind.BOT, ADA)["id"], ADA)
    undo(world, judge(world, SAME, ("r:1", "r:2"), ADA, above=3)["id"], ADA)
    assert asking(world) == 0
    undo(world, judge(world, SAME, ("r:1", "r:2"), ADA)["id"], ADA)
    assert asking(world) == 4
    unify(world, POLICY)
    assert asking(world) == 0
    judge(world, DIFFERENT, ("r:1", "r:2"), ADA)
    undo(world, judge(world, UNSURE, ("r:1", "r:2"), BOB)["id"], BOB)
    assert asking(world) == 4


@pytest.mark.parametrize(
    ("pair", "error"),
    [
        (("r:1", "r:9"), NotFound),
        (("r:1", "r:1"), BadInput),
        (("r:1", "email:null"), BadInput),
    ],
)
def test_what_cannot_take_effect_is_an_error(world: Graph, pair: tuple[str, str], error: type[Exception]) -> None:
    """A member that does not exist, a member with itself, a value that joins nobody: an error, and nothing is written."""
    add(world, "r:4-email:null")
    unify(world, POLICY)
    with pytest.raises(error):
        judge(world, SAME, pair, ADA)
    assert entries(world, before=10**9, limit=10) == []


def test_said_twice_is_an_error(world: Graph) -> None:
    """What was said already changes nothing and is refused; so is undoing what is undone."""
    first = judge(world, SAME, ("r:1", "r:2"), ADA)["id"]
    with pytest.raises(Conflict, match="judged same already"):
        judge(world, SAME, ("r:2", "r:1"), BOB)
    undo(world, first, ADA)
    with pytest.raises(Conflict, match="is undone"):
        undo(world, first, ADA)


def test_large_sides_need_a_second_account(world: Graph) -> None:
    """Above the set size a judgement waits, acts once another account agrees, and its author cannot."""
    found = judge(world, SAME, ("r:1", "r:2"), ADA, above=3)
    assert found["state"] == "pending"
    with pytest.raises(Conflict, match="another account must agree"):
        agree(world, found["id"], ADA)
    agreed = agree(world, found["id"], BOB)
    assert (agreed["state"], agreed["agreedBy"]) == ("stands", "bob")
    with pytest.raises(Conflict, match="waits for nobody"):
        agree(world, found["id"], Said("eve", "agrees"))


def test_who_decides_on_what_has_changed_is_told(world: Graph) -> None:
    """Of two stewards who saw the same, the second is told to look again."""
    tag = explain(world, "r:1", "r:2").tag
    judge(world, SAME, ("r:1", "r:2"), Said("ada", "x", tag))
    with pytest.raises(Outdated):
        judge(world, DIFFERENT, ("r:1", "r:2"), Said("bob", "y", tag))


def test_a_reason_is_required() -> None:
    """Nobody judges without a name and a reason."""
    with pytest.raises(BadInput, match="reason"):
        Said("ada", " ")
    with pytest.raises(BadInput, match="author"):
        Said("", "because")


def test_a_person_is_parted_along_links(world: Graph) -> None:
    """Parting keeps everybody of one side from everybody of the other; a person that changed since is refused."""
    add(world, "r:1-phone:+1 r:2-phone:+1")
    unify(world, POLICY)
    person = next(key for key, members in persons(world).items() if "phone:+1" in members)
    found = held(world, person)
    links = [(link["from"], link["to"]) for link in cut(found, "record/r:1", "record/r:2").links]
    remain = sides(found, links)
    (written,) = part(world, found, remain, ADA)
    assert (written["verdict"], written["pair"], written["size"]) == ("different", ["record/r:1", "record/r:2"], 5)
    add(world, "r:1-cookie:1")
    unify(world, POLICY)
    world.driver.execute_query("MATCH (m:Record {id: 'r:2'})-[b:BELONGS_TO]->() DELETE b")
    with pytest.raises(Outdated):
        part(world, found, remain, BOB)


def test_not_a_customer(world: Graph) -> None:
    """A member is said to be a bot, test or staff; a later kind outranks, the same kind is refused."""
    first = not_a_customer(world, "r:1", Kind.BOT, ADA)["id"]
    not_a_customer(world, "r:1", Kind.STAFF, BOB)
    assert state(world, first) == "superseded"
    with pytest.raises(Conflict, match="not a customer already"):
        not_a_customer(world, "r:1", Kind.STAFF, ADA)
