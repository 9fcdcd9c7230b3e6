"""Markov attribution of order 1 to 4: what fewer would convert if a channel were not there, solved and not simulated.

Ways are walks of an absorbing Markov chain from the start to a conversion or to nothing; a state is the last `order` channels (fewer at the
beginning). Without a channel, who comes to it ends at nothing. Its removal effect is the share of conversions lost so, and credit is dealt in
proportion to removal effects (Anderl, Becker, von Wangenheim and Schumann, "Mapping the customer journey", International Journal of
Research in Marketing 33, 2016).

The closed form (Kemeny and Snell, "Finite Markov Chains", 1960): Q the transitions between states, r those to a conversion,
N = (I - Q)^-1 visits, h = N r the chance to convert. With S the states that end in a channel, first entries into S are
e = N[start, S] N[S, S]^-1, and the removal effect is e h[S] / h[start]: one inverse serves all channels. Chains of more than DENSEST states are
sparse; there h is the limit of h = Q h + r, summed until nothing changes any more in 16 digits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from app.attribution.ways import Way

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]

HIGHEST = 4
"""The highest order."""
DENSEST = 1_000
"""States up to which the inverse is calculated: a part of a second, and 8 MB."""
_ROUNDS = 20_000


class _Flow(NamedTuple):
    """Probabilities: of every transition, and from every state to a conversion."""

    transition: Numbers
    converts: Numbers


class Chain:
    """The chain of some ways; what they weigh may be changed, so that a bootstrap builds it only once. Ways without touches do not count."""

    def __init__(self, ways: Sequence[Way], channels: Sequence[str], order: int = 1) -> None:
        """`channels` are all that ways may have. Raises BadInput for an order that is none from 1 to HIGHEST."""
        if not 1 <= order <= HIGHEST:
            raise BadInput(f"A Markov chain has an order of 1 to {HIGHEST}, not {order}.")
        self.order = order
        states: dict[tuple[str, ...], int] = {(): 0}
        pairs: dict[tuple[int, int], int] = {}
        taker, taken, ends = [], [], []
        for number, way in enumerate(ways):
            state = 0
            context: tuple[str, ...] = ()
            for channel in way.channels:
                context = (*context, channel)[-order:]
                target = states.setdefault(context, len(states))
                taker.append(number)
                taken.append(pairs.setdefault((state, target), len(pairs)))
                state = target
            ends.append(state)
        index = {channel: place for place, channel in enumerate(channels)}
        # In an order of their own and not in that of their first coming: who comes first depends on ids, and with it the last bit of an inverse.
        ordered = sorted(states)
        place = _inverse(_places([states[context] for context in ordered]))
        self._last = np.array([-1, *(index[context[-1]] for context in ordered if context)], dtype=np.int64)
        self._channels = len(channels)
        origins, targets = (place[_places([pair[end] for pair in pairs])] for end in (0, 1))
        sorting = np.lexsort((targets, origins))
        self._origin, self._target = origins[sorting], targets[sorting]
        self._taker, self._taken, self._ends = _places(taker), _inverse(sorting)[_places(taken)], place[_places(ends)]
        touched = np.array([bool(way.channels) for way in ways], dtype=np.float64)
        self._conversions = np.array([way.conversions for way in ways], dtype=np.float64) * touched
        self._nulls = np.array([way.nulls for way in ways], dtype=np.float64) * touched

    @property
    def states(self) -> int:
        """How many states there are, the start among them."""
        return len(self._last)

    def effects(self, weights: Numbers | None = None, *, nulls: bool = True) -> Numbers:
        """The removal effect of every channel, 0 to 1; all 0 where nothing converts.

        `weights` are factors of the ways; without `nulls` ways to nothing are left out. Raises BadInput for a sparse chain that has no end in sight.
        """
        flow = self._flow(np.ones(len(self._ends)) if weights is None else weights, nulls=nulls)
        if not flow.converts.any():
            return np.zeros(self._channels)
        return self._dense(flow) if self.states <= DENSEST else self._sparse(flow)

    def _flow(self, weights: Numbers, *, nulls: bool) -> _Flow:
        converted = self._conversions * weights
        mass = converted + self._nulls * weights if nulls else converted
        moved = np.bincount(self._taken, mass[self._taker], len(self._origin))
        ended = np.bincount(self._ends, mass, self.states)
        out = np.bincount(self._origin, moved, self.states) + ended
        out[out == 0] = 1.0
        return _Flow(moved / out[self._origin], np.bincount(self._ends, converted, self.states) / out)

    def _dense(self, flow: _Flow) -> Numbers:
        matrix = np.eye(self.states)
        matrix[self._origin, self._target] -= flow.transition
        visits = np.linalg.inv(matrix)
        chance = visits @ flow.converts
        found = np.zeros(self._channels)
        for channel in range(self._channels):
            states = np.flatnonzero(self._last == channel)
            if len(states):
                entries = np.linalg.solve(visits[np.ix_(states, states)].T, visits[0, states])
                found[channel] = entries @ chance[states] / chance[0]
        return found

    def _sparse(self, flow: _Flow) -> Numbers:
        """All channels at once: a column of chances for each that is removed, and one, the last, for none."""
        order = np.argsort(self._origin, kind="stable")
        origin, target = self._origin[order], self._target[order]
        rows, starts = np.unique(origin, return_index=True)
        removed = np.arange(self._channels + 1)
        moved = flow.transition[order, None] * (self._last[target][:, None] != removed)
        chance = np.zeros((self.states, self._channels + 1))
        for _ in range(_ROUNDS):
            after = np.repeat(flow.converts[:, None], self._channels + 1, axis=1)
            after[rows] += np.add.reduceat(moved * chance[target], starts)
            if np.abs(after - chance).max() <= np.finfo(float).eps * after.max():
                return np.asarray(1 - after[0, :-1] / after[0, -1], dtype=np.float64)
            chance = after
        raise BadInput(f"Journeys are too long for a chain of order {self.order} with {self.states:,} states; use a lower order.")


def _places(found: list[int]) -> Places:
    return np.array(found, dtype=np.int64)


def _inverse(order: Places) -> Places:
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.arange(len(order))
    return found
