"""Every model against figures from outside, and against oracles that say the same in another way."""

from __future__ import annotations

import csv
import itertools
import math
import random
from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

from app.attribution import markov
from app.attribution.models import Credit, Model, Options, channels_of, prepare
from app.attribution.ways import Way
from app.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

DAY = 86_400_000_000
SUM = 19_785


def credit(model: Model, ways: list[Way], options: Options | None = None) -> dict[str, float]:
    """The conversions of every channel."""
    return dict(zip(channels_of(ways), whole(model, ways, options).conversions.tolist(), strict=True))


def whole(model: Model, ways: list[Way], options: Options | None = None) -> Credit:
    """All that a model says."""
    return prepare(model, ways, channels_of(ways), options or Options()).credit()


@pytest.fixture(scope="module")
def pathdata(shared_data: Path) -> list[Way]:
    """Ten thousand summed ways; a day lies between touches."""
    with (shared_data / "pathdata" / "Data.csv").open(encoding="utf-8", newline="") as file:
        return [
            Way(
                channels=(channels := tuple(row["path"].split(" > "))),
                ages=tuple(DAY * age for age in range(len(channels), 0, -1)),
                conversions=float(row["total_conversions"]),
                value=float(row["total_conversion_value"]),
                nulls=float(row["total_null"]),
            )
            for row in csv.DictReader(file, delimiter=";")
        ]


@pytest.fixture(scope="module")
def expected(shared_data: Path) -> dict[str, dict[str, float]]:
    """Column to channel to figure."""
    with (shared_data / "pathdata" / "expected.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {column: {row["channel"]: float(row[column]) for row in rows} for column in rows[0] if column != "channel"}


@pytest.mark.parametrize("model", [Model.FIRST, Model.LAST, Model.LINEAR])
def test_touches_equal_the_reference(model: Model, pathdata: list[Way], expected: dict[str, dict[str, float]]) -> None:
    """First, last and linear touch are those of the reference."""
    assert credit(model, pathdata) == pytest.approx(expected[model], rel=1e-12)


def test_markov_equals_the_reference(pathdata: list[Way], expected: dict[str, dict[str, float]]) -> None:
    """Order 1 gives the exact credit to 1e-9, and its removal effects to 1e-12."""
    found = whole(Model.MARKOV, pathdata)
    assert found.effects is not None
    assert found.conversions.tolist() == pytest.approx(list(expected["markov1"].values()), rel=1e-9)
    assert found.effects.tolist() == pytest.approx(list(expected["removal_effect1"].values()), rel=0, abs=1e-12)


def test_self_loops_change_no_removal_effect(pathdata: list[Way]) -> None:
    """A channel repeated at once is as good as once, in a chain of order 1."""
    collapsed = [Way(tuple(channel for channel, _ in itertools.groupby(way.channels)), (), way.conversions, way.value, way.nulls) for way in pathdata]
    assert sum(len(way.channels) for way in collapsed) < sum(len(way.channels) for way in pathdata)
    one, other = whole(Model.MARKOV, pathdata).effects, whole(Model.MARKOV, collapsed).effects
    assert one is not None
    assert other is not None
    assert one.tolist() == pytest.approx(other.tolist(), abs=1e-12)


def test_shapley_is_the_sum_over_all_subsets(pathdata: list[Way]) -> None:
    """The definition, gone through for all 4,096 sets of channels, gives the same to 1e-9; and no credit is negative."""
    channels = channels_of(pathdata)
    worth = np.zeros(2 ** len(channels))
    for way in pathdata:
        worth[sum(1 << channels.index(each) for each in set(way.channels))] += way.conversions
    sets = np.arange(len(worth))
    for place in range(len(channels)):  # the worth of a set is that of all sets within it
        within = sets[sets >> place & 1 == 1]
        worth[within] += worth[within ^ (1 << place)]
    found = credit(Model.SHAPLEY, pathdata)
    count = len(channels)
    sizes = np.array([each.bit_count() for each in range(len(worth))])
    factor = np.array([math.factorial(size) * math.factorial(max(count - size - 1, 0)) / math.factorial(count) for size in range(count + 1)])
    for place, channel in enumerate(channels):
        without = sets[sets >> place & 1 == 0]
        value = (factor[sizes[without]] * (worth[without | 1 << place] - worth[without])).sum()
        assert found[channel] == pytest.approx(value, rel=1e-9)
    assert min(found.values()) >= 0


@pytest.mark.parametrize("model", [each for each in Model if each is not Model.MARKOV])
def test_every_model_sums_to_what_happened(model: Model, pathdata: list[Way]) -> None:
    """All conversions and all value are dealt out, and no more; participation says that it does not."""
    found = whole(model, pathdata, Options(weights=(0.3, 0.5, 0.2), direct=frozenset({"alpha"})))
    assert (float(found.conversions.sum()) == pytest.approx(SUM, rel=1e-9)) is model.sums
    assert (float(found.value.sum()) == pytest.approx(sum(way.value for way in pathdata), rel=1e-9)) is model.sums


@pytest.mark.parametrize(("order", "nulls"), [(1, False), (2, True), (4, True)])
def test_markov_sums_for_every_order(order: int, nulls: bool, pathdata: list[Way]) -> None:  # noqa: FBT001 - a case
    """Chains of higher order, with and without ways to nothing, deal out the same conversions."""
    found = whole(Model.MARKOV, pathdata, Options(order=order, nulls=nulls))
    assert found.conversions.sum() == pytest.approx(SUM, rel=1e-9)
    assert found.conversions.min() > 0


@pytest.mark.parametrize("model", list(Model))
def test_the_order_of_ways_does_not_matter(model: Model, pathdata: list[Way]) -> None:
    """Not to the last bit: ids are drawn by chance and say who comes first, and a report may not hang on that."""
    ways = pathdata[:1000]
    shuffled = random.Random(5).sample(ways, len(ways))
    options = Options(weights=(0.3, 0.5, 0.2), direct=frozenset({"alpha"}), order=2)
    for one, other in zip(whole(model, ways, options)[:2], whole(model, shuffled, options)[:2], strict=True):
        assert one.tolist() == other.tolist()


def test_adobe_worked_example() -> None:
    """$50: search 9 days before, social 6, e-mail and display on the day, with a half-life of 7 days; and J-shaped."""
    way = Way(("search", "social", "email", "display"), (9 * DAY, 6 * DAY, 0, 0), value=50.0)
    ways, names = [way], ["search", "social", "email", "display"]
    decayed = prepare(Model.TIME_DECAY, ways, names, Options()).credit().value
    assert [round(each, 2) for each in decayed.tolist()] == [6.92, 9.32, 16.88, 16.88]
    assert prepare(Model.J, ways, names, Options()).credit().value.tolist() == pytest.approx([10, 5, 5, 30])


@pytest.mark.parametrize(
    ("model", "shares"),
    [
        (Model.U, {"a": 0.5, "b": 0.5, "c": 0.0}),
        (Model.J, {"a": 0.25, "b": 0.75, "c": 0.0}),
        (Model.INVERSE_J, {"a": 0.75, "b": 0.25, "c": 0.0}),
        (Model.LAST_NON_DIRECT, {"a": 1.0, "b": 0.0, "c": 0.0}),
        (Model.PARTICIPATION, {"a": 1.0, "b": 1.0, "c": 0.0}),
    ],
)
def test_two_touches(model: Model, shares: dict[str, float]) -> None:
    """Without touches between, the ends share what they have; a direct touch gives way; who took part is counted in full."""
    ways = [Way(("a", "b")), Way(("c",), conversions=0, nulls=1)]
    assert credit(model, ways, Options(direct=frozenset({"b"}))) == pytest.approx(shares)


def test_a_single_touch_and_none() -> None:
    """One touch has all, even a direct one; a way without touches gives nobody anything."""
    for model in Model:
        options = Options(weights=(0, 1, 0), direct=frozenset({"a"}))
        assert credit(model, [Way(("a",), (0,)), Way((), ())], options) == {"a": 1.0}, model


def test_refunds_take_back() -> None:
    """A refund counts no conversion, and its value is negative for whom it is taken from."""
    ways = [Way(("a", "b"), (2, 1), value=10.0), Way(("a",), (1,), conversions=0.0, value=-4.0)]
    found = whole(Model.LINEAR, ways)
    assert (found.conversions.tolist(), found.value.tolist()) == ([0.5, 0.5], [1.0, 5.0])
    assert whole(Model.MARKOV, ways).value.sum() == pytest.approx(6.0)


def random_ways(seed: int) -> list[Way]:
    """Some ways over a few channels."""
    dice = random.Random(seed)
    names = "abcd"[: dice.randint(1, 4)]
    return [
        Way(tuple(dice.choices(names, k=dice.randint(1, 6))), (), dice.randint(0, 3), dice.random(), dice.randint(0, 3))
        for _ in range(dice.randint(1, 8))
    ] + [Way(("a",), (), 1, 1.0, 1)]


def exact_effects(ways: list[Way], order: int, *, nulls: bool) -> list[Fraction]:
    """Removal effects from their definition, in fractions: the chance to convert with a channel gone, beside that with all there."""
    moves: defaultdict[tuple[str, ...], Counter[object]] = defaultdict(Counter)
    for way in ways:
        none = int(way.nulls) if nulls else 0
        context: tuple[str, ...] = ()
        for channel in way.channels:
            after = (*context, channel)[-order:]
            moves[context][after] += int(way.conversions) + none
            context = after
        moves[context].update({"yes": int(way.conversions), "no": none})

    def chance(gone: str | None) -> Fraction:
        states = list(moves)
        rows = []
        for state in states:
            out = moves[state].total() or 1
            row = [Fraction(int(state == other)) for other in states] + [Fraction(moves[state]["yes"], out)]
            for target, mass in moves[state].items():
                if isinstance(target, tuple) and target[-1] != gone:
                    row[states.index(target)] -= Fraction(mass, out)
            rows.append(row)
        return solved(rows)[states.index(())]

    return [1 - chance(channel) / chance(None) for channel in channels_of(ways)]


def solved(rows: list[list[Fraction]]) -> list[Fraction]:
    """The solution of equations whose last column is the right side, by Gauss and Jordan."""
    for i in range(len(rows)):
        pivot = next(j for j in range(i, len(rows)) if rows[j][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [each / rows[i][i] for each in rows[i]]
        for j in range(len(rows)):
            if j != i and rows[j][i]:
                rows[j] = [a - rows[j][i] * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [row[-1] for row in rows]


@pytest.mark.parametrize("seed", range(12))
def test_markov_is_its_definition(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Removal effects of every order equal those calculated in fractions, one channel gone at a time; so do those of sparse chains."""
    ways, order, nulls = random_ways(seed), seed % 4 + 1, seed % 3 > 0
    expected = [float(each) for each in exact_effects(ways, order, nulls=nulls)]
    chain = markov.Chain(ways, channels_of(ways), order)
    assert chain.effects(nulls=nulls).tolist() == pytest.approx(expected, abs=1e-12)
    monkeypatch.setattr(markov, "DENSEST", 0)
    assert chain.effects(nulls=nulls).tolist() == pytest.approx(expected, abs=1e-12)


def test_nothing_converts() -> None:
    """Where nothing converts, nobody has an effect or credit."""
    found = whole(Model.MARKOV, [Way(("a",), conversions=0, nulls=2)])
    assert found.effects is not None
    assert (found.effects.tolist(), found.conversions.tolist()) == ([0.0], [0.0])


@pytest.mark.parametrize(
    ("model", "options", "sentence"),
    [
        (Model.MARKOV, Options(order=0), "order of 1 to 4, not 0"),
        (Model.MARKOV, Options(order=5), "order of 1 to 4, not 5"),
        (Model.CUSTOM, Options(weights=(0.5, 0.1, 0.1)), "sum to 1"),
        (Model.CUSTOM, Options(weights=(1.5, -0.5, 0)), "sum to 1"),
        (Model.CUSTOM, Options(weights=(math.nan, 0, 1)), "sum to 1"),
        (Model.CUSTOM, Options(), "not none"),
        (Model.TIME_DECAY, Options(half_life=0), "half-life of nothing"),
        (Model.TIME_DECAY, Options(), "these paths tell none"),
    ],
)
def test_what_makes_no_sense(model: Model, options: Options, sentence: str) -> None:
    """Each says what would."""
    with pytest.raises(BadInput, match=sentence):
        whole(model, [Way(("a", "b"))], options)
