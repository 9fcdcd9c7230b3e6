"""A diary in place of the ledger: it keeps what a trial does in the open, since nothing of a trial stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.ledger.book import Book

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.graph import Row


@dataclass(frozen=True, slots=True)
class Diary(Book):
    """`lines` are those of the ledger (see `app/ledger/replay.py`), but with members by name (`record/…`, `identifier/…`) and not by hash."""

    lines: list[Row] = field(default_factory=list)

    def member(self, key: str, *, record: bool) -> str:
        """What a member is called."""
        return f"{'record' if record else 'identifier'}/{key}"

    def noted(self, lines: Iterable[Row]) -> Iterable[Row]:
        """Notes lines here, and has the ledger of the trial keep none: only their number is taken."""
        self.lines.extend(lines)
        return ()
