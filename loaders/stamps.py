"""Stamps: how times travel to the database.

As pairs of integers, seconds and nanoseconds, and not as `datetime`: the driver packs a `datetime` in Python at a cost of about a hundred
integers, which alone would halve the rate of a load (see docs/decisions/0003-times-travel-as-integers.md).
"""

from __future__ import annotations

Stamp = tuple[int, int]
"""Seconds since 1970 and nanoseconds within the second."""


def stamp(micros: int) -> Stamp:
    """The pair for epoch microseconds; right before 1970 too."""
    seconds, rest = divmod(micros, 1_000_000)
    return seconds, rest * 1000


def stamp_or_none(micros: int | None) -> Stamp | None:
    """The pair, or None."""
    return None if micros is None else stamp(micros)
