"""The models by name, with what each may be told, and the credit that each gives over ways. Pure.

Every model but participation deals out exactly what happened, conversions and value. Ways without touches have nobody to give credit
to: their part is told apart, as unattributed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.attribution import decay, markov, position, shapley, touch
from app.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from app.attribution.markov import Numbers
    from app.attribution.ways import Way

    Shares = Callable[[Way], list[float]]

_DAY = 86_400 * 1_000_000
DIRECT = frozenset({"direct"})
"""What last non-direct passes over unless told otherwise."""


class Model(StrEnum):
    """The models, in the order in which reports show them."""

    FIRST = "first"
    LAST = "last"
    LAST_NON_DIRECT = "last_non_direct"
    LINEAR = "linear"
    U = "u"
    J = "j"
    INVERSE_J = "inverse_j"
    CUSTOM = "custom"
    TIME_DECAY = "time_decay"
    PARTICIPATION = "participation"
    MARKOV = "markov"
    SHAPLEY = "shapley"

    @property
    def sums(self) -> bool:
        """Whether credit sums to what happened."""
        return self is not Model.PARTICIPATION


USUAL = (Model.LAST, Model.LINEAR, Model.MARKOV, Model.SHAPLEY)
"""The models of a report that names none."""


@dataclass(frozen=True, slots=True)
class Options:
    """What models may be told; each model reads its own.

    `half_life` is in microseconds; `direct` are the channels that last non-direct passes over; `weights` those of the custom position
    model; `order` and `nulls` (whether ways to nothing count) are of the Markov chain.
    """

    half_life: int = 7 * _DAY
    direct: frozenset[str] = DIRECT
    weights: tuple[float, ...] = ()
    order: int = 1
    nulls: bool = True


class Credit(NamedTuple):
    """What every channel is given, in the order of the channels, and its removal effect where the model knows one."""

    conversions: Numbers
    value: Numbers
    effects: Numbers | None = None


class Additive:
    """Credit by a model that deals out every way by itself."""

    def __init__(self, ways: Sequence[Way], channels: Sequence[str], shares: Shares) -> None:
        index = {channel: place for place, channel in enumerate(channels)}
        found = list(_dealt(ways, shares, index))
        self._channels = len(channels)
        self._way = np.array([number for number, _, _ in found], dtype=np.int64)
        self._channel = np.array([place for _, place, _ in found], dtype=np.int64)
        share = np.array([share for _, _, share in found], dtype=np.float64)
        self._conversions = share * np.array([way.conversions for way in ways], dtype=np.float64)[self._way]
        self._value = share * np.array([way.value for way in ways], dtype=np.float64)[self._way]

    def credit(self, weights: Numbers | None = None) -> Credit:
        """The credit when every way counts `weights` times, by default once.

        Without weights the sums are exact before they are rounded, so that they are the same to the last bit in whatever order the ways come.
        """
        if weights is None:
            return Credit(self._exact(self._conversions), self._exact(self._value))
        factor = weights[self._way]
        return Credit(self._summed(self._conversions * factor), self._summed(self._value * factor))

    def _exact(self, parts: Numbers) -> Numbers:
        order = np.argsort(self._channel, kind="stable")
        ends = np.searchsorted(self._channel[order], np.arange(1, self._channels))
        return np.array([fsum(each.tolist()) for each in np.split(parts[order], ends)][: self._channels], dtype=np.float64)

    def _summed(self, parts: Numbers) -> Numbers:
        return np.bincount(self._channel, parts, self._channels).astype(np.float64)


class Chained:
    """Credit by the Markov model: conversions and value are dealt in proportion to removal effects."""

    def __init__(self, ways: Sequence[Way], channels: Sequence[str], options: Options) -> None:
        self._nulls = options.nulls
        self.chain = markov.Chain(ways, channels, options.order)
        touched = np.array([bool(way.channels) for way in ways], dtype=np.float64)
        self._conversions = touched * np.array([way.conversions for way in ways], dtype=np.float64)
        self._value = touched * np.array([way.value for way in ways], dtype=np.float64)

    def credit(self, weights: Numbers | None = None) -> Credit:
        """The credit when every way counts `weights` times, by default once."""
        effects = self.chain.effects(weights, nulls=self._nulls)
        whole = effects.sum()
        shares = effects / whole if whole else effects
        if weights is None:
            return Credit(shares * fsum(self._conversions.tolist()), shares * fsum(self._value.tolist()), effects)
        return Credit(shares * (self._conversions * weights).sum(), shares * (self._value * weights).sum(), effects)


def prepare(model: Model, ways: Sequence[Way], channels: Sequence[str], options: Options) -> Additive | Chained:
    """A model over ways whose channels are among `channels`, ready to give credit. Raises BadInput for options that make no sense."""
    if model is Model.MARKOV:
        return Chained(ways, channels, options)
    return Additive([*ways], channels, _shares(model, options))


def channels_of(ways: Sequence[Way]) -> list[str]:
    """Every channel that took part, in the order of the alphabet."""
    return sorted({channel for way in ways for channel in way.channels})


def _dealt(ways: Sequence[Way], shares: Shares, index: Mapping[str, int]) -> Iterator[tuple[int, int, float]]:
    """Way, channel and share, for every channel that has one of a way that led to something."""
    for number, way in enumerate(ways):
        if not way.channels or not (way.conversions or way.value):
            continue
        own: dict[str, float] = defaultdict(float)
        for channel, share in zip(way.channels, shares(way), strict=True):
            own[channel] += share
        for channel, share in own.items():
            if share:
                yield number, index[channel], share


def _shares(model: Model, options: Options) -> Shares:
    if model is Model.TIME_DECAY and options.half_life <= 0:
        raise BadInput("A half-life of nothing leaves no credit; give one that is longer.")
    by_position = {
        Model.U: position.U,
        Model.J: position.J,
        Model.INVERSE_J: position.INVERSE_J,
    }
    if model is Model.CUSTOM:
        by_position[model] = position.weights(list(options.weights))
    if model in by_position:
        return partial(position.by_position, given=by_position[model])
    others: dict[Model, Shares] = {
        Model.FIRST: touch.first,
        Model.LAST: touch.last,
        Model.LAST_NON_DIRECT: partial(touch.last_non_direct, direct=options.direct),
        Model.LINEAR: touch.linear,
        Model.TIME_DECAY: partial(decay.decay, half_life=options.half_life),
        Model.PARTICIPATION: touch.participation,
        Model.SHAPLEY: shapley.shapley,
    }
    return others[model]
