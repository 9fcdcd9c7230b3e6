"""Several names in one parameter: with commas between, and a backslash before a comma that is part of a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webargs.fields import DelimitedFieldMixin, DelimitedList

if TYPE_CHECKING:
    from collections.abc import Iterable

_PIECE = re.compile(r"\\[\\,]|,|[^\\,]+|\\")


class Names(DelimitedList):
    """A list of names as `joined` writes them; a parameter given several times goes on where it left off."""

    is_multiple = True

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> list[object]:
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
            raise self.make_error("invalid")
        names = [] if texts == [""] else [name for each in texts for name in parted(each)]
        # Past the mixin, which would part at every comma.
        found: list[object] = super(DelimitedFieldMixin, self)._deserialize(names, attr, data, **kwargs)
        return found


def joined(names: Iterable[str]) -> str:
    r"""Names as one text: `a\,b,c` are `a,b` and `c`."""
    return ",".join(name.replace("\\", "\\\\").replace(",", "\\,") for name in names)


def parted(text: str) -> list[str]:
    """The names in a text that `joined` wrote, or somebody by hand: a backslash before anything else is part of the name."""
    names = [""]
    for piece in _PIECE.findall(text):
        if piece == ",":
            names.append("")
        else:
            names[-1] += piece[1:] if len(piece) > 1 and piece[0] == "\\" else piece
    return names
