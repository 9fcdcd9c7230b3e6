"""A way: the touches that led to a conversion, to a refund, or to nothing. What every model reads, and nothing else. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """Channels in the order of their touches, and what they led to.

    `ages` are microseconds from each touch to the end of the way, as many as channels; empty where nobody knows, and then there is no time
    decay. `conversions` and `nulls` are how many took this way and did, or did not, convert: 1 and 0 or 0 and 1 for one person, more where
    ways are given summed. `value` is in the reporting currency. A refund has a negative value and neither conversions nor nulls.
    `unit` counts the persons up from 0: the ways of one person are drawn together when an interval is made.
    """

    channels: tuple[str, ...]
    ages: tuple[int, ...] = ()
    conversions: float = 1.0
    value: float = 0.0
    nulls: float = 0.0
    unit: int = 0
