"""The alignment of what happened with what was designed, and the deviations that it shows. Pure.

Alignment-based conformance checking (W. van der Aalst, A. Adriansyah, B. van Dongen, Replaying history on process models for conformance checking
and performance analysis, 2012): both are walked through side by side, by moves on both (a touchpoint does a step), on the touchpoints only (it has
no place in the design) and on the design only (a step is not done). A move on one side only costs 1, but leaving out an optional step costs nothing.
The cheapest alignment is found by dynamic programming; of several equally cheap ones, the one that does steps soonest, then the one that leaves steps
out latest, so that the same way always gives the same answer. Fitness is 1 - cost / worst: the worst is to do no required step and to find no
touchpoint in its place.

What the moves on one side mean:

    skipped     a required step that was not done
    left_out    an optional one
    reversed    a step that was not done in its place, but out of it, before or after
    repeated    a step that was done again, and is not meant to be
    unforeseen  a touchpoint that does no step of the design
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.journeys.designs import DesignedJourney

Token = tuple[str, str | None]
"""A touchpoint: its type, and its channel or None where no step asks for it."""


class Sign(StrEnum):
    """What became of a step."""

    DONE = "done"
    SKIPPED = "skipped"
    LEFT_OUT = "left_out"
    REVERSED = "reversed"
    REPEATED = "repeated"


class Move(NamedTuple):
    """One move: on a touchpoint and a step by their places, or on one of them only; `passed` steps lie behind it."""

    event: int | None
    step: int | None
    passed: int


@dataclass(slots=True)
class Aligned:
    """What an alignment shows. Signs are of steps by their places; unforeseen touchpoints by type and the steps passed before them."""

    cost: int = 0
    worst: int = 0
    signs: set[tuple[Sign, int]] = field(default_factory=set)
    unforeseen: Counter[tuple[str, int]] = field(default_factory=Counter)


def aligned(design: DesignedJourney, way: Sequence[Token]) -> Aligned | None:
    """The deviations of one way; None when no touchpoint of it does a step. Takes time and memory by touchpoints times steps."""
    fits = [frozenset(place for place, step in enumerate(design.steps) if step.fits(*token)) for token in way]
    if not any(fits):
        return None
    optional, repeats = [step.optional for step in design.steps], [step.repeats for step in design.steps]
    moves = align(fits, optional, repeats)
    found = Aligned(worst=len(way) + optional.count(False))
    open_ = [move.step for move in moves if move.event is None and move.step is not None]
    for event, step, passed in moves:
        if event is None:
            found.cost += not optional[step or 0]
        elif step is not None:
            found.signs.add((Sign.DONE, step))
        else:
            found.cost += 1
            _misplaced(found, way[event][0], sorted(fits[event]), open_, passed)
    found.signs.update((Sign.LEFT_OUT if optional[step] else Sign.SKIPPED, step) for step in open_)
    return found


def align(fits: Sequence[frozenset[int]], optional: Sequence[bool], repeats: Sequence[bool]) -> list[Move]:
    """The moves of the alignment, in order. `fits` says of each touchpoint which steps it does."""
    rest = _costs(fits, optional, repeats)
    event, step, moves = 0, 0, list[Move]()
    while event < len(fits) or step < len(optional):
        left = rest[event][step]
        if event < len(fits) and step in fits[event] and left == rest[event + 1][step + 1]:
            moves.append(Move(event, step, step + 1))
            event, step = event + 1, step + 1
        elif event < len(fits) and step and repeats[step - 1] and step - 1 in fits[event] and left == rest[event + 1][step]:
            moves.append(Move(event, step - 1, step))
            event += 1
        elif event < len(fits) and left == rest[event + 1][step] + 1:
            moves.append(Move(event, None, step))
            event += 1
        else:
            moves.append(Move(None, step, step + 1))
            step += 1
    return moves


def _costs(fits: Sequence[frozenset[int]], optional: Sequence[bool], repeats: Sequence[bool]) -> list[list[int]]:
    """For every touchpoint and step, what the cheapest alignment of the rest costs."""
    last = [0]
    for each in reversed(optional):
        last.append(last[-1] + (not each))
    below = last[::-1]
    rows = [below]
    for can in reversed(fits):
        row = [0] * len(below)
        for step in range(len(optional), -1, -1):
            least = below[step] + (0 if step and repeats[step - 1] and step - 1 in can else 1)
            if step < len(optional):
                least = min(least, row[step + 1] + (not optional[step]))
                if step in can:
                    least = min(least, below[step + 1])
            row[step] = least
        rows.append(row)
        below = row
    return rows[::-1]


def _misplaced(found: Aligned, kind: str, can: list[int], open_: list[int], passed: int) -> None:
    """Notes what a touchpoint without a place in the design is. A step that it does out of place is no longer open."""
    missing = next((step for step in can if step in open_), None)
    if not can:
        found.unforeseen[kind, passed] += 1
    elif missing is not None:
        open_.remove(missing)
        found.signs.add((Sign.REVERSED, missing))
    else:
        found.signs.add((Sign.REPEATED, max((step for step in can if step < passed), default=can[0])))
