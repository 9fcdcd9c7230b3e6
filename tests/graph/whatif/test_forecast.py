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
from app.identity.scoring import models
from app.identity.scoring.model import model_of, read_model
from app.settings import Settings
from app.whatif.drafts import ModelDraft, PairDraft, PolicyDraft, UndoDraft
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

MODEL = read_model()
# r:1 and r:2 are one by name and date of birth, r:3 and r:4 by their log-in, though their dates differ; r:5 and r:6 are namesakes of one town.
SAYS = {
    "r:1": {"givenName": "Philippa", "familyName": "Wolverton", "birthDate": "1956-03-07"},
    "r:2": {"givenName": "Philippa", "familyName": "Wolverton", "birthDate": "1956-03-07"},
    "r:3": {"givenName": "Ada", "familyName": "Lang", "birthDate": "1980-01-02"},
    "r:4": {"givenName": "Ada", "familyName": "Lang", "birthDate": "1985-06-20"},
    "r:5": {"givenName": "Ines", "familyName": "Okonkwo", "city": "Schopfheim"},
    "r:6": {"givenName": "Ines", "familyName": "Okonkwo", "city": "Schopfheim"},
}
SCORED = [
    *(f"r:{n}-email:{n}@x.example~{n}" for n in (1, 2, 5, 6)),
    *(f"cookie:{n}-email:{n}@x.example~{n}" for n in (1, 2, 5, 6)),
    "r:3-login:ada~1",
    "r:4-login:ada~2",
    "login:ada-cookie:3~3",
]


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


@pytest.mark.parametrize(
    ("numbers", "merged", "split"),
    [({"threshold": 0.051}, 2, 0), ({"prior": 1e-12, "cap": 1, "negative": -3.0}, 0, 2)],
    ids=["eager", "strict"],
)
def test_a_scoring_model_comes_true(graph: Graph, settings: Settings, numbers: dict[str, object], merged: int, split: int) -> None:
    """Who is merged and split by another scoring model, and whose journeys move, is what applying it brings; the trial leaves nothing behind."""
    build(graph, settings, SCORED, SAYS)
    one = ModelDraft(model_of({**MODEL.document, **numbers}, "a draft"), MODEL)
    found = forecast(graph, settings, one)
    assert (found.fates[Fate.MERGED], found.fates[Fate.SPLIT]) == (merged, split)
    assert found.figures.before != found.figures.after
    assert tried(graph, settings, one, full=merged > 0) == ([], False)


def test_a_scoring_model_is_refused_as_applying_it_would_be(graph: Graph, settings: Settings) -> None:
    """As when applied, for equal numbers or an earlier revision; for too many records; and any draft while the last is not yet compared by."""
    build(graph, settings, SCORED, SAYS)
    one = ModelDraft(model_of({**MODEL.document, "prior": 1e-12}, "a draft"), MODEL)
    with pytest.raises(BadInput, match="there is nothing to apply"):
        forecast(graph, settings, ModelDraft(MODEL, MODEL))
    with pytest.raises(Conflict, match=r"compare 6 records by this model .* and at most 5 are tried so \(THROUGHLINE_LIMIT_TRIAL\)"):
        forecast(graph, settings, ModelDraft(one.model, MODEL, most=5))
    found = forecast(graph, settings, one)
    add(graph, "r:9-cookie:9")
    derive(graph, settings)
    with pytest.raises(Outdated, match=f"not {found.revision}. Try it again"):
        put(graph, one, found)
    assert models.current(graph, MODEL) is MODEL
    put(graph, one, forecast(graph, settings, one))
    with pytest.raises(Conflict, match="The scoring model in force is not yet compared by; run `throughline unify`"):
        forecast(graph, settings, PairDraft(Verdict.SAME, "r:3", "r:9"))


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
