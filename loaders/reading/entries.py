"""Entries: rows of a file as they came, and what ends a file before its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from app.errors import BadInput
from loaders.values import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loaders.outcomes import Outcome
    from loaders.values import Row

TOO_LONG = f"a field of {LONGEST:,} characters or more"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a file as it came, or why it cannot even be taken apart (then `row` is None)."""

    line: int
    raw: str
    row: Row | None = None
    reason: str = ""
    columns: tuple[str, ...] = ()
    broken: bytes | None = None


class Damaged(BadInput):
    """A file ends before its end: what came before is good. `outcomes` are those of the whole call, once it is over."""

    def __init__(self, reason: str, *, read: int | None = None, outcomes: tuple[Outcome, ...] = ()) -> None:
        before = "rows before that are good" if read is None else f"the {read:,} rows before that are loaded" if read else "nothing of it is loaded"
        super().__init__(f"{reason}; {before}. Get a whole file and load it again.")
        self.reason, self.outcomes = reason, outcomes

    @classmethod
    def several(cls, messages: Iterable[str], outcomes: Sequence[Outcome]) -> Self:
        """The error of a call of which some files were damaged."""
        found = cls("", outcomes=tuple(outcomes))
        found.args = ("\n".join(messages),)
        return found


def longest(value: object) -> int:
    """The length of the longest text in a value, however nested."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return max(map(longest, value.values()), default=0)
    return max(map(longest, value), default=0) if isinstance(value, list | tuple) else 0
