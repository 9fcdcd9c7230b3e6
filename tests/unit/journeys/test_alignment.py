"""The alignment against one that tries everything, and what each deviation is called."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from app.journeys.alignment import Aligned, Sign, aligned
from app.journeys.designs import DesignedJourney, DesignedStep


def design(text: str) -> DesignedJourney:
    """Steps by the letters of their types: `a b? c+ d|e`; ? may be left out, + may repeat."""
    steps = [DesignedStep(name, "stage", frozenset(name.rstrip("?+").split("|")), optional="?" in name, repeats="+" in name) for name in text.split()]
    return DesignedJourney("d", "d", (), tuple(steps))


def told(plan: str, way: str) -> Aligned:
    """What a way of one-letter types shows."""
    found = aligned(design(plan), [(kind, None) for kind in way])
    assert found is not None
    return found


def cheapest(plan: DesignedJourney, way: str) -> int:
    """The least number of touchpoints without a place and of required steps not done, by trying every choice."""

    @cache
    def least(event: int, step: int, done: int) -> int:
        costs = []
        if event < len(way):
            costs.append(1 + least(event + 1, step, done))
            if done and plan.steps[step - 1].repeats and plan.steps[step - 1].fits(way[event], None):
                costs.append(least(event + 1, step, done))
            if step < len(plan.steps) and plan.steps[step].fits(way[event], None):
                costs.append(least(event + 1, step + 1, 1))
        if step < len(plan.steps):
            costs.append((not plan.steps[step].optional) + least(event, step + 1, 0))
        return min(costs, default=0)

    return least(0, 0, 0)


PLANS = st.lists(st.sampled_from(["a", "b", "c", "d", "a?", "b?", "c+", "d?+", "a|b", "b|c+"]), min_size=1, max_size=5).map(" ".join)


@settings(max_examples=200)
@given(PLANS, st.text("abcdx", max_size=8))
def test_no_alignment_is_cheaper(plan: str, way: str) -> None:
    """The cost is that of trying everything, and is what the signs and the unforeseen touchpoints come to."""
    meant = design(plan)
    found = aligned(meant, [(kind, None) for kind in way])
    on = any(step.fits(kind, None) for step in meant.steps for kind in way)
    assert (found is not None) == on
    if found is None:
        return
    assert found.cost == cheapest(meant, way) <= found.worst
    assert found.worst == len(way) + sum(not step.optional for step in meant.steps)
    assert (found.cost == 0) == (not found.unforeseen and all(sign in {Sign.DONE, Sign.LEFT_OUT} for sign, _ in found.signs))
    strange = sum(not any(step.fits(kind, None) for step in meant.steps) for kind in way)
    assert found.unforeseen.total() == strange
    for place in range(len(meant.steps)):
        of_it = {sign for sign, step in found.signs if step == place}
        assert len(of_it - {Sign.REPEATED}) == 1, "a step is done, reversed, skipped or left out, and only one of them"


def test_what_deviations_are_called() -> None:
    """Each in the smallest way that has it."""
    done = {(Sign.DONE, 0), (Sign.DONE, 1), (Sign.DONE, 2)}
    assert told("a b c", "abc") == Aligned(0, 6, done)
    assert told("a b? c", "ac").signs == {(Sign.DONE, 0), (Sign.LEFT_OUT, 1), (Sign.DONE, 2)}
    assert told("a b c", "ac").signs == {(Sign.DONE, 0), (Sign.SKIPPED, 1), (Sign.DONE, 2)}
    assert told("a b c", "abbc").signs == {*done, (Sign.REPEATED, 1)}
    assert told("a b+ c", "abbc").signs == done
    assert told("a b c", "acb").signs == {(Sign.DONE, 0), (Sign.DONE, 1), (Sign.REVERSED, 2)}, "c came too soon"
    assert told("a b c", "abxcx") == Aligned(2, 8, done, told("a b c", "abxcx").unforeseen)
    assert dict(told("a b c", "abxcx").unforeseen) == {("x", 2): 1, ("x", 3): 1}
    assert aligned(design("a b"), [("x", None)]) is None


def test_the_channel_decides_where_a_step_asks_for_it() -> None:
    """The same type in another channel does not do the step."""
    plan = DesignedJourney("d", "d", (), (DesignedStep("a", "s", frozenset("a"), frozenset({"web"})), DesignedStep("b", "s", frozenset("b"))))
    found = aligned(plan, [("a", "store"), ("b", None)])
    assert found is not None
    assert (found.signs, dict(found.unforeseen)) == ({(Sign.SKIPPED, 0), (Sign.DONE, 1)}, {("a", 0): 1})
