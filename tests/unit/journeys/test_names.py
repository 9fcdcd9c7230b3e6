"""Names in lists, steps, exclusions, groups, segments and patterns, whatever is in them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.api.flows import course_of
from app.api.funnels import design_of
from app.journeys.attempts import Bar, Step
from app.journeys.flows import Course
from app.journeys.names import SIGNS, among, joined, parted, parts, read, written
from app.journeys.patterns import expand, parse
from app.journeys.segments import segments

PIECES = [*sorted(SIGNS), " ", "\t", "a", "B", "7", "_", "-", "e\u0301", "😀", "within", "P1D"]
STRANGE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
NAMES = st.one_of(STRANGE, st.text(min_size=1))
SEVERAL = st.lists(NAMES, min_size=1, max_size=4)
FLOW = {"collapse": False, "unroll": False, "steps": 5}
FUNNEL = {"order": "ordered", "attempt": "best", "breakdown_step": 1}


@given(SEVERAL)
@example(["a|b", "a\\,b", "\\", " ", "a\\b", "\\|"])
def test_a_list(names: list[str]) -> None:
    """A list of names comes back as it was written, whichever sign is between."""
    assert parted(joined(names)) == names
    assert parted(joined(names, "|"), "|") == names
    assert [read(written(each)) for each in names] == names


@given(st.lists(st.tuples(SEVERAL, st.booleans()), min_size=1, max_size=3))
def test_steps_of_a_funnel(steps: list[tuple[list[str], bool]]) -> None:
    """A step as an answer shows it is the step that was asked for, alternatives, optional or not, and all."""
    asked = tuple(Step(tuple(names), optional) for names, optional in steps)
    text = ",".join(map(str, asked))
    assert design_of({**FUNNEL, "step": parts(text)}).steps == asked  # type: ignore[typeddict-item] # only what it reads


@given(SEVERAL, st.sampled_from([("", ()), ("@1-2", (1, 2))]))
def test_what_may_not_come_between(names: list[str], where: tuple[str, tuple[int, ...]]) -> None:
    """An exclusion names what it names, everywhere or between two steps."""
    text = joined(names, "|") + where[0]
    design = design_of({**FUNNEL, "step": ["a", "b"], "without": parts(text)})  # type: ignore[typeddict-item] # only what it reads
    assert design.bars == (Bar(tuple(names), *where[1]),)


@given(SEVERAL, NAMES, SEVERAL)
def test_groups_and_what_is_passed_over(types: list[str], name: str, excluded: list[str]) -> None:
    """Written names stand for themselves alone, though patterns have signs."""
    asked = course_of({**FLOW, "group": parts(f"{written(name)}:{joined(types, '|')}"), "without": parts(joined(excluded))})  # type: ignore[typeddict-item] # only what it reads
    (group,) = asked.groups
    others = ["a", "ab", "a|b", *excluded, *types]
    assert (group.name, among(group.patterns, others, many="*", one="?")) == (name, [each for each in others if each in types])
    assert set(Course(excluded=asked.excluded).params(others)["excluded"]) == {each for each in others if each in excluded}


@given(SEVERAL, SEVERAL, st.booleans())
def test_a_pattern(types: list[str], channels: list[str], negated: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Written names in a pattern are the names, in brackets, by their channels, and behind every sign of the language."""
    mark = "!" if negated else ""
    pattern = parse(f"^ {mark}({joined(types, ' | ')})@({joined(channels, '|')})+ > {written(types[0])} >> {written(types[-1])}{{1,2}} $ within P1D")
    first, second, third = pattern.elements
    known = ["a", "%", "ab", *types, *channels]
    assert expand(first.types or (), known) == [each for each in known if each in types]
    assert expand(first.channels or (), known) == [each for each in known if each in channels]
    assert (first.negated, first.most, third.most, pattern.begins, pattern.ends) == (negated, None, 2, True, True)
    assert [expand(each.types or (), [types[0], types[-1]])[:1] for each in (second, third)] == [[types[0]], [types[-1]]]


@given(NAMES)
def test_a_name_in_quotes(name: str) -> None:
    """In quotes only quotes, backslashes and the sign for any text have a backslash before them."""
    text = name.replace("\\", "\\\\").replace('"', '\\"').replace("%", "\\%")
    (element,) = parse(f'"{text}"').elements
    assert expand(element.types or (), [name, "a", "ab"])[:1] == [name]


@given(NAMES, NAMES)
def test_a_segment(trait: str, value: str) -> None:
    """A trait and its value, though both hold colons."""
    assert segments([f"{written(trait)}:{written(value)}"]) == [(trait, value)]


@pytest.mark.parametrize(
    ("text", "names"),
    [("a,b\\c", ["a", "b\\c"]), ("a\\,b,", ["a,b", ""]), (" a , b ", ["a", "b"]), ("\\ a\\ ,b", [" a ", "b"]), ("order.made", ["order.made"])],
)
def test_names_by_hand(text: str, names: list[str]) -> None:
    """Plain names need nothing; a backslash before a letter is one, and blanks around a name are none of it."""
    assert parted(text) == names


def test_signs_by_hand() -> None:
    """Without a backslash a sign means what it means."""
    assert among(["ad_*", "c?t"], ["ad_click", "cat", "cart", "ad"], many="*", one="?") == ["ad_click", "cat"]
    assert among(["a[bc]", "\\*"], ["ab", "a[bc]", "*", "x"], many="*", one="?") == ["a[bc]", "*"]
    assert expand(['"pa"ge'.replace('"', ""), "%view"], ["page", "page_view", "view", "viewed"]) == ["page", "page_view", "view"]
