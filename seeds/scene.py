"""What all doings in a generated world share: the random numbers, fresh ids, and the shape of a touchpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from seeds.layouts import TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from seeds.shape import Shape

Thing = TypeVar("Thing")

PRICES = {
    "ibex-40-pack": 189.0,
    "alto-2-tent": 249.0,
    "trail-9-shoe": 129.0,
    "wax-kit": 74.9,
    "kids-pack-12": 59.0,
    "lago-hammock": 59.0,
    "merino-socks": 35.0,
    "kite-e-bike": 2499.0,
}
PRODUCTS = tuple(PRICES)
CAMPAIGNS = ("autumn-touring", "winter-sale", "spring-care", "bike-cover", "summer-camping", "newsletter-weekly")


class Event(NamedTuple):
    """One touchpoint: when (epoch milliseconds), in which file, its id there, its type, money, and its row."""

    at: int
    layout: str
    id: str
    type: str
    value: float
    cells: tuple[str, ...]

    @property
    def order(self) -> tuple[int, int, str]:
        """The order of touchpoints: time, declared order of the type, id."""
        return self.at, TYPES[self.layout][self.type][1], self.touchpoint

    @property
    def touchpoint(self) -> str:
        """The id in the graph: `source:event id`."""
        return f"{self.layout[: self.layout.index('/')]}:{self.id}"


@dataclass(frozen=True, slots=True)
class Scene:
    """One world's source of chance."""

    rng: Random
    shape: Shape

    def key(self) -> str:
        """A fresh id of sixteen hexadecimal digits, from one seed always the same."""
        return f"{self.rng.getrandbits(64):016x}"

    def chance(self, share: float) -> bool:
        """True in `share` of all calls."""
        return self.rng.random() < share

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of these, each as likely. Half the time of `Random.choice`, whose exactness no world needs."""
        return things[int(self.rng.random() * len(things))]

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""
        return low + int(self.rng.random() * (high - low + 1))

    def sale(self, product: str, key: str) -> tuple[float, tuple[str, str, str]]:
        """Money of a purchase and its order, amount and currency cells; nothing without a product."""
        if not product:
            return 0.0, ("", "", "")
        value = PRICES[product] * (2 if self.chance(0.1) else 1)
        return value, (f"O-{key[:10]}", f"{value:.2f}", "EUR")
