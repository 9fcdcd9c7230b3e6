"""Tables on the terminal: plain text in columns, numbers to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loaders.outcomes import FieldAsides, Outcome

_COUNTS = ("read", "new", "changed", "repeated", "rejected", "set aside")

_EXAMPLE = 60


def outcome_table(outcomes: Iterable[Outcome]) -> str:
    """What became of the rows of each source; read = new + changed + repeated + rejected."""
    rows = [(each.source, *(f"{count:,}" for count in each.counts().values())) for each in outcomes]
    return table(("source", *_COUNTS), rows)


def set_aside_lines(outcomes: Iterable[Outcome]) -> str:
    """What was set aside: a line for each source and field, with the most frequent reason and an example; empty where nothing was."""
    return "\n".join(_aside(each.source, name, asides) for each in outcomes for name, asides in sorted(each.fields.items()))


def _aside(source: str, name: str, asides: FieldAsides) -> str:
    reason, example = asides.commonest
    values = "value" if asides.count == 1 else "values"
    return f"{source}: {asides.count:,} {values} of {name} set aside, e.g. {example[:_EXAMPLE]!r}: {reason}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under a head, the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    return "\n".join("  ".join([row[0].ljust(widths[0]), *_right(row[1:], widths[1:])]).rstrip() for row in (head, *rows))


def _right(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
