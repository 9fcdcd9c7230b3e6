"""Models by position: so much to the first touch, so much to the last, the rest evenly to those between. Pure.

The shares of U, J and inverse J are Adobe Analytics' ("Attribution models"), and so is what happens without touches between: the shares of
first and last are scaled to sum to 1 (J: 25 to 75 percent), and a single touch has all.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from app.errors import BadInput

if TYPE_CHECKING:
    from app.attribution.ways import Way


class Weights(NamedTuple):
    """Shares of the first touch, of all between together, and of the last; they sum to 1."""

    first: float
    between: float
    last: float


U = Weights(0.4, 0.2, 0.4)
J = Weights(0.2, 0.2, 0.6)
INVERSE_J = Weights(0.6, 0.2, 0.2)


def weights(found: list[float]) -> Weights:
    """Three shares of one's own. Raises BadInput unless there are three, none is negative and they sum to 1."""
    expected = len(Weights._fields)
    if len(found) != expected or not all(math.isfinite(each) and each >= 0 for each in found) or not math.isclose(sum(found), 1, abs_tol=1e-9):
        told = ", ".join(f"{each:g}" for each in found) or "none"
        raise BadInput(f"Weights are three shares that sum to 1, for the first touch, those between and the last (0.3,0.4,0.3), not {told}.")
    return Weights(*found)


def by_position(way: Way, given: Weights) -> list[float]:
    """The shares of the touches of a way by position."""
    count = len(way.channels)
    if count == 1:
        return [1.0]
    between = count - 2
    if between:
        return [given.first, *[given.between / between] * between, given.last]
    ends = given.first + given.last
    return [given.first / ends, given.last / ends] if ends else [0.5, 0.5]
