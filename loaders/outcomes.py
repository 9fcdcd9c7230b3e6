"""Outcomes: what became of the rows of each source. read = new + changed + repeated + rejected, always."""

from __future__ import annotations

from dataclasses import dataclass, field


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

    @property
    def balanced(self) -> bool:
        """Whether no row was lost."""
        return self.read == self.new + self.changed + self.repeated + self.rejected

    def add(self, other: Outcome) -> None:
        """Adds the counts of another outcome."""
        for name in ("read", "new", "changed", "repeated", "rejected", "set_aside"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

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
