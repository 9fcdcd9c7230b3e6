"""How sure credit is: intervals by a bootstrap over persons, and whether paths predict conversion at all."""

from __future__ import annotations

import random

import numpy as np
import pytest

from app.attribution.intervals import intervals, replicates
from app.attribution.models import Model, Options, prepare
from app.attribution.prediction import _area, prediction
from app.attribution.ways import Way
from app.errors import BadInput


def test_an_interval_is_as_wide_as_chance() -> None:
    """Of 400 persons a quarter came by `a`: the interval is that of the binomial law, 100 give or take 17, whatever the seed."""
    ways = [Way(("a",) if person % 4 == 0 else ("b",), unit=person) for person in range(400)]
    model = prepare(Model.LAST, ways, ["a", "b"], Options())
    for seed in (1, 2):
        (found,) = intervals([model], ways, 400, count=400, seed=seed)
        assert found.conversions.low[0] == pytest.approx(83, abs=4)
        assert found.conversions.high[0] == pytest.approx(117, abs=4)


def test_the_ways_of_one_person_are_drawn_together() -> None:
    """Ten persons with ten conversions each are no hundred persons: the interval is wider."""
    many = [Way(("a",) if number % 2 else ("b",), unit=number) for number in range(100)]
    few = [Way(("a",) if number // 10 % 2 else ("b",), unit=number // 10) for number in range(100)]
    one, other = (
        intervals([prepare(Model.MARKOV, ways, ["a", "b"], Options())], ways, persons, count=100, seed=3)[0].conversions
        for ways, persons in ((many, 100), (few, 10))
    )
    assert other.high[0] - other.low[0] > 2 * (one.high[0] - one.low[0])


def test_an_interval_that_would_take_too_long() -> None:
    """A chain of very many states gives none by itself, and a wish for one is refused with what is possible."""
    dice = random.Random(1)
    ways = [Way(tuple(dice.choices("abcdefghij", k=30))) for _ in range(400)]
    chained = prepare(Model.MARKOV, ways, list("abcdefghij"), Options(order=4))
    assert (replicates(None, [chained]), replicates(None, [])) == (0, 200)
    with pytest.raises(BadInput, match="use a lower order"):
        replicates(200, [chained])


def test_the_area_is_the_share_of_pairs() -> None:
    """Every pair of one who converted and one who did not, gone through one by one; equal scores count half."""
    dice = random.Random(4)
    scored = [(float(dice.randint(0, 5)), float(dice.randint(0, 2)), float(dice.randint(0, 2))) for _ in range(40)]
    pairs = [(a, b, c * n) for a, c, _ in scored for b, _, n in scored]
    expected = sum(w * (1 if a > b else 0.5 if a == b else 0) for a, b, w in pairs) / sum(w for _, _, w in pairs)
    assert _area(scored) == pytest.approx(expected)


def some(rate: dict[str, float], *, seed: int = 2) -> list[Way]:
    """Ways of 600 persons who convert by the rate of their last channel."""
    dice = random.Random(seed)
    found = []
    for person in range(600):
        channels = tuple(dice.choices("abc", k=dice.randint(1, 4)))
        converts = float(dice.random() < rate[channels[-1]])
        found.append(Way(channels, (), converts, converts, 1 - converts, person))
    return found


def test_paths_that_predict_and_paths_that_do_not() -> None:
    """Where the channel makes the difference there is no warning; where a coin does, and where there are too few, there is."""
    good = prediction(some({"a": 0.9, "b": 0.1, "c": 0.1}))
    assert good.warning is None
    assert good.low is not None
    assert good.auc is not None
    assert 0.6 < good.low < good.auc < 0.95
    coin = prediction(some({"a": 0.4, "b": 0.4, "c": 0.4}))
    assert coin.auc == pytest.approx(0.5, abs=0.06)
    assert "do not predict" in str(coin.warning)
    few = prediction(some({"a": 0.0, "b": 0.0, "c": 0.0}))
    assert (few.auc, few.converted, few.others) == (None, 0, 600)
    assert "cannot be told" in str(few.warning)


def test_scores_are_given_to_ways_that_were_not_learnt() -> None:
    """Persons with a channel each of their own: whoever learnt from them all would tell all apart, and nobody can."""
    ways = [Way((f"c{person}",), (), float(person % 2), 0.0, float(1 - person % 2), person) for person in range(100)]
    found = prediction(ways)
    assert found.auc is not None
    assert np.isclose(found.auc, 0.5, atol=0.15)
