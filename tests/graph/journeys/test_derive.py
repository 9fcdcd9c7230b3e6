from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import neo4j
import pytest

from app.journeys import binding, pages, postings
from app.journeys import derive as module
from app.journeys.answers import Filter
from app.journeys.paths import paths
from tests.graph.journeys.worlds import DAY, START, Event, build, everything, random_world, rows, run

if TYPE_CHECKING:
    from app.graph import Graph

PERSONS = {"P-ada": ["login:ada", "cookie:1"], "P-ben": ["login:ben", "email:ben"], "P-tab": ["device:tablet"]}
PAGES = "MATCH (g:Page) RETURN properties(g) AS g ORDER BY g.id"
POSTINGS = "MATCH (l:Posting) RETURN l.id AS id, apoc.coll.sort(split(l.text, '!')) AS entries, l.count AS count ORDER BY l.id"
EVENTS = [
    Event("w:1", ["cookie:1"], START),
    Event("w:2", ["login:ada", "device:tablet"], START + DAY, "purchase", value=10.0),
    Event("w:3", ["cookie:1"], START + 2 * DAY),
    Event("w:4", ["login:ada", "login:ben"], START + 3 * DAY),
    Event("w:5", ["device:tablet"], START + 4 * DAY),
    Event("w:6", ["email:ben"], START),
]


def owners(graph: Graph) -> dict[str, list[str]]:
    """Person to touchpoints, in order."""
    found = rows(graph, "MATCH (p:Person)-[:TOOK]->(j:Journey) RETURN p.id AS p, j.touchpoints AS t ORDER BY j.number, j.part")
    return {str(row["p"]): row["t"] for row in found}  # type: ignore[misc] # a list


def test_the_highest_priority_owns_and_equal_rights_contest(graph: Graph) -> None:
    """A log-in outranks the tablet it was used on; two log-ins leave the touchpoint to nobody."""
    build(graph, PERSONS, EVENTS)
    run(graph)
    assert owners(graph) == {"P-ada": ["w:1", "w:2", "w:3"], "P-tab": ["w:5"], "P-ben": ["w:6"]}
    assert rows(graph, "MATCH (t:Contested) RETURN t.id AS id") == [{"id": "w:4"}]


def test_a_page_view_is_another_stage_before_and_after_a_conversion(graph: Graph) -> None:
    """The same type of touchpoint: awareness at first, retention once the customer has bought."""
    build(graph, PERSONS, EVENTS)
    run(graph)
    (journey,) = rows(graph, "MATCH (:Person {id: 'P-ada'})-[:TOOK]->(j) RETURN j.stages AS stages, j.stage AS stage, j.value AS value")
    assert journey == {"stages": ["awareness", "conversion", "retention"], "stage": "retention", "value": 10.0}


def test_lists_and_links_say_the_same(graph: Graph) -> None:
    """NEXT leads from each touchpoint of a journey to the following one, and nowhere else."""
    random_world(graph, 1)
    run(graph)
    listed = {pair for ids in owners(graph).values() for pair in pairwise(ids)}
    linked = rows(graph, "MATCH (a)-[:NEXT]->(b) RETURN a.id AS a, b.id AS b")
    assert {(row["a"], row["b"]) for row in linked} == listed
    assert len(linked) == len(listed)


def filed(graph: Graph) -> list[dict[str, object]]:
    """The postings that all pages there are come to."""
    alphabet = pages.Alphabet.of(graph.read("journeys/pages_stale", limit=0, form=pages.FORM)[0]["known"])
    found = postings.changes(({}, postings.entries(row["g"], alphabet)) for row in rows(graph, PAGES))  # type: ignore[arg-type] # a node
    lists = ({"id": row["id"], "entries": sorted(row["came"].split("!")), "count": row["came"].count("!")} for row in found)
    return sorted(lists, key=lambda each: str(each["id"]))


def test_a_second_run_changes_nothing(graph: Graph) -> None:
    """Even when every person is looked at again."""
    random_world(graph, 2)
    assert run(graph).changed
    before = everything(graph)
    again = run(graph, full=True)
    assert (again.persons, again.changed, again.pages) == (60, False, 0)
    assert everything(graph) == before


def test_pages_of_an_earlier_form_are_gathered_again(graph: Graph) -> None:
    """Their alphabet does not say this form; the next run, though nothing has changed, makes them readable."""
    random_world(graph, 2)
    run(graph)
    asked = Filter(channels=["channel1"])
    before = paths(graph, asked).rows
    rows(graph, "MATCH (a:Alphabet) SET a.channels = ['channel1'], a.pairTypes = null, a.pairChannels = null, a.pairCharacters = null, a.form = null")
    rows(graph, "MATCH (g:Page) SET g.pairs = g.types, g.dayPairs = g.days")
    assert run(graph).pages > 0
    assert before
    assert paths(graph, asked).rows == before
    assert rows(graph, POSTINGS) == filed(graph)


@pytest.mark.parametrize("batch", [1, 7])
def test_the_size_and_order_of_batches_do_not_matter(graph: Graph, batch: int) -> None:
    """Persons one by one, or some at a time, give what all at once give, and so does a person looked at again."""
    build(graph, PERSONS, EVENTS)
    run(graph)
    before = everything(graph)
    rows(graph, "MATCH (n) WHERE n:Journey OR n:Page OR n:Posting DETACH DELETE n")
    rows(graph, "MATCH (:Touchpoint)-[n:NEXT]->() DELETE n")
    rows(graph, "MATCH (t:Contested) REMOVE t:Contested")
    rows(graph, "MATCH (p:Person) WITH p ORDER BY p.id DESC SET p:Stale")
    run(graph, batch=batch)
    assert everything(graph) == before


def test_a_killed_run_is_simply_run_again(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after some persons, or after all of them and before the pages, it ends the same."""
    random_world(graph, 3)
    run(graph)
    before = everything(graph)
    rows(graph, "MATCH (n) WHERE n:Journey OR n:Page OR n:Posting DETACH DELETE n")
    rows(graph, "MATCH (:Touchpoint)-[n:NEXT]->() DELETE n")
    rows(graph, "MATCH (p:Person) SET p:Stale")

    def die(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(graph, batch=20, on_progress=die)
    with monkeypatch.context() as patch:
        patch.setattr(module, "bind_few", lambda *_: None)
        patch.setattr(module, "bind", lambda *_: die(0, 0))
        with pytest.raises(KeyboardInterrupt):
            run(graph)
    assert run(graph).persons == 0
    assert everything(graph) == before


@pytest.mark.parametrize("seed", [5, 6])
def test_pages_are_patched_to_what_gathering_makes_of_them(graph: Graph, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Of pages that a few persons changed only these are read, also after a run that was killed before; each page and list is as if made anew."""
    owned = random_world(graph, seed, persons=150)
    run(graph)
    few: list[object] = []
    one = pages.patched

    def noted(held: dict[str, object], *others: Any) -> object:
        few.append(held["id"])
        return one(held, *others)

    monkeypatch.setattr(binding, "patched", noted)
    chance = random.Random(seed)
    for turn in range(5):
        for id_ in chance.sample(sorted(owned), 5):
            at = chance.choice(owned[id_]).at + chance.randrange(3) * DAY
            build(graph, {}, [Event(f"n:{turn}-{id_}", [f"cookie:{id_[2:]}"], at, f"type{chance.randrange(9)}", "web")])
            if chance.random() < 0.3:
                rows(graph, "MATCH (i:Identifier {key: $key})<-[c:CARRIED]-() DELETE c", key=f"cookie:{id_[2:]}")
            rows(graph, "MATCH (p:Person {id: $id}) SET p:Stale", id=id_)
            if chance.random() < 0.2:
                killed_before_pages(graph, monkeypatch)
        run(graph)
        found = rows(graph, PAGES)
        assert rows(graph, POSTINGS) == filed(graph)
        rows(graph, "MATCH (g:Page) SET g:Stale")
        binding.bind(graph)
        assert found == rows(graph, PAGES)
        assert rows(graph, POSTINGS) == filed(graph)
    assert few


def test_journeys_of_a_few_persons_and_their_pages_change_at_once(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reads the old pages beside the new journeys: one transaction writes both, unless the run is a large one."""
    build(graph, PERSONS, EVENTS)
    run(graph)
    build(graph, {}, [Event("w:9", ["cookie:1"], START + 9 * DAY, "purchase", "web")])
    rows(graph, "MATCH (p:Person {id: 'P-ada'}) SET p:Stale")
    commits: list[int] = []

    def committed(transaction: neo4j.Transaction) -> None:
        commits.append(1)
        commit(transaction)

    commit = neo4j.Transaction.commit
    monkeypatch.setattr(neo4j.Transaction, "commit", committed)
    run(graph)
    assert commits == [1]
    assert rows(graph, "MATCH (s:Stale) RETURN count(s) AS n") == [{"n": 0}]
    found = rows(graph, PAGES)
    rows(graph, "MATCH (g:Page) SET g:Stale")
    binding.bind(graph)
    assert found == rows(graph, PAGES)


def killed_before_pages(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ends with its process when all journeys are written, and pages are gathered after them, as in a large run."""

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "bind_few", lambda *_: None)
        patch.setattr(module, "bind", die)
        with pytest.raises(KeyboardInterrupt):
            run(graph)


def test_a_touchpoint_that_changes_hands_leaves_no_trace(graph: Graph) -> None:
    """When only the new owner is stale, the old one loses the touchpoint all the same."""
    build(graph, PERSONS, EVENTS)
    run(graph)
    rows(graph, "MATCH (t:Touchpoint {id: 'w:5'}), (i:Identifier {key: 'login:ben'}) CREATE (t)-[:CARRIED {role: 'actor'}]->(i)")
    rows(graph, "MATCH (p:Person {id: 'P-ben'}) SET p:Stale")
    run(graph)
    assert owners(graph) == {"P-ada": ["w:1", "w:2", "w:3"], "P-ben": ["w:6", "w:5"]}
    fresh = everything(graph)
    run(graph, full=True)
    assert everything(graph) == fresh


def test_an_id_no_longer_in_use_has_no_journeys(graph: Graph) -> None:
    """After a merge the survivor takes over, and the redirect keeps nothing."""
    build(graph, PERSONS, EVENTS)
    run(graph)
    rows(graph, "MATCH (p:Person {id: 'P-tab'}) REMOVE p:Person SET p:Redirect:Stale")
    rows(
        graph,
        "MATCH (i:Identifier {key: 'device:tablet'})-[b:BELONGS_TO]->(), (a:Person {id: 'P-ada'}) DELETE b CREATE (i)-[:BELONGS_TO]->(a) SET a:Stale",
    )
    run(graph)
    assert owners(graph) == {"P-ada": ["w:1", "w:2", "w:3", "w:5"], "P-ben": ["w:6"]}
    assert rows(graph, "MATCH (s:Stale) RETURN count(s) AS n") == [{"n": 0}]


def test_a_use_owns_what_happened_while_it_lasted(graph: Graph) -> None:
    """A recycled number: each touchpoint belongs to who had the number then."""
    build(graph, {"P-1": ["crm:1"], "P-2": ["crm:2"]}, [])
    rows(graph, "CREATE (:Identifier {key: 'phone:1', namespace: 'phone'})")
    build(graph, {}, [Event("c:1", ["phone:1"], START), Event("c:2", ["phone:1"], START + 900 * DAY)])
    for person, moment in (("P-1", "c:1"), ("P-2", "c:2")):
        rows(
            graph,
            "MATCH (p:Person {id: $p}), (t:Touchpoint {id: $t}), (i:Identifier {key: 'phone:1'}) "
            "CREATE (i)<-[:OF]-(:Use {key: $t, namespace: 'phone', from: t.at, to: t.at})-[:BELONGS_TO]->(p)",
            p=person,
            t=moment,
        )
    run(graph)
    assert owners(graph) == {"P-1": ["c:1"], "P-2": ["c:2"]}


def test_a_journey_longer_than_a_node_is_continued(graph: Graph) -> None:
    """A thousand steps in the first part, the rest in the second, and the link between them is there."""
    build(graph, {"P-1": ["cookie:1"]}, [Event(f"w:{i:04}", ["cookie:1"], START + i) for i in range(1_001)])
    run(graph)
    found = rows(graph, "MATCH (j:Journey) RETURN j.number AS number, j.part AS part, size(j.at) AS size ORDER BY part")
    assert found == [{"number": 0, "part": 0, "size": 1_000}, {"number": 0, "part": 1, "size": 1}]
    assert rows(graph, "MATCH (:Touchpoint {id: 'w:0999'})-[:NEXT]->(b) RETURN b.id AS id") == [{"id": "w:1000"}]


def test_the_latest_part_says_where_somebody_stands(graph: Graph) -> None:
    """Also where more happened at one moment than a part holds: not whichever part the database finds first."""
    kinds = [*["page_view"] * 1_000, "purchase"]
    persons = {f"P-{each}": [f"cookie:{each}"] for each in range(4)}
    build(graph, persons, [Event(f"w:{each}-{i:04}", [f"cookie:{each}"], START, kind) for each in range(4) for i, kind in enumerate(kinds)])
    run(graph)
    assert graph.read("web/current_stages") == [{"stage": "conversion", "persons": 4}]
