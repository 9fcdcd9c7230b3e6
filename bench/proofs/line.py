"""One line of a proof: what was tried, how often, how often it held, and whether that is enough."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """`held` of `tried` cases came out as promised; `least` of them must (by default all). `note` says what else was counted."""

    what: str
    tried: int
    held: int
    least: int | None = None
    note: str = ""

    @property
    def ok(self) -> bool:
        """Whether enough held; a proof that tried nothing proves nothing."""
        return self.tried > 0 and self.held >= (self.tried if self.least is None else self.least)

    def __str__(self) -> str:
        """`what | held of tried | note | ok or MISS`."""
        return f"{self.what} | {self.held:,} of {self.tried:,} | {self.note} | {'ok' if self.ok else 'MISS'}"
