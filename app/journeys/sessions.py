"""What a session is, and what names its reason: rules from a file. Pure but for reading it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.journeys.documents import Lines, Mistakes, duration, only, read_document, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEFAULT = Path(__file__).with_name("sessions.yaml")


@dataclass(frozen=True, slots=True)
class SessionRules:
    """The gap that ends a session, by kind of channel and otherwise, in microseconds; reasons with their types, the strongest first."""

    gaps: Mapping[str, int]
    otherwise: int
    reasons: tuple[tuple[str, frozenset[str]], ...] = ()

    def reason(self, types: Sequence[str]) -> str:
        """Why a session of these types, in order, took place."""
        return next((name for name, named in self.reasons if not named.isdisjoint(types)), types[0])

    def gap(self, kind: str | None) -> int:
        """After how long a silence a session in channels of this kind is over, in microseconds."""
        return self.gaps.get(kind or "", self.otherwise)


def read_sessions(path: Path | None = None) -> SessionRules:
    """The rules in a YAML file, by default the shipped one. Raises BadInput naming what is wrong and what would be right."""
    path = path or DEFAULT
    found, lines, wrong = read_document(path, "sessions"), Lines(path), Mistakes()
    wrong.reading(only, found, {"version", "gaps", "otherwise", "reasons"}, str(path), otherwise=None)
    gaps, reasons = (wrong.mapping(found.get(name) or {}, f"{lines.at(name)}: {name}") for name in ("gaps", "reasons"))
    nothing = frozenset[str]()
    read = SessionRules(
        gaps={kind: wrong.reading(duration, each, f"{lines.at('gaps', kind)}: the gap of {kind}", otherwise=0) for kind, each in gaps.items()},
        otherwise=wrong.reading(duration, found.get("otherwise", "PT30M"), f"{lines.at('otherwise')}: otherwise", otherwise=0),
        reasons=tuple(
            (name, wrong.reading(words, each, f"{lines.at('reasons', name)}: reason {name}", otherwise=nothing)) for name, each in reasons.items()
        ),
    )
    wrong.tell()
    return read
