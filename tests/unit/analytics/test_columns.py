"""Columns of invented rows: every touchpoint of every person at its place, words as codes, ties as ties."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.analytics.columns import Gatherer, ranks

Part = list[object]


def part(number: int, moments: list[int], **more: object) -> Part:
    """A part of a journey as the statement gives it."""
    size = len(moments)
    whole: dict[str, object] = {
        "keys": [f"web:{moment}" for moment in moments],
        "types": ["view"] * size,
        "sequences": None,
        "channels": ["web"] * size,
        "stages": ["awareness"] * size,
        "creditAt": None,
        "creditValue": None,
    } | more
    keys, types, sequences, *rest = whole.values()
    return [number, keys, types, moments, sequences, *rest]


def person(name: str, *parts: Part, **traits: str) -> dict[str, object]:
    """A row of the statement."""
    return {"id": name, "excluded": False, "anonymous": not traits, "traits": {"id": name, **traits}, "parts": list(parts)}


def test_every_touchpoint_stands_with_its_person() -> None:
    """Touchpoints come in the order of persons and journeys, and a person without any has an empty stretch."""
    gatherer = Gatherer()
    gatherer.add(person("P-1", part(0, [1, 2], stages=["awareness", "retention"]), part(1, [9], types=["buy"]), givenName="Ada"))
    gatherer.add(person("P-2"))
    gatherer.add(person("P-3", part(0, [5], channels=["shop"]), city="Ulm"))
    columns = gatherer.columns(7)
    steps, persons = columns.touchpoints, columns.persons
    assert columns.revision == 7
    assert persons.first.tolist() == [0, 3, 3, 4]
    assert steps.person.tolist() == [0, 0, 0, 2]
    assert steps.journey.tolist() == [0, 0, 1, 0]
    assert steps.key == ["web:1", "web:2", "web:9", "web:5"]
    assert [steps.type.words[code] for code in steps.type.codes] == ["view", "view", "buy", "view"]
    assert persons.stage.codes.tolist() == [persons.stage.code("awareness"), -1, persons.stage.code("awareness")]
    assert {name: trait.codes.tolist() for name, trait in persons.traits.items()} == {"givenName": [0, -1, -1], "city": [-1, -1, 0]}
    assert persons.traits["city"].code("Bonn") == -1


def test_value_of_a_touchpoint() -> None:
    """A touchpoint is worth the sum of its credits; one without a credit is worth nothing, which is not zero."""
    gatherer = Gatherer()
    gatherer.add(person("P-1", part(0, [1, 2, 3], creditAt=[1, 1, 2], creditValue=[5.0, 2.5, 0.0])))
    value = gatherer.columns(1).touchpoints.value
    assert np.isnan(value[0])
    assert value[1:].tolist() == [7.5, 0.0]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3))).map(sorted))
def test_ranks_order_as_moment_and_sequence_do(steps: list[tuple[int, int]]) -> None:
    """Moment and rank compare as moment and sequence do: later is later, and a tie stays a tie."""
    found = [(moment, rank) for (moment, _), rank in zip(steps, ranks([m for m, _ in steps], [s for _, s in steps]), strict=True)]
    for one, ranked in zip(steps, found, strict=True):
        for other, against in zip(steps, found, strict=True):
            assert (one < other) == (ranked < against)
