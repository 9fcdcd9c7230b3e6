from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys.answers import Filter, Unit
from app.journeys.attempts import Design, Step, attempts
from app.journeys.patterns import Element, Gap, Pattern, matching, parse
from tests.graph.journeys import oracle
from tests.graph.journeys.test_analysis import random_filter
from tests.graph.journeys.worlds import DAY, START, Event, build, queries, run

if TYPE_CHECKING:
    from app.graph import Graph

Owned = dict[str, list[Event]]
QUERIES = queries(20)


def random_pattern(chance: random.Random) -> str:
    """One to four touchpoints with any of the signs of the language."""
    text = "^ " if chance.random() < 0.2 else ""
    for place in range(chance.randint(1, 4)):
        if place:
            text += chance.choice([" > ", " >> ", " >> ", " >>[..P5D] ", " >>[P1D..] ", " >[..P3D] "])
        text += chance.choice(["", "", "", "!"])
        text += chance.choice([".", "type1", "type2", "type3", "(type0|type4)", "type%", '("type1"|type3)'])
        text += chance.choice(["", "", "", "@channel1", "@(channel0|channel2)"])
        text += chance.choice(["", "", "", "?" if place else "", "+", "*" if place else "", "{2}", "{1,2}"])
    return text + chance.choice(["", "", " $"]) + chance.choice(["", "", " within P20D"])


def fits(way: list[Event], pattern: Pattern) -> bool:
    """Whether the pattern is somewhere in the way, by trying every choice of touchpoints."""
    return any(_from(way, pattern, 0, 0, (i, None, None)) for i in range(len(way) if not pattern.begins else 1)) if way else False


def _from(way: list[Event], pattern: Pattern, place: int, times: int, at: tuple[int, int | None, int | None]) -> bool:
    """Whether what is left of the pattern fits: `times` of element `place` are done; `at`: where the first must be, the first, the latest."""
    begin, first, last = at
    if place == len(pattern.elements):
        return last is not None and (not pattern.ends or last == len(way) - 1)
    element = pattern.elements[place]
    if times >= element.least and _from(way, pattern, place + 1, 0, at):
        return True
    if element.most is not None and times >= element.most:
        return False
    for i in range(len(way)):
        if _takes(way[i], element) and _may(way, i, (begin, last), element.gap if not times else Gap()):
            start = i if first is None else first
            if (pattern.window is None or way[i].at - way[start].at <= pattern.window) and _from(way, pattern, place, times + 1, (begin, start, i)):
                return True
    return False


def _takes(event: Event, element: Element) -> bool:
    def named(name: str, wanted: tuple[str, ...] | None) -> bool:
        return wanted is None or name in wanted or "type%" in wanted

    return (named(event.type, element.types) and named(event.channel, element.channels)) != element.negated


def _may(way: list[Event], i: int, at: tuple[int, int | None], gap: Gap) -> bool:
    begin, last = at
    if last is None:
        return i == begin
    between = way[i].at - way[last].at
    after = i == last + 1 if not gap.later else (way[i].at, way[i].sequence) > (way[last].at, way[last].sequence)
    return after and between >= (gap.least or 0) and (gap.most is None or between <= gap.most)


def test_patterns_equal_the_oracle(graph_with_schema: Graph, owned: Owned) -> None:
    """The persons that the automaton finds are those that trying everything finds, and those that do not fit are the rest."""
    chance, told = random.Random(3), 0
    for number in range(QUERIES):
        filters = random_filter(chance) if number % 3 == 0 else Filter()
        text = random_pattern(chance)
        pattern = parse(text)
        ways = dict(zip(owned, oracle.passing(owned, filters), strict=True))
        expected = sorted(person for person, way in ways.items() if fits(way, pattern))
        found, never = matching(graph_with_schema, pattern, filters)
        assert [each.id for each in found.rows] == expected, (text, filters)
        assert found.total == len(expected)
        assert not never or not expected
        told += 0 < len(expected) < len(owned)
        if number % 5 == 0:
            rest, _ = matching(graph_with_schema, pattern, filters, negated=True)
            assert [each.id for each in rest.rows] == sorted(person for person, way in ways.items() if way and person not in set(expected))
    assert told > QUERIES / 3, "most patterns fit nobody or everybody, which proves little"


def test_a_later_touchpoint_is_that_of_a_funnel(graph_with_schema: Graph, owned: Owned) -> None:
    """A >> B >> C within a window counts as the ordered funnel does."""
    assert owned
    found, _ = matching(graph_with_schema, parse("type1 >> type2 >> type3 within P20D"))
    design = Design((Step(("type1",)), Step(("type2",)), Step(("type3",))), window=20 * DAY)
    assert found.total == attempts(graph_with_schema, design).counts()[2]


def test_a_pattern_that_cannot_match_says_so(graph_with_schema: Graph, owned: Owned) -> None:
    """A type that nobody has, gaps longer than the time: nobody, and why."""
    assert owned
    for text, why in (
        ("type1 >> nothing", "no touchpoint has the type nothing"),
        ("type1@fax", "no touchpoint has the channel fax"),
        ("type1 >>[P3D..] type2 within P2D", "gaps take longer"),
    ):
        found, never = matching(graph_with_schema, parse(text))
        assert (found.total, why in str(never)) == (0, True)
    rest, _ = matching(graph_with_schema, parse("type1 >> nothing"), negated=True)
    assert rest.total == len(owned)


def test_equal_times_are_later_only_where_a_sequence_says_so(graph: Graph) -> None:
    """`>>` wants a later time, `>` the next in the order of touchpoints."""
    events = [Event("t:1", ["cookie:1"], START, "view"), Event("t:2", ["cookie:1"], START, "buy")]
    events += [Event("t:3", ["cookie:2"], START, "view", sequence=1), Event("t:4", ["cookie:2"], START, "buy", sequence=2)]
    build(graph, {"P-1": ["cookie:1"], "P-2": ["cookie:2"]}, events)
    run(graph)
    assert [each.id for each in matching(graph, parse("view >> buy"), unit=Unit.JOURNEYS)[0].rows] == ["P-2"]
    assert matching(graph, parse("view > buy"))[0].total == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "A touchpoint is missing"),
        ("a >", "A touchpoint is missing"),
        ("a b", "between two touchpoints comes"),
        ("a? >> b*", "fits everybody"),
        ("a{0}", "no number of times"),
        ("a{3,2}", "no number of times"),
        ("a{99}", "too often"),
        ("a >>[P2D..P1D] b", "turn it round"),
        ("a >>[now..] b", "is a duration"),
        ("a >> b within P0D", "must be longer than zero"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, sentence: str) -> None:
    """Saying where and what would be right."""
    with pytest.raises(BadInput, match=sentence):
        parse(text)


def test_too_many_states_are_refused() -> None:
    """An automaton has sixty at most."""
    with pytest.raises(BadInput, match="60 are the most"):
        parse("a{50} >> b{50}").params([], [])
