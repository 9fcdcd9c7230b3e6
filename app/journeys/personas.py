"""Personas: persons grouped by what they do, where, how much and who they are, and what sets each group apart.

Every person is a point. How much (touchpoints, days, time from first to last, conversions) counts by logarithm; types and channels by the square
root of their share (so that distances are Hellinger's); stage and traits as there or not. Amounts, types and channels are brought to the same
variance in all, so that none drowns the others; the stage and each trait to a quarter of it, as they are either or. What less than 2 % have
is left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.errors import BadInput
from app.journeys.answers import ALL, Answer, Filter, Unit, file_of, revision
from app.journeys.clusters import cluster, most_stable, stability
from app.journeys.counted import Counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from app.graph import Graph, Row

STATEMENT = "journeys/personas"
TRAITS = ("kind", "gender", "language", "country")
LEAST, MOST = 2, 12
_TRIED = 8
_COMMON = 0.02
_DAY = 86_400_000_000
_AMOUNT = "amount"
_WEIGHTS, _SLIGHT = {_AMOUNT: 1.0, "type": 1.0, "channel": 1.0}, 0.25
_TELLING = 6
_EXAMPLES = 3


class Feature(NamedTuple):
    """What is measured of a person: the aspect it belongs to (amount, type, channel, stage or a trait), and its name in that."""

    aspect: str
    name: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A feature that sets a persona apart: its mean within and without (a share, a count, or days), the difference in deviations of all."""

    feature: Feature
    within: float
    without: float
    deviations: float


@dataclass(frozen=True, slots=True)
class Persona:
    """A group, by number from 1, the largest first: how many, what sets it apart, and the persons nearest to its middle."""

    number: int
    count: int
    telling: list[Telling]
    examples: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Personas(Answer[Persona]):
    """The personas of `total` persons.

    `stability`: for ten random parts of the persons, four fifths but 2,000 at most, how far their personas agree with these (adjusted Rand index).
    """

    total: int
    stability: list[float]


@dataclass(frozen=True, slots=True)
class _Measured:
    """Persons, features, what was measured in the words of people, and the points in which they are compared."""

    persons: list[str]
    features: list[Feature]
    values: npt.NDArray[np.float64]
    points: npt.NDArray[np.float64]


def personas(graph: Graph, converts: Sequence[str], filters: Filter = ALL, *, k: int | None = None) -> Personas:
    """`k` personas, or as many from 2 to 8 as are still stable. Raises BadInput for a `k` that cannot be, or filters that nothing can pass."""
    params, at = _params(converts, filters, k), revision(graph)
    measured = _measured(graph, params)
    labels = _grouped(measured, k)
    rows = [_persona(measured, labels, place) for place in range(labels.max() + 1)] if len(labels) else []
    return Personas(
        rows,
        Unit.PERSONS,
        at,
        file_of(STATEMENT),
        params,
        total=len(labels),
        stability=stability(measured.points, labels) if len(rows) > 1 else [],
    )


def belonging(graph: Graph, converts: Sequence[str], persona: int, filters: Filter = ALL, *, k: int) -> Counted:
    """Exactly the persons of one persona of `k`. Raises BadInput as `personas`, and for a number that is none."""
    params, at = _params(converts, filters, k), revision(graph)
    measured = _measured(graph, params)
    labels = _grouped(measured, k)
    if not 1 <= persona <= k:
        raise BadInput(f"There are the personas 1 to {k}, and none of number {persona}.")
    persons = {person: 1 for person, label in zip(measured.persons, labels, strict=True) if label == persona - 1}
    return Counted.of(persons, Unit.PERSONS, at, file_of(STATEMENT), params)


def _params(converts: Sequence[str], filters: Filter, k: int | None) -> Row:
    if k is not None and not 1 <= k <= MOST:
        raise BadInput(f"Ask for {LEAST} to {MOST} personas, or leave `k` out.")
    return {**filters.params(), "converts": sorted(converts), "traits": list(TRAITS)}


def _grouped(measured: _Measured, k: int | None) -> npt.NDArray[np.int64]:
    different = len(np.unique(np.round(measured.points, 9), axis=0)) if measured.persons else 0
    if k is not None and k > max(different, 1):
        raise BadInput(f"Only {different} persons under these filters differ from each other, too few for {k} personas; ask for fewer.")
    if k is not None or different < LEAST:
        return cluster(measured.points, k or 1) if measured.persons else np.zeros(0, dtype=np.int64)
    return most_stable(measured.points, min(_TRIED, different))


def _measured(graph: Graph, params: Row) -> _Measured:
    rows = graph.read(STATEMENT, **params)
    columns = dict[Feature, list[float]](_amounts(rows))
    columns |= _shares(rows, "type", "kinds") | _shares(rows, "channel", "places")
    columns |= _values("stage", [row["stage"] for row in rows])
    for place, trait in enumerate(TRAITS):
        columns |= _values(trait, [row["traits"][place] for row in rows])
    kept = [feature for feature, column in columns.items() if len(set(column)) > 1]
    values = np.array([columns[feature] for feature in kept], dtype=np.float64).reshape(len(kept), len(rows)).T
    return _Measured([row["person"] for row in rows], kept, values, _points(kept, values))


def _points(features: list[Feature], values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Persons as points. The features of an aspect keep their proportions, so that what is rare in it weighs little."""
    points = values.copy()
    for aspect in {feature.aspect for feature in features}:
        places = [place for place, feature in enumerate(features) if feature.aspect == aspect]
        block = points[:, places]
        if aspect == _AMOUNT:
            block = np.log1p(block)
            block /= block.std(axis=0)
        else:
            block = np.sqrt(block)
        block -= block.mean(axis=0)
        points[:, places] = block * sqrt(_WEIGHTS.get(aspect, _SLIGHT) / block.var(axis=0).sum())
    return points


def _amounts(rows: list[Row]) -> dict[Feature, list[float]]:
    of: dict[str, Callable[[Row], float]] = {
        "touchpoints": lambda row: float(row["touchpoints"]),
        "days": lambda row: float(row["days"]),
        "days from first to last": lambda row: row["span"] / _DAY,
        "conversions": lambda row: float(row["conversions"]),
    }
    return {Feature(_AMOUNT, name): [measure(row) for row in rows] for name, measure in of.items()}


def _shares(rows: list[Row], aspect: str, name: str) -> dict[Feature, list[float]]:
    holders = Counter(each for row in rows for each in row[name])
    common = sorted(each for each, count in holders.items() if count >= _COMMON * len(rows))
    return {Feature(aspect, each): [row[name].get(each, 0) / row["touchpoints"] for row in rows] for each in common}


def _values(aspect: str, given: list[str | None]) -> dict[Feature, list[float]]:
    common = sorted(each for each, count in Counter(given).items() if each is not None and count >= _COMMON * len(given))
    return {Feature(aspect, each): [float(value == each) for value in given] for each in common}


def _persona(measured: _Measured, labels: npt.NDArray[np.int64], place: int) -> Persona:
    inside = labels == place
    middle = measured.points[inside].mean(axis=0)
    far = ((measured.points[inside] - middle) ** 2).sum(axis=1)
    members = [measured.persons[each] for each in np.flatnonzero(inside)]
    nearest = sorted(range(len(members)), key=lambda each: (round(float(far[each]), 9), members[each]))[:_EXAMPLES]
    return Persona(place + 1, len(members), _telling(measured, inside), [members[each] for each in nearest])


def _telling(measured: _Measured, inside: npt.NDArray[np.bool_]) -> list[Telling]:
    if inside.all():
        return []
    within, without = measured.values[inside].mean(axis=0), measured.values[~inside].mean(axis=0)
    apart = (within - without) / measured.values.std(axis=0)
    strongest = sorted(range(len(measured.features)), key=lambda each: (-abs(round(float(apart[each]), 9)), measured.features[each]))
    return [Telling(measured.features[each], float(within[each]), float(without[each]), float(apart[each])) for each in strongest[:_TELLING]]
