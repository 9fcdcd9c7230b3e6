"""What is asked of attribution: which conversions, in which time, with which touches, how far back. Checked before anything is read. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.answers import ALL, Filter, Unit

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.journeys.conversions import Conversions


@dataclass(frozen=True, slots=True)
class Question:
    """The question. Raises BadInput for a window or a list of filters that is empty.

    Of `filters`, `since` and `until` say when conversions count; types and channels say which touches share in them. `lookback` is how long
    before a conversion a touch may lie, in microseconds. `names` are the declared conversions that count, None all. With `own`, touchpoints
    that convert or take back are touches too. Unit persons looks back over all that a person did, unit journeys no further than the
    journey. `since` and `until` follow from the filters, in epoch microseconds.
    """

    lookback: int
    filters: Filter = ALL
    unit: Unit = Unit.PERSONS
    names: frozenset[str] | None = None
    own: bool = False

    since: int = field(init=False)
    until: int = field(init=False)

    def __post_init__(self) -> None:
        params = self.filters.params()
        object.__setattr__(self, "since", params["since"])
        object.__setattr__(self, "until", params["until"])


def check(question: Question, conversions: Conversions, channels: Collection[str], named: Sequence[str] = ()) -> None:
    """Raises BadInput for a question that nothing can answer: a look-back of nothing, a conversion there is not, channels of which there is none.

    `channels` are those that touchpoints have; `named` are channels named besides the filter.
    """
    if question.lookback <= 0:
        raise BadInput("The look-back is nothing, so no touch could share in a conversion; give one that is longer, or leave it out.")
    declared = {each.name for each in conversions.declared}
    unknown = sorted((question.names or frozenset()) - declared)
    if unknown:
        raise BadInput(f"No conversion is called {', '.join(unknown)}; declared are {', '.join(sorted(declared)) or 'none'}.")
    for asked in (question.filters.channels or (), named):
        if asked and set(asked).isdisjoint(channels):
            raise BadInput(f"No touchpoint came by {', '.join(asked)}; there are {', '.join(sorted(channels)) or 'no channels'}.")
