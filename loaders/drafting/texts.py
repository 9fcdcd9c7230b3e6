"""Texts: the lines of a draft. Each is a statement of a mapping or a comment that could become one, with what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

QUESTION = "QUESTION:"
"""Begins a remark that only who knows the file can answer."""
_COLUMN = 46
"""Where remarks begin."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `active`: whether the mapping says it, or it is a comment."""

    indent: int
    text: str
    remark: str = ""
    active: bool = True
    asks: bool = False

    def __str__(self) -> str:
        text = "  " * self.indent + ("" if self.active else "# ") + self.text
        if not self.remark:
            return text
        # Names of columns may hold signs that no YAML may.
        remark = "".join(each for each in " ".join(self.remark.split()) if each.isprintable())
        return f"{text.ljust(_COLUMN)}  # {QUESTION + ' ' if self.asks else ''}{remark}"


def line(indent: int, text: str, remark: str = "") -> Line:
    """A line that the mapping says."""
    return Line(indent, text, remark)


def aside(indent: int, text: str, remark: str = "") -> Line:
    """A line that the mapping could say."""
    return Line(indent, text, remark, active=False)


def question(indent: int, text: str, remark: str, *, active: bool = True) -> Line:
    """A line that somebody has to look at."""
    return Line(indent, text, remark, active, asks=True)
