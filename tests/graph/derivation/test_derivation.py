"""One derivation over a real graph: persons, then journeys, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from neo4j.exceptions import Neo4jError

from app import derivation
from app.derivation import derive, derive_touched
from app.errors import BadInput
from app.graph import Graph, Work
from app.graph.statements import statement
from app.identity import closure, policies
from app.identity.judged import Said
from app.identity.judgements import Kind, Verdict
from app.identity.judging import agree, judge, not_a_customer, undo
from app.identity.policy import parse, read_policy
from app.identity.scoring import models
from app.identity.scoring.model import model_of, read_model
from app.ledger.book import head
from app.settings import Settings
from tests.graph.identity.worlds import add, marks, partition
from tests.graph.whatif.worlds import everything

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.graph import Row

ADA = Said("ada", "I asked.")
OF_EVIDENCE = ("touch_withdrawn", "standing_barred", "uses_candidates", "scoring_crowded", "scoring_touched", "scoring_records")
"""What has nothing to find unless evidence has changed."""


def test_evidence_becomes_journeys_once(graph: Graph, tmp_path: Path) -> None:
    """New evidence gives persons and journeys and a new revision; a second run has nothing to do and says so."""
    settings = Settings(home=tmp_path)
    add(graph, "login:ada-cookie:1~1 login:ada-cookie:1~2")
    first = derive(graph, settings)
    assert (first.identity.changed.new, first.journeys.written) == (1, 1)
    again = derive(graph, settings)
    assert again.lines()[0] == "No evidence has changed since the last run."
    assert (again.revision, again.journeys.persons) == (first.revision, 0)


def test_new_touchpoint_of_a_known_person_is_a_new_revision(graph: Graph, tmp_path: Path) -> None:
    """A touchpoint that changes no person still changes a journey, and with it the graph's revision."""
    settings = Settings(home=tmp_path)
    add(graph, "login:ada-cookie:1~1")
    first = derive(graph, settings)
    add(graph, "login:ada-cookie:1~2")
    again = derive(graph, settings)
    assert not again.identity.changed.any
    assert again.journeys.written == 1
    assert again.revision == first.revision + 1
    assert marks(graph) == 0


def test_changed_survivorship_says_how_many_golden_records_it_wrote(graph: Graph, tmp_path: Path) -> None:
    """The file that the settings name is followed, and a run that only follows it says what it did."""
    rules = tmp_path / "survivorship.yaml"
    rules.write_text("default: {rule: longest}", encoding="utf-8")
    add(graph, "login:ada-cookie:1")
    derive(graph, Settings(home=tmp_path))
    said = derive(graph, replace(Settings(home=tmp_path), survivorship=rules)).lines()
    assert said[0] == "No evidence has changed since the last run."
    assert "Golden records: 1 written." in said


@pytest.mark.parametrize(
    ("setting", "text", "sentence"),
    [
        ("policy", "namespaces: {login: {rule: join, priority: 1}}", "use one of unique"),
        ("survivorship", "default: {rule: newest}", "use one of most_recent"),
    ],
)
def test_broken_rules_change_nothing(graph: Graph, tmp_path: Path, setting: str, text: str, sentence: str) -> None:
    """A mistake in a file of rules is found before anything is written."""
    broken = tmp_path / f"{setting}.yaml"
    broken.write_text(text, encoding="utf-8")
    add(graph, "login:ada-cookie:1")
    settings = Settings.from_environment({"THROUGHLINE_HOME": str(tmp_path), f"THROUGHLINE_{setting.upper()}": str(broken)})
    with pytest.raises(BadInput, match=sentence):
        derive(graph, settings)
    assert marks(graph) == 2


FEWEST = 38
"""Statements of the derivation that follows a judgement, one less where no page falls empty; each is half a millisecond that a steward waits."""


def noted(patch: pytest.MonkeyPatch) -> list[str]:
    """The name of every statement that runs from now on."""
    names: list[str] = []

    def note(kind: type[Graph | Work], way: str) -> None:
        before = getattr(kind, way)

        def noting(self: Graph | Work, name: str, /, *whole: object, **params: object) -> list[Row]:
            names.append(name)
            found: list[Row] = before(self, name, *whole, **params)
            return found

        patch.setattr(kind, way, noting)

    for way in ("read", "write", "stream"):
        note(Graph, way)
    note(Work, "run")
    note(Work, "run_whole")
    return names


def test_what_somebody_says_costs_no_look_at_evidence(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a judgement two persons are one, down to their journey, and nothing was compared, counted or set aside; new evidence is looked at."""
    settings = Settings(home=tmp_path)
    add(graph, "r:1-cookie:1~1 r:2-cookie:2~2 login:a-cookie:1~3 login:b-cookie:2~4")
    derive(graph, settings)
    names = noted(monkeypatch)
    judge(graph, Verdict.SAME, ("r:1", "r:2"), ADA)
    names.clear()
    assert derive_touched(graph, settings)
    assert not {name.partition("/")[2] for name in names} & set(OF_EVIDENCE)
    assert len(names) <= FEWEST
    assert len(partition(graph)) == 1
    names.clear()
    add(graph, "r:3-cookie:3~1")
    derive(graph, settings)
    assert {name.partition("/")[2] for name in names} >= set(OF_EVIDENCE)


@pytest.mark.parametrize("few", [100, 0])
@pytest.mark.parametrize("what", ["policy", "model"])
def test_nobody_who_judges_waits_for_new_rules(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, few: int) -> None:
    """Where all is due by another policy or model, a judgement is left to the next run, which deals with both."""
    monkeypatch.setattr(derivation, "FEW", few)
    settings = Settings(home=tmp_path)
    add(graph, "r:1-email:a@x.example r:2-email:b@x.example")
    derive(graph, settings)
    if what == "policy":
        default = read_policy()
        document = default.document.replace('"cap": 5', '"cap": 4')
        policies.apply(graph, parse(document, "a new one"), author="ada", reason="Fewer.", default=default)
    else:
        models.apply(graph, model_of({**read_model().document, "prior": 1e-9}), author="ada", reason="Rarer.", default=read_model())
    judge(graph, Verdict.SAME, ("r:1", "r:2"), ADA)
    before = everything(graph)
    assert not derive_touched(graph, settings)
    assert everything(graph) == before
    derive(graph, settings)
    assert len(partition(graph)) == 1
    judge(graph, Verdict.DIFFERENT, ("r:1", "r:2"), ADA)
    assert derive_touched(graph, settings)


def test_nothing_that_follows_a_judgement_is_planned_anew(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is said, taken back or agreed to, every statement until the journeys are right is one whose plan is kept."""
    settings = Settings(home=tmp_path)
    add(graph, "r:1-cookie:1~1 r:2-cookie:2~2 login:a-cookie:1~3 login:b-cookie:2~4 r:3-cookie:3~5 login:a-device:d login:b-device:d")
    derive(graph, settings)
    names = noted(monkeypatch)
    for above in (50, 0):
        said = judge(graph, Verdict.SAME, ("r:1", "r:2"), ADA, above=above)
        if not above:
            agree(graph, said["id"], Said("bob", "So it is."))
        for action in (
            None,
            partial(undo, graph, said["id"], ADA),
            partial(judge, graph, Verdict.DIFFERENT, ("r:1", "r:3"), ADA),
            partial(not_a_customer, graph, "r:3", Kind.TEST, ADA),
        ):
            done = action() if action else None
            assert derive_touched(graph, settings)
            if done and done["verdict"] != "undo":
                undo(graph, done["id"], ADA)
                assert derive_touched(graph, settings)
    assert len(names) > 10 * FEWEST
    assert sorted({name for name in names if not statement(name).planned_once}) == []


def test_said_and_loaded_at_once(graph: Graph, tmp_path: Path) -> None:
    """What was judged and what was loaded before one run are both dealt with, as a run over the whole graph does."""
    settings = Settings(home=tmp_path)
    add(graph, "r:1-email:a@x.example r:2-email:b@x.example r:3-email:c@x.example")
    derive(graph, settings)
    judge(graph, Verdict.SAME, ("r:1", "r:2"), ADA)
    add(graph, "r:3-cookie:9 email:b@x.example-cookie:9")
    derive(graph, settings)
    found = partition(graph)
    assert (len(found), marks(graph)) == (1, 0)
    derive(graph, settings, full=True)
    assert (partition(graph), marks(graph)) == (found, 0)


@pytest.mark.parametrize("at", ["identity/settle", "ledger/entry_write", "journeys/settled"])
def test_a_deadlock_leaves_a_judgement_to_the_next_run(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """Where its derivation loses to another transaction, early or late, nothing of it has taken effect; the judgement acts from the next run on."""
    settings = Settings(home=tmp_path)
    add(graph, "r:1-email:a@x.example r:2-email:b@x.example")
    derive(graph, settings)
    judge(graph, Verdict.SAME, ("r:1", "r:2"), ADA)
    before, waiting = whole(graph), marks(graph)
    with monkeypatch.context() as patch:
        patch.setattr(Work, "run_whole", losing(at))
        assert not derive_touched(graph, settings)
    assert (whole(graph), marks(graph)) == (before, waiting)
    derive(graph, settings)
    assert (len(partition(graph)), marks(graph)) == (1, 0)


def losing(at: str) -> Callable[..., list[Row]]:
    """`Work.run_whole`, but for a statement that loses to another transaction."""
    run = Work.run_whole

    def lost(self: Work, name: str, params: dict[str, object]) -> list[Row]:
        if name == at:
            raise Neo4jError._hydrate_neo4j(code="Neo.TransientError.Transaction.DeadlockDetected", message="Two waited for each other.")
        return run(self, name, params)

    return lost


def whole(graph: Graph) -> tuple[object, ...]:
    """Persons, the revision and how long the ledger is."""
    return partition(graph), graph.read("identity/state")[0]["revision"], head(graph)


def test_what_is_too_much_for_one_transaction_is_derived_in_several(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A judgement on more members than one transaction takes, or on some that reach more, ends as any other."""
    settings = Settings(home=tmp_path)
    add(graph, "r:1-email:a@x.example r:2-email:b@x.example r:3-email:a@x.example")
    derive(graph, settings)
    judge(graph, Verdict.SAME, ("r:1", "r:2"), ADA)
    monkeypatch.setattr(derivation, "FEW", 0)
    names = noted(monkeypatch)
    assert derive_touched(graph, settings)
    assert "graph/lock_take" in names
    assert (len(partition(graph)), marks(graph)) == (1, 0)
    monkeypatch.setattr(derivation, "FEW", 100)
    judge(graph, Verdict.DIFFERENT, ("r:1", "r:2"), ADA)
    monkeypatch.setattr(closure, "around", lambda *_, **__: None)
    assert derive_touched(graph, settings)
    assert (len(partition(graph)), marks(graph)) == (2, 0)
