"""Unification over a real graph: the same outcome whichever way it is reached, with ids that last."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app.cli import cli
from app.errors import Conflict
from app.graph.locks import lock
from app.identity.policy import read_policy
from app.identity.unify import unify
from app.ledger.book import verify
from tests.graph.identity.worlds import add, marks, partition, persons, verdicts, withdraw

if TYPE_CHECKING:
    from click.testing import Result

    from app.graph import Graph
    from app.graph.failures import Failures

POLICY = read_policy()
WAYS = pytest.mark.parametrize("small", [-1, 10_000], ids=["whole graph", "touched only"])

SHARED_TABLET = "login:ada-device:tablet login:bob-device:tablet login:ada-cookie:1 login:bob-cookie:2"
INFO = " ".join(f"r:{i}-email:team@acme.example" for i in range(7))


def groups(*texts: str) -> set[frozenset[str]]:
    """Member sets, written as texts."""
    return {frozenset(text.split()) for text in texts}


@WAYS
def test_shared_values_join(graph: Graph, small: int) -> None:
    """What is linked by joining values is one person; what is linked by nothing is another."""
    add(graph, "r:1-email:a@x.example email:a@x.example-cookie:1 login:a-cookie:1 cookie:9")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:1 email:a@x.example cookie:1 login:a", "cookie:9")
    assert marks(graph) == 0


@WAYS
def test_shared_device_joins_nobody(graph: Graph, small: int) -> None:
    """A tablet on which two customers log in belongs to neither, and both stay whole."""
    add(graph, SHARED_TABLET)
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("login:ada cookie:1", "login:bob cookie:2", "device:tablet")
    contested = "login:ada | login:bob"
    assert ("device:tablet", "login:ada", "REFUSED", "contested", contested) in verdicts(graph)


@WAYS
def test_generic_value_is_no_evidence(graph: Graph, small: int) -> None:
    """An address that more people use than its cap allows joins none of them, and belongs to nobody."""
    add(graph, INFO)
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups(*(f"r:{i}" for i in range(7)))


def test_generic_value_is_evidence_again_below_its_cap(graph: Graph) -> None:
    """When uses are withdrawn below the cap a value joins again, as if it had never been generic."""
    add(graph, INFO)
    unify(graph, POLICY, small=10_000)
    withdraw(graph, "r:5-email:team@acme.example r:6-email:team@acme.example")
    unify(graph, POLICY, small=10_000)
    assert partition(graph) == groups("r:0 r:1 r:2 r:3 r:4 email:team@acme.example", "r:5", "r:6")


@WAYS
def test_generic_value_is_generic_under_its_hash(graph: Graph, small: int) -> None:
    """The hash of an address that too many use joins nobody either; both are counted together."""
    add(graph, "email:x@x.example-email:x@x.example# cookie:1-email:x@x.example# cookie:2-email:x@x.example#")
    add(graph, " ".join(f"r:{i}-email:x@x.example" for i in range(3)))
    unify(graph, POLICY, small=small)
    assert len(partition(graph)) == 1
    add(graph, " ".join(f"r:{i}-email:x@x.example#" for i in range(3, 6)))
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups(*(f"r:{i}" for i in range(6)), "cookie:1", "cookie:2")


@WAYS
def test_junk_is_no_evidence(graph: Graph, small: int) -> None:
    """Two records that both say anonymous are not one person."""
    add(graph, "r:1-email:anonymous@x.example r:2-email:anonymous@x.example r:1-login:null r:2-login:null")
    unify(graph, POLICY, small=small)
    assert partition(graph) == groups("r:1", "r:2")
    assert [row[2:] for row in verdicts(graph)].count(("REFUSED", "junk", "login:null")) == 2


@WAYS
def test_recycled_phone_number(graph: Graph, small: int) -> None:
    """A number that was silent for longer than its life time has passed to somebody else."""
    add(graph, "login:ada-phone:+1~0 login:ada-phone:+1~30 login:bob-phone:+1~900 cookie:5-phone:+1~910")
    unify(graph, POLICY, small=small)
    first, second = "phone:+1@2026-01-01T00:00:00.000000Z", "phone:+1@2028-06-19T00:00:00.000000Z"
    assert partition(graph) == groups(f"login:ada {first}", f"login:bob cookie:5 {second}")


def test_late_event_closes_a_gap(graph: Graph) -> None:
    """A late event that closes the gap makes two uses one value again."""
    add(graph, "cookie:1-phone:+1~0 cookie:2-phone:+1~700")
    unify(graph, POLICY, small=10_000)
    assert len(partition(graph)) == 2
    add(graph, "cookie:3-phone:+1~350")
    unify(graph, POLICY, small=10_000)
    assert partition(graph) == groups("cookie:1 cookie:2 cookie:3 phone:+1")


def test_ids_last(graph: Graph) -> None:
    """A merge keeps the id of the older person, the other redirects; a split leaves the id with the anchor."""
    add(graph, "login:ada-cookie:1~0 r:2-email:a@x.example~5")
    unify(graph, POLICY, small=10_000)
    before = {frozenset(members): id_ for id_, members in persons(graph).items()}
    ada, other = before[frozenset({"login:ada", "cookie:1"})], before[frozenset({"r:2", "email:a@x.example"})]
    add(graph, "r:2-login:ada~6")
    unify(graph, POLICY, small=10_000)
    assert set(persons(graph)) == {ada}
    answer = graph.driver.execute_query("MATCH (:Redirect {id: $id})-[:TO]->(p) RETURN p.id AS id", id=other).records
    assert answer[0]["id"] == ada
    withdraw(graph, "r:2-login:ada")
    unify(graph, POLICY, small=10_000)
    assert persons(graph)[ada] == {"login:ada", "cookie:1"}
    assert len(persons(graph)) == 2


def test_unchanged_graph_is_not_written(graph: Graph) -> None:
    """A second run, even over the whole graph, changes no person, no verdict, and not the revision."""
    add(graph, f"{SHARED_TABLET} {INFO}")
    first = unify(graph, POLICY, small=-1)
    before = persons(graph)
    again = unify(graph, POLICY, small=-1)
    assert (persons(graph), again.changed.any) == (before, False)
    assert unify(graph, POLICY).mode == "nothing"
    assert first.changed.new == len(before)


def test_one_derivation_at_a_time(graph: Graph) -> None:
    """A second run while one is under way is refused, and says until when."""
    with lock(graph, "derivation"), pytest.raises(Conflict, match="Another derivation is under way"):
        unify(graph, POLICY)


def test_a_lock_that_is_given_back_is_free_and_its_node_stays(graph: Graph) -> None:
    """A node that came and went would change the counts by which the database plans: it plans what reads locks anew."""
    for _ in range(2):
        with lock(graph, "derivation"):
            held = graph.driver.execute_query("MATCH (l:Lock) RETURN elementId(l) AS id, l.holder IS NULL AS free").records
        after = graph.driver.execute_query("MATCH (l:Lock) RETURN elementId(l) AS id, l.holder IS NULL AS free").records
        assert [row["free"] for row in held] == [False]
        assert [row["free"] for row in after] == [True]
        assert held[0]["id"] == after[0]["id"]
    graph.write("identity/judgement_turn")
    found = graph.driver.execute_query("MATCH (s:State {name: 'judgements'}) RETURN s.mark AS mark").records
    assert [row["mark"] for row in found] == ["Judged"]


def everything(graph: Graph) -> list[str]:
    """All nodes and relationships with what they say, but for the lock, which says how long it lasts."""
    query = "MATCH (n) WHERE NOT n:Lock RETURN [labels(n), properties(n), [(n)-[r]->(m) | [type(r), properties(r), properties(m)]]] AS all"
    return sorted(str(row["all"]) for row in graph.driver.execute_query(query).records)


def test_a_second_run_in_the_midst_of_one_changes_nothing(graph_in_environment: Graph) -> None:
    """Between two steps of a run, another and the command are refused in a sentence and leave no trace; the first ends as if alone."""
    graph = graph_in_environment
    add(graph, SHARED_TABLET)
    refused: list[Result] = []

    def meanwhile(graph: Graph, *, unchanged: str | None, failures: Failures) -> None:  # noqa: ARG001 - as a run calls it
        before = everything(graph)
        with pytest.raises(Conflict, match=r"Another derivation is under way .* try again then"):
            unify(graph, POLICY, full=True)
        refused.append(CliRunner().invoke(cli, ["unify"]))
        assert everything(graph) == before

    unify(graph, POLICY, resemble=meanwhile)
    assert (refused[0].exit_code, "Another derivation is under way" in refused[0].stderr) == (1, True), refused[0].output
    assert "Traceback" not in refused[0].output
    assert partition(graph) == groups("login:ada cookie:1", "login:bob cookie:2", "device:tablet")
    assert list(verify(graph)) == []


def random_world(seed: int) -> list[str]:
    """A world of about forty links in which everything happens: shared devices, caps, junk, recycled numbers."""
    source = random.Random(seed)
    kinds = ["login"] * 2 + ["cookie"] * 4 + ["device", "email", "phone", "crm"]
    values = [f"{source.choice(kinds)}:{i}" for i in range(16)] + ["email:null", "email:team@x.example"]
    emails = [value for value in values if value.startswith("email:") and value != "email:null"]
    values += [f"{value}#" for value in emails]
    links = {f"{value}-{value}#" for value in emails}
    for _ in range(source.randrange(20, 45)):
        a = source.choice([*values, *(f"r:{i}" for i in range(8))])
        b = source.choice(values)
        if a not in {b, f"{b}#"} and b != f"{a}#":
            links.add(f"{a}-{b}~{source.choice((0, 1, 2, 500, 1000))}")
    return sorted(links)


@pytest.mark.parametrize("seed", range(6))
def test_touched_components_equal_the_whole_graph(graph: Graph, seed: int) -> None:
    """Evidence that comes in any order and in batches gives the persons and verdicts that the whole at once gives."""
    links = random_world(seed)
    random.Random(seed + 1).shuffle(links)
    size = random.Random(seed + 2).choice((1, 3, 10))
    for start in range(0, len(links), size):
        add(graph, " ".join(links[start : start + size]))
        if size > 1 or start % 4 == 0:
            unify(graph, POLICY, small=10_000)
    unify(graph, POLICY, small=10_000)
    step_by_step = partition(graph), verdicts(graph)
    unify(graph, POLICY, full=True)
    assert (partition(graph), verdicts(graph)) == step_by_step
    graph.write("runtime/wipe")
    add(graph, " ".join(links))
    unify(graph, POLICY, small=-1)
    assert (partition(graph), verdicts(graph)) == step_by_step
