"""What cannot be derived stops nothing else: it is set aside with its reason, tried again, and forgotten once it succeeds."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app import derivation
from app.cli import cli
from app.cli.doctor import inconsistencies
from app.derivation import Underived, derive, derive_touched
from app.errors import Conflict
from app.graph import failures
from app.graph.failures import Failing
from app.identity import golden, persons, uses
from app.identity.judged import Said
from app.identity.judgements import Verdict
from app.identity.judging import entries, judge
from app.identity.scoring import resemblance
from app.journeys import binding
from app.journeys import derive as journeys
from app.settings import Settings
from app.whatif.drafts import PairDraft
from app.whatif.forecast import forecast
from tests.graph.identity.worlds import add, marks, partition

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Any

    from app.graph import Graph

WORLD = " ".join(f"login:{name}-cookie:{name}~{day} r:{name}-login:{name}" for day, name in enumerate(("ada", "bob", "cyd", "bad"), 1))
WORLD += " login:bad2-cookie:bad~9"  # two log-ins: who is who is for admission to say
ADA = Said("ada", "I asked.")
SECRET = "a value that no log repeats"


class Odd(ValueError):
    """A fault that nobody foresaw."""


def failing(whole: Callable[..., Any], where: Callable[..., bool]) -> Callable[..., Any]:
    """The function, but it fails for some arguments."""

    def fails(*args: Any, **params: Any) -> Any:
        if where(*args):
            raise Odd(SECRET)
        return whole(*args, **params)

    return fails


def has_bad(closed: Sequence[Any]) -> bool:
    """Whether members are those of the bad component."""
    return "bad" in str(closed)


STAGES = {
    "persons": (persons, "admit", lambda members, *_: has_bad(members)),
    "golden": (golden, "golden", lambda row, *_: any(each["id"] == "r:bad" for each in row["records"])),
    "journeys": (journeys, "journeys", lambda _, steps, *__: any("bad" in str(each.channel) for each in steps)),
    "records": (resemblance, "features", lambda id_, *_: id_ == "r:bad"),
    "uses": (uses, "_uses", lambda found, *_: "bad" in found["key"]),
}
"""For each stage what fails in it, and for whom."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an empty home."""
    return Settings(home=tmp_path)


def fail(patch: pytest.MonkeyPatch, stage: str, graph: Graph) -> None:
    """Has a stage fail for the bad component."""
    module, name, where = STAGES[stage]
    patch.setattr(module, name, failing(getattr(module, name), where))
    graph.driver.execute_query("MATCH (t:Touchpoint)-[:CARRIED]->({key: 'login:bad'}) SET t.channel = 'bad'")
    graph.driver.execute_query("MATCH (i:Identifier {key: 'phone:bad'}) SET i.last = i.last + duration({years: 9})")


def told(graph: Graph) -> list[tuple[str, str]]:
    """Stage and subject of every failure."""
    text = "MATCH (f:Failure) RETURN f.stage AS stage, f.subject AS subject"
    return [(each["stage"], each["subject"]) for each in graph.driver.execute_query(text).records]


@pytest.mark.parametrize("full", [False, True], ids=["what changed", "the whole graph"])
@pytest.mark.parametrize("stage", ["persons", "golden", "journeys", "records"])
def test_everything_else_is_derived(
    graph: Graph, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, stage: str, *, full: bool
) -> None:
    """The failing one is told with stage and reason, in the graph and by doctor, and logged with its place and without what it was about."""
    add(graph, WORLD)
    derive(graph, settings, full=full)
    expected, steps = partition(graph), journey_count(graph)
    graph.write("runtime/wipe")
    add(graph, WORLD)
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        fail(patch, stage, graph)
        found = derive(graph, settings, full=full)
        assert found.failed
        assert all(f"({stage})" in each and SECRET in each for each in found.failed)
        assert len(derive(graph, settings, full=full).failed) == len(found.failed)
    others = {each for each in expected if not any("bad" in member for member in each)}
    assert others <= partition(graph)
    assert journey_count(graph) >= 3
    assert marks(graph) == 0
    assert {each for each, _ in told(graph)} == {stage}
    assert "something" not in {each for _, each in told(graph)}
    assert any(SECRET in problem for problem in inconsistencies(graph))
    assert "test_failures.py" in caplog.text
    assert SECRET not in caplog.text
    healed = derive(graph, settings)
    assert healed.failed == []
    assert (partition(graph), journey_count(graph), told(graph), marks(graph)) == (expected, steps, [], 0)
    assert list(inconsistencies(graph)) == []


def test_a_use_that_cannot_be_told_stops_no_other(graph: Graph, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that passed on is told apart; one whose times cannot be read is set aside."""
    add(graph, f"{WORLD} r:ada-phone:1~1 r:bob-phone:1~900 r:cyd-phone:bad~1 r:bad-phone:bad~900")
    with monkeypatch.context() as patch:
        fail(patch, "uses", graph)
        assert [each.partition(" ")[0] for each in derive(graph, settings).failed] == ["identifier/phone:bad"]
    keys = "MATCH (u:Use) RETURN u.key AS key"
    assert {each["key"].partition("@")[0] for each in graph.driver.execute_query(keys).records} == {"phone:1"}
    assert derive(graph, settings).failed == []
    assert {each["key"].partition("@")[0] for each in graph.driver.execute_query(keys).records} == {"phone:1", "phone:bad"}


def test_a_page_that_cannot_be_gathered_stops_no_other(graph: Graph, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its persons are missing from analyses until it can; the others' pages are there."""
    add(graph, " ".join(f"login:{name}-cookie:{name}~{day}" for name, day in (("ada", 1), ("bob", 90), ("bad", 900))))
    with monkeypatch.context() as patch:
        for name in ("page", "patched"):
            patch.setattr(binding, name, failing(getattr(binding, name), lambda *args: "bad" in str(args[1:3])))
        fail(patch, "records", graph)
        assert [each.partition("/")[0] for each in derive(graph, settings).failed] == ["page"]
        assert pages(graph) == 2
    derive(graph, settings)
    assert (pages(graph), told(graph)) == (3, [])


def test_so_much_failing_is_no_matter_of_the_data(graph: Graph, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past a number of failures the run stops and says why, for then the program is at fault."""
    add(graph, WORLD)
    monkeypatch.setattr(failures, "MOST", 2)
    monkeypatch.setattr(persons, "admit", failing(list, lambda *_: True))
    with pytest.raises(Failing, match="More than 2 failed in this run"):
        derive(graph, settings)


def test_the_command_tells_it_and_fails(graph: Graph, database: object, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """`throughline unify` ends with one sentence and exit code 1 once all others are derived; after that the component is fine again."""
    add(graph, WORLD)
    monkeypatch.setenv("THROUGHLINE_HOME", str(settings.home))
    for name, value in (("URI", database.uri), ("USERNAME", database.auth[0]), ("PASSWORD", database.auth[1])):  # type: ignore[attr-defined]
        monkeypatch.setenv(f"NEO4J_{name}", value)
    with monkeypatch.context() as patch:
        fail(patch, "persons", graph)
        said = CliRunner().invoke(cli, ["unify"])
    assert said.exit_code == 1
    assert said.output.splitlines()[-1].startswith("Error: 1 component or person could not be derived, all others were")
    assert CliRunner().invoke(cli, ["unify"]).exit_code == 0


def test_a_judgement_on_what_fails_is_kept_and_told(graph: Graph, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who judges the failing component is told that it is kept and not derived; who judges another sees it at once; a draft is refused or tried."""
    add(graph, WORLD)
    derive(graph, settings)
    fail(monkeypatch, "persons", graph)
    judge(graph, Verdict.SAME, ("r:ada", "r:bob"), ADA)
    assert derive_touched(graph, settings)
    assert any({"r:ada", "r:bob"} <= each for each in partition(graph))
    with pytest.raises(Conflict, match="A component that this draft is about cannot be derived"):
        forecast(graph, settings, PairDraft(Verdict.SAME, "r:bad", "r:cyd"), credit=False)
    judge(graph, Verdict.SAME, ("r:bad", "r:cyd"), ADA)
    with pytest.raises(Underived, match="What was judged is kept"):
        derive_touched(graph, settings)
    assert len(entries(graph, before=2**62, limit=9)) == 2
    assert forecast(graph, settings, PairDraft(Verdict.DIFFERENT, "r:ada", "r:bob"), credit=False).families
    monkeypatch.undo()
    monkeypatch.setenv("THROUGHLINE_HOME", str(settings.home))
    derivation.derive(graph, settings)
    assert any({"r:bad", "r:cyd"} <= each for each in partition(graph))


def journey_count(graph: Graph) -> int:
    """How many journeys there are."""
    return int(graph.driver.execute_query("MATCH (j:Journey) RETURN count(j) AS many").records[0]["many"])


def pages(graph: Graph) -> int:
    """How many pages have been gathered."""
    return int(graph.driver.execute_query("MATCH (g:Page) WHERE g.persons IS NOT NULL RETURN count(g) AS many").records[0]["many"])
