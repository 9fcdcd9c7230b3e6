"""Products: what a touchpoint is about, one thing or several, as names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.forms import LONGEST
from loaders.naming import parts_of, scalar
from loaders.placeholders import names_nothing
from loaders.times import Unreadable
from loaders.values import BadValue, meaning, plain_text

if TYPE_CHECKING:
    from loaders.cells import Cell
    from loaders.values import Row

Asides = list[tuple[str, str, str]]


class ProductReader:
    """Reads the products of a row: those of a JSON list, of a text split at `split`, or one."""

    def __init__(self, cell: Cell) -> None:
        self._parts, self._default = parts_of(cell), cell.default
        self._mean = meaning(cell, names_nothing) if cell.values or cell.others != "keep" else None

    def read(self, row: Row, asides: Asides) -> list[str]:
        """The names, each once, in the order of the row; what cannot be read goes to `asides`. Raises Refused for `others: reject`."""
        names: dict[str, None] = {}
        try:
            parts = self._parts(row)
        except BadValue as error:
            asides.append(("product", error.raw, error.reason))
            parts = ()
        for raw in parts:
            try:
                name = self._name(raw)
            except Unreadable as error:
                asides.append(("product", plain_text(raw) or "", str(error)))
                continue
            if name:
                names[name] = None
        return list(names) or ([self._default] if self._default else [])

    def _name(self, raw: object) -> str | None:
        name = scalar(raw)
        if self._mean:
            name = self._mean(name)
        if name and len(name) > LONGEST:
            raise Unreadable(f"longer than {LONGEST} characters")
        return None if name is None or names_nothing(name) else name
