"""A forecast is what then happens, and leaves the graph as it was."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from app.derivation import derive
from app.errors import BadInput, Conflict, NotFound, Outdated
from app.graph.locks import lock
from app.identity import judging
from app.identity.judged import Said, at_revision
from app.identity.judgements import Verdict
from app.identity.policies import apply
from app.identity.policy import parse, read_policy
from app.settings import Settings
from app.whatif.drafts import PairDraft, PolicyDraft, UndoDraft
from app.whatif.forecast import forecast
from app.whatif.moves import Fate
from app.whatif.told import lines, told
from tests.graph.identity.test_unify import random_world
from tests.graph.identity.worlds import add
from tests.graph.whatif.worlds import build, draft, everything, put, tried

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

DEFAULT = read_policy()
HOUSE = "login:ada-device:tablet~1 login:ada-device:tablet~2 r:1-login:ada~1 r:2-email:b@x.example~1 cookie:7-email:b@x.example~3"
SAME = PairDraft(Verdict.SAME, "r:1", "r:2")
DEVICES = '"device": {"cap": 5, "loose": 50, "priority": 30, "rule": "joins"}'
NO_DEVICES = PolicyDraft(parse(DEFAULT.document.replace(DEVICES, '"device": {"priority": 30, "rule": "shared"}'), "a draft"), DEFAULT)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a home of their own."""
    return Settings(home=tmp_path)


def test_random_drafts_come_true(graph: Graph, settings: Settings) -> None:
    """Persons as member sets, fates and the figures of all journeys are forecast as they then come, whatever is tried; refused is refused alike."""
    chance = random.Random(11)
    build(graph, settings, random_world(11))
    outcomes = [tried(graph, settings, draft(graph, chance), full=number == 2) for number in range(3)]
    assert [wrong for wrong, _ in outcomes if wrong] == []
    assert sum(not refused for _, refused in outcomes) > 1


def test_forecasts_and_what_becomes_of_them(graph: Graph, settings: Settings) -> None:
    """What is told of a judgement and of a policy; both are refused once the graph has moved on, and the trial leaves nothing behind."""
    build(graph, settings, HOUSE.split())
    untouched = everything(graph)
    found = forecast(graph, settings, SAME)
    assert (found.persons, found.fates[Fate.MERGED], found.second) == ((2, 1), 2, False)
    assert (found.figures.before.journeys, found.figures.after.journeys) == (2, 1)
    row = told(graph, found)
    assert [each["id"] is None for each in row["worst"][0]["after"]] == [False]
    assert lines(row)[0] == "Persons: 2 would be 1: 0 unchanged, 2 merged, 0 split, 0 rearranged, 0 altered, 0 gone."
    tablet = forecast(graph, settings, NO_DEVICES)
    assert (tablet.persons, tablet.fates[Fate.ALTERED]) == ((2, 2), 1)
    for contradictory in (PolicyDraft(DEFAULT, DEFAULT), UndoDraft("J-9"), PairDraft(Verdict.SAME, "r:1", "r:1")):
        with pytest.raises((BadInput, NotFound), match="nothing to apply|There is no judgement|against itself"):
            forecast(graph, settings, contradictory)
    with lock(graph, "derivation"), pytest.raises(Conflict, match="Another derivation is under way"):
        forecast(graph, settings, SAME)
    assert everything(graph) == untouched

    add(graph, "r:9-cookie:9")
    assert forecast(graph, settings, SAME).waited == 2
    derive(graph, settings)
    said = Said("ada", "She told us.", at_revision(found.revision))
    with pytest.raises(Outdated, match=f"at revision {found.revision + 1}, not {found.revision}"):
        judging.judge(graph, Verdict.SAME, ("r:1", "r:2"), said)
    with pytest.raises(Outdated, match="Try it again"):
        apply(graph, NO_DEVICES.policy, author="ada", reason="It was tried.", default=DEFAULT, revision=tablet.revision)
    put(graph, SAME, forecast(graph, settings, SAME))
    put(graph, NO_DEVICES, None)
    with pytest.raises(Conflict, match="not yet unified by; run `throughline unify`"):
        forecast(graph, settings, UndoDraft("J-1"))
