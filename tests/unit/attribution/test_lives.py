"""A life becomes ways by rules that are few; the oracle of stored journeys goes through them at random, here is what it cannot reach."""

from __future__ import annotations

import time

from app.attribution.lives import LONGEST, Life, Mark, ways
from app.attribution.question import Question
from app.journeys.answers import Filter

DAY = 86_400_000_000


def test_a_journey_of_a_million_steps() -> None:
    """It is answered within seconds: a way has its last thousand touches, and no conversion goes through all of them."""
    steps = 1_000_000
    life = Life("bot", at=list(range(0, steps * 1_000_000, 1_000_000)), types=["page_view"] * steps, channels=["web"] * steps)
    life.marks = [Mark(place, life.at[place], "purchase", 1.0, refund=False) for place in range(0, steps, 1_000)]
    begun = time.process_time()
    found = ways(life, Question(90 * DAY), 0)
    assert time.process_time() - begun < 10
    assert len(found) == len(life.marks)
    assert len(found[-1].way.channels) == LONGEST
    assert found[-1].way.ages[-1] == 1_000_000


def test_a_touch_as_old_as_the_look_back_still_shares() -> None:
    """The look-back holds its own end; a touch one microsecond older is out."""
    life = Life("p", at=[0, 1, DAY + 1], types=["a", "b", "purchase"], channels=["ads", "web", "store"])
    life.marks = [Mark(2, DAY + 1, "purchase", 5.0, refund=False)]
    (found,) = ways(life, Question(DAY), 0)
    assert (found.way.channels, found.way.ages) == (("web",), (DAY,))


def test_a_refund_alone_is_neither_a_conversion_nor_a_way_to_nothing() -> None:
    """It counts negative along its own way, and the life is still one that did not convert."""
    life = Life("p", at=[0, 5], types=["a", "refund"], channels=["ads", "store"])
    life.marks = [Mark(1, 5, "purchase", -3.0, refund=True)]
    refund, nothing = (each.way for each in ways(life, Question(DAY, Filter()), 0))
    assert (refund.channels, refund.conversions, refund.value, refund.nulls) == (("ads",), 0.0, -3.0, 0.0)
    assert (nothing.channels, nothing.conversions, nothing.value, nothing.nulls) == (("ads",), 0.0, 0.0, 1.0)
