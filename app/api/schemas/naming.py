"""Several names in one parameter: with commas between, in the one writing of names that `app/journeys/names.py` knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webargs.fields import DelimitedFieldMixin, DelimitedList

from app.journeys.names import joined, parted, parts

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Names", "Terms", "joined", "parted"]


class Names(DelimitedList):
    """A list of names as `joined` writes them; a parameter given several times goes on where it left off."""

    is_multiple = True
    split: Callable[[str], list[str]] = staticmethod(parted)

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> list[object]:
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
            raise self.make_error("invalid")
        names = [] if texts == [""] else [name for each in texts for name in self.split(each)]
        # Past the mixin, which would part at every comma.
        found: list[object] = super(DelimitedFieldMixin, self)._deserialize(names, attr, data, **kwargs)
        return found


class Terms(Names):
    """A list of texts that have signs of their own, such as `a|b?`: parted at its commas, and otherwise left as it was written."""

    split = staticmethod(parts)
