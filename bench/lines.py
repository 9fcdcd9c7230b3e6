"""One line of a benchmark: name, ours, peer, ratio, bound, and whether the bound is met."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of ours beside a peer's. The ratio is ours to peer's; it must be at most `bound`, or at least, where `more` is better."""

    name: str
    ours: float
    peer_name: str
    peer: float
    bound: float
    unit: str = "ms"
    more: bool = False

    @property
    def ratio(self) -> float:
        """Ours divided by the peer's."""
        return self.ours / self.peer if self.peer else float("inf")

    @property
    def ok(self) -> bool:
        """Whether the bound is met."""
        return self.ratio >= self.bound if self.more else self.ratio <= self.bound

    def __str__(self) -> str:
        """`name | ours | peer | ratio | bound | ok or MISS`."""
        sign = ">=" if self.more else "<="
        ours, peer = f"{self.ours:,.3g} {self.unit}", f"{self.peer_name} {self.peer:,.3g} {self.unit}"
        return f"{self.name} | {ours} | {peer} | {self.ratio:.2f} | {sign} {self.bound:g} | {'ok' if self.ok else 'MISS'}"
