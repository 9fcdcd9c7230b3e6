"""Outcomes: what became of the rows of each source. read = new + changed + repeated + rejected, always."""

from __future__ import annotations

from dataclasses import dataclass, field

_REASONS = 20
"""So many reasons of one field are told apart; the rest counts as the first that came."""


@dataclass(slots=True)
class FieldAsides:
    """The values of one field that were set aside: how many for each reason, and an example of it."""

    reasons: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many values."""
        return sum(count for count, _ in self.reasons.values())

    @property
    def commonest(self) -> tuple[str, str]:
        """The most frequent reason and an example of it."""
        reason = max(self.reasons, key=lambda each: self.reasons[each][0])
        return reason, self.reasons[reason][1]

    def add(self, reason: str, example: str, count: int = 1) -> None:
        """Counts values that were set aside for one reason."""
        if reason not in self.reasons and len(self.reasons) >= _REASONS:
            reason = next(iter(self.reasons))
        so_far, first = self.reasons.get(reason, (0, example))
        self.reasons[reason] = (so_far + count, first)


@dataclass(slots=True)
class Outcome:
    """Counts of rows of one source; `set_aside` counts values, not rows. `notes` are sentences on what is wrong with the source as a whole."""

    source: str
    read: int = 0
    new: int = 0
    changed: int = 0
    repeated: int = 0
    rejected: int = 0
    set_aside: int = 0
    notes: list[str] = field(default_factory=list)
    fields: dict[str, FieldAsides] = field(default_factory=dict)
    """What was set aside, by field."""

    @property
    def balanced(self) -> bool:
        """Whether no row was lost."""
        return self.read == self.new + self.changed + self.repeated + self.rejected

    def add(self, other: Outcome) -> None:
        """Adds the counts of another outcome."""
        for name in ("read", "new", "changed", "repeated", "rejected", "set_aside"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, asides in other.fields.items():
            for reason, (count, example) in asides.reasons.items():
                self.fields.setdefault(name, FieldAsides()).add(reason, example, count)

    def put_aside(self, name: str, raw: str, reason: str) -> None:
        """Counts a value of a field that was set aside."""
        self.set_aside += 1
        self.fields.setdefault(name, FieldAsides()).add(reason, raw)

    def counts(self) -> dict[str, int]:
        """The counts under the names they have on `Load` nodes."""
        return {
            "read": self.read,
            "new": self.new,
            "changed": self.changed,
            "repeated": self.repeated,
            "rejected": self.rejected,
            "setAside": self.set_aside,
        }
