"""Time decay: a touch counts half as much for every half-life that lies between it and the conversion. Pure.

The weight of a touch of age t is 2^(-t / half-life), and its share that weight by the sum of all (Adobe Analytics, "Attribution models").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import BadInput

if TYPE_CHECKING:
    from app.attribution.ways import Way


def decay(way: Way, half_life: int) -> list[float]:
    """The shares of the touches of a way by age; `half_life` in microseconds. Raises BadInput for ways that tell no times."""
    if len(way.ages) != len(way.channels):
        raise BadInput("Time decay needs the time of every touch, and these paths tell none.")
    # Shares are the same from the latest touch on, and the weights of very old touches do not all become 0.
    latest = min(way.ages)
    found = [2.0 ** (-(age - latest) / half_life) for age in way.ages]
    total = sum(found)
    return [each / total for each in found]
