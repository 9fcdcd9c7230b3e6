"""Shapley value of channels, exact. Pure.

The game: a set of channels is worth what came by ways all of whose channels are in the set, v(S) = sum over T within S of c(T), with c(T) what
ways with exactly the channels T led to. A value of that form is a sum of unanimity games, and of each the Shapley value gives every member of T
the same part (Shapley, "A value for n-person games", 1953): channel i has the sum over T with i of c(T) / |T|. That is the sum over
all subsets without going through them, so there is no limit to the number of channels; and as c is not negative for conversions, no
credit of theirs is. Order and repetition do not matter; ways to nothing do not either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.attribution.ways import Way


def shapley(way: Way) -> list[float]:
    """The same to every channel of a way, told at its first touch."""
    part = 1 / len(set(way.channels))
    return [0.0 if channel in way.channels[:i] else part for i, channel in enumerate(way.channels)]
