from __future__ import annotations

import ast
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.journeys import quantified
from app.journeys.answers import ALL, Filter, Unit
from app.journeys.patterns import matching, parse
from app.journeys.quantified import shown
from app.journeys.vocabulary import Known, known
from tests.graph.journeys.test_analysis import random_filter
from tests.graph.journeys.test_patterns import random_pattern
from tests.graph.journeys.worlds import START, Event, build, queries, random_world, rows, run

if TYPE_CHECKING:
    from app.graph import Graph

PATTERNS = queries(15)
"""For each of two worlds, of those that can be written."""
NOTHING = Known(["page_view", "email_open", "email_click"], ["web", "email"])


def of_persons(chance: random.Random) -> str:
    """A pattern of later touchpoints, which is all that a path can say over several journeys."""
    parts = [
        chance.choice(["", "", "!"])
        + chance.choice([".", "type1", "type2", "type%", "(type0|type3)"])
        + chance.choice(["", "", "@channel1"])
        + (chance.choice(["", "", "?"]) if place else "")
        for place in range(chance.randint(1, 3))
    ]
    text = parts[0] + "".join(chance.choice([" >> ", " >>[..P5D] ", " >>[P1D..] "]) + part for part in parts[1:])
    return chance.choice(["", "", "^ "]) + text + chance.choice(["", "", " $"]) + chance.choice(["", "", " within P20D"])


def figures(graph: Graph, text: str, filters: Filter, unit: Unit, *, negated: bool) -> tuple[dict[object, object] | None, dict[object, object]]:
    """Person to times, by what is shown (None where nothing is) and by the automaton."""
    found = shown(text, parse(text), known(graph), filters, unit=unit, negated=negated)
    assert (found.cypher is None) is (found.why_not is not None)
    counted, _ = matching(graph, parse(text), filters, unit=unit, negated=negated)
    automaton: dict[object, object] = {each.id: each.times for each in counted.rows}
    return None if found.cypher is None else {row["person"]: row["times"] for row in rows(graph, found.cypher)}, automaton


@pytest.mark.parametrize("seed", [5, 6])
def test_what_is_shown_finds_whom_the_automaton_finds(graph: Graph, seed: int) -> None:
    """Random patterns over random worlds, under filters, negated, by journeys and by persons: the same persons, counted as often."""
    random_world(graph, seed, persons=30, types=5)
    run(graph)
    chance, written, told = random.Random(seed), 0, 0
    while written < PATTERNS:
        unit = Unit.JOURNEYS if chance.random() < 0.7 else Unit.PERSONS
        text = random_pattern(chance) if unit is Unit.JOURNEYS else of_persons(chance)
        filters = random_filter(chance) if chance.random() < 0.4 else ALL
        found, automaton = figures(graph, text, filters, unit, negated=chance.random() < 0.2)
        if found is None:
            continue
        assert found == automaton, (text, filters, unit)
        written, told = written + 1, told + (0 < len(automaton) < 30)
    assert told > PATTERNS / 3, "most patterns fit nobody or everybody, which proves little"


def test_equal_times_absent_channels_and_quotes(graph: Graph) -> None:
    """Sequence decides between equal times, what has no channel is in no named one, and a name may have quotes."""
    absent = Event("t:3", ["cookie:1"], START + 10**8, "it's")._replace(channel=None)  # type: ignore[arg-type] # as a source may leave it
    events = [Event("t:1", ["cookie:1"], START, "view", sequence=2), Event("t:2", ["cookie:1"], START, "view", sequence=1), absent]
    events += [Event("t:4", ["cookie:2"], START, "view"), Event("t:5", ["cookie:2"], START, "view")]
    build(graph, {"P-1": ["cookie:1"], "P-2": ["cookie:2"]}, events)
    run(graph)
    for text in ("view >> view", "view > view", '"it\'s"', "!it%@web", "view >> !.@web", ".@%", "!view@fax"):
        found, automaton = figures(graph, text, ALL, Unit.JOURNEYS, negated=False)
        assert found == automaton, text
    assert figures(graph, "view >> view", ALL, Unit.JOURNEYS, negated=False)[0] == {"P-1": 1}


@pytest.mark.parametrize(
    ("text", "unit", "filters", "sentence"),
    [
        ("a > b", Unit.PERSONS, ALL, "ask with unit=journeys"),
        ("a >> b+", Unit.PERSONS, ALL, "ask with unit=journeys"),
        ("a >> b", Unit.JOURNEYS, Filter(standing=["retention"]), "Segments and stages"),
        ("a > b*", Unit.JOURNEYS, Filter(types=["a", "b"]), "do not nest"),
        ("a >> b? >> c? >> d? >> e? >> f", Unit.JOURNEYS, ALL, "more than 8 paths"),
        ('"a\\u000aDETACH" >> b', Unit.JOURNEYS, ALL, "backslash"),
    ],
)
def test_what_cannot_be_written_says_why(text: str, unit: Unit, filters: Filter, sentence: str) -> None:
    """A sentence in place of the text."""
    found = shown(text, parse(text), NOTHING, filters, unit=unit, negated=False)
    assert found.cypher is None
    assert sentence in str(found.why_not)


def test_it_reads_as_the_pattern_does() -> None:
    """One line for each touchpoint; a name with % stands for the types there are."""
    text = "^ page_view >> email_% > !purchase* $ within P30D"
    assert (
        shown(text, parse(text), NOTHING, ALL, unit=Unit.JOURNEYS, negated=False).cypher
        == """\
// ^ page_view >> email_% > !purchase* $ within P30D
MATCH (p:Person)-[:TOOK]->(j:Journey {part: 0})
WHERE NOT p:Excluded AND EXISTS {
  MATCH (:Touchpoint {id: j.touchpoints[0]})-[:NEXT]->*
    (t1 WHERE t1.type = 'page_view')
    -[:NEXT]->+(t2 WHERE t2.type IN ['email_open', 'email_click'])
    (()-[:NEXT]->(more3 WHERE NOT more3.type = 'purchase'))*(end3)
  WHERE [t1.at, t1.sequence] < [t2.at, t2.sequence]
    AND end3.at <= t1.at + duration('P30D')
    AND NOT EXISTS { ()-[:NEXT]->(t1) }
    AND NOT EXISTS { (end3)-[:NEXT]->() }
}
RETURN p.id AS person, count(*) AS times
ORDER BY person"""
    )


def test_a_line_break_in_a_pattern_stays_in_its_comment() -> None:
    """What is pasted is one statement, whoever wrote the pattern."""
    text = 'page_view >>\n"a\u2028b"\n>> purchase'
    first, second, *_ = str(shown(text, parse(text), NOTHING, ALL, unit=Unit.JOURNEYS, negated=False).cypher).split("\n")
    assert (first, second[:5]) == ('// page_view >> "a b" >> purchase', "MATCH")


def test_the_room_knows_no_graph() -> None:
    """What writes this text cannot run it: it imports nothing that reaches a database."""
    tree = ast.parse(Path(quantified.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in imported if name and name.startswith(("app.graph", "neo4j"))}
