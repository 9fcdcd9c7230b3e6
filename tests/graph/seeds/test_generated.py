"""A generated world is told apart as far as its files can tell: an oracle that knows no policy says how far. So is who is given credit in it."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pytest

from app.attribution.identity import compare
from app.attribution.models import Model, Options, channels_of, prepare
from app.attribution.question import Question
from app.attribution.report import Wish
from app.identity.policy import read_policy
from app.journeys.conversions import read_conversions
from seeds.generate import generate
from seeds.shape import Shape
from seeds.world import Order
from tests.graph.attribution.oracle import LOOKBACK, Done, ways
from tests.graph.seeds.attainable import Files, partition
from tests.graph.seeds.stories import derive, manifest, rows, tell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.graph import Graph, Row

SHAPE = replace(Shape(), tablet=0.1, recycled=0.05, browsers=(0.0, 0.6, 0.4), logs_in=0.5, cart=0.5, buy=0.6)
"""More shared tablets and recycled numbers than usual; two or three browsers each, a log-in on half of them; more purchases."""

_MEMBERS = """
MATCH (m)-[:BELONGS_TO]->(p:Person)
RETURN p.id AS person, CASE
  WHEN m:Record THEN m.id + ' record'
  WHEN m:Use THEN [(m)-[:OF]->(i) | i.key][0] + CASE WHEN m.from < datetime('2024') THEN ' before' ELSE ' after' END
  ELSE coalesce(m.twin, m.key) END AS member
"""
_TOUCHPOINTS = """
MATCH (t:Touchpoint)
RETURN t.source AS source, t.key AS key,
  [t.at.epochMillis * 1000 + t.at.microsecond % 1000, t.sequence, t.id, t.type, t.channel, t.value, t.currency] AS done,
  [(t)-[c:CARRIED]->(i) WHERE c.role = 'actor' | [i.namespace, coalesce(i.twin, i.key)]] AS actors
"""
MODELS = [Model.FIRST, Model.LAST, Model.LINEAR, Model.TIME_DECAY, Model.MARKOV, Model.SHAPLEY]
ASKED = Question(LOOKBACK)


class Told(NamedTuple):
    """A generated world, loaded and unified."""

    graph: Graph
    files: Files
    counts: dict[str, dict[str, int]]
    folder: Path


@pytest.fixture(scope="module")
def told(_session_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A world of 120 persons; tests only read it."""
    _session_graph.write("runtime/wipe")
    folder = tmp_path_factory.mktemp("world")
    generate(Order(folder, seed=3, persons=120, form="jsonl"), SHAPE)
    counts = tell(_session_graph, manifest(folder), folder)
    derive(_session_graph)
    return Told(_session_graph, Files(folder), counts, folder)


def test_persons_are_what_the_files_can_tell(told: Told) -> None:
    """Loaded and unified, a world of 120 persons has exactly the groups that the oracle finds: no false merge, none missed."""
    found: dict[str, set[str]] = {}
    for row in rows(told.graph, _MEMBERS):
        found.setdefault(row["person"], set()).add(row["member"])
    assert told.files.passed_on
    assert {frozenset(group) for group in found.values()} == partition(told.files)
    assert sum(count["rejected"] + count["setAside"] for count in told.counts.values()) == 0


def test_attribution_is_what_the_files_can_tell(told: Told) -> None:
    """By every model credit equals, to 1e-9, that of the persons whom the files can tell; without identity it is further from the truth."""
    priorities = read_policy().priorities
    with (told.folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        truth = {(row["source"], row["record"]): row["person"] for row in csv.DictReader(file)}
    touchpoints = rows(told.graph, _TOUCHPOINTS)
    knowable, true = _owned(touchpoints, told.files, priorities), defaultdict(list)
    for row in touchpoints:
        true[truth[row["source"], row["key"]]].append(Done(*row["done"]))
    found = compare(told.graph, ASKED, Wish(MODELS, replicates=0), read_conversions(), priorities)
    expected, ideal = _credit(knowable), _credit(true)
    assert found.after.total.conversions > 50
    assert found.before.total == pytest.approx(found.after.total)
    for before, after in zip(found.before.rows, found.after.rows, strict=True):
        now = {each.channel: each.conversions for each in after.channels}
        then = {each.channel: each.conversions for each in before.channels}
        assert now == pytest.approx(expected[after.model], abs=1e-9)
        assert _distance(then, ideal[after.model]) > _distance(now, ideal[after.model]), after.model
        bias = {each.channel: each.conversions_bias for each in found.bias if each.model is after.model}
        assert bias == pytest.approx({channel: then.get(channel, 0) - now.get(channel, 0) for channel in {*then, *now}})
    assert all(found.misplaced.values())
    assert 0 < found.unknowable.others <= found.after.counted.others


def _owned(touchpoints: list[Row], files: Files, priorities: Mapping[str, int]) -> dict[int, list[Done]]:
    """What each group of members did: of the actors of the highest priority, all must be of one group."""
    group = {member: number for number, members in enumerate(partition(files)) for member in members}
    found: dict[int, list[Done]] = defaultdict(list)
    for row in touchpoints:
        claims: dict[str, set[int]] = {namespace: set() for namespace, _ in row["actors"]}
        for namespace, key in row["actors"]:
            member = f"{key} after" if key.removeprefix("phone:") in files.passed_on else key
            claims[namespace] |= {group[member]} if member in group else set()
        best = max((namespace for namespace in claims if claims[namespace]), key=priorities.__getitem__, default=None)
        if best is not None and len(claims[best]) == 1:
            found[min(claims[best])].append(Done(*row["done"]))
    return found


def _credit(owned: Mapping[object, list[Done]] | Mapping[int, list[Done]]) -> dict[Model, dict[str, float]]:
    """By every model, channel to conversions."""
    whole = [way for number, done in enumerate(owned.values()) for way in ways(done, ASKED, number)]
    channels = channels_of(whole)
    return {model: dict(zip(channels, prepare(model, whole, channels, Options()).credit().conversions, strict=True)) for model in MODELS}


def _distance(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How much credit lies elsewhere."""
    return sum(abs(one.get(channel, 0) - other.get(channel, 0)) for channel in {*one, *other}) / 2


def test_dirt_is_told_apart(graph: Graph, tmp_path: Path) -> None:
    """Repeated rows are repeated, rows without time rejected, unreadable addresses set aside: as many as were made."""
    made = generate(Order(tmp_path, seed=3, persons=60), replace(SHAPE, dirt=0.2))
    counts = tell(graph, manifest(tmp_path), tmp_path)
    told = {name: sum(count[name] for count in counts.values()) for name in ("repeated", "rejected")}
    assert told == {"repeated": made["repeated"], "rejected": made["rejected"]}
    assert counts["crm/contacts.csv"]["setAside"] == made["set_aside"] > 0
