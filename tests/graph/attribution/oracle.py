"""An oracle in plain Python: ways from touchpoints whose owners are known, straight from the rules, event by event."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.attribution.ways import Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.attribution.question import Question

SILENCE = 400 * 86_400_000_000
LOOKBACK = 90 * 86_400_000_000
RATES = {None: 1.0, "EUR": 1.0, "USD": 0.92}
CONVERTS = {"purchase": "purchase", "order": "purchase", "transaction": "purchase", "policy_started": "policy"}
TAKES_BACK = {"refund": "purchase", "return": "purchase", "policy_refunded": "policy"}


class Done(NamedTuple):
    """One touchpoint of an owner, in the order of time."""

    at: int
    sequence: int
    id: str
    type: str
    channel: str
    value: float | None
    currency: str | None


def ways(done: Iterable[Done], question: Question, unit: int) -> list[Way]:
    """Every way of one owner, in time: to conversions and refunds, or for each life without a conversion the one to nothing."""
    found = []
    for life in lives(sorted(done), by_journey=question.unit == "journeys"):
        marked = [(place, each) for place, each in enumerate(life) if counts(each, question)]
        for place, each in marked:
            origin = place
            if each.type in TAKES_BACK:
                bought = [i for i in range(place) if CONVERTS.get(life[i].type) == TAKES_BACK[each.type]]
                origin = bought[-1] if bought else place
            if rated(each):
                found.append(way(life, origin, question, unit, conversions=float(each.type in CONVERTS), value=worth(each)))
        if not any(each.type in CONVERTS for _, each in marked):
            found += nothing(life, question, unit)
    return found


def lives(done: Sequence[Done], *, by_journey: bool) -> list[list[Done]]:
    """All that was done as one life, or a life for each journey."""
    found: list[list[Done]] = []
    for each in done:
        if not found or (by_journey and each.at - found[-1][-1].at > SILENCE):
            found.append([])
        found[-1].append(each)
    return found


def counts(each: Done, question: Question) -> bool:
    """Whether a touchpoint is a conversion or refund that the question counts."""
    name = CONVERTS.get(each.type) or TAKES_BACK.get(each.type)
    return name is not None and question.since <= each.at < question.until and (question.names is None or name in question.names)


def rated(each: Done) -> bool:
    """Whether its value can be told in euros."""
    return not each.value or each.currency in RATES


def worth(each: Done) -> float:
    """Its value in euros."""
    value = (each.value or 0.0) * RATES.get(each.currency, 0.0)
    return -abs(value) if each.type in TAKES_BACK else value


def touches(each: Done, question: Question) -> bool:
    """Whether a touchpoint may share in a conversion."""
    kinds, channels = question.filters.types, question.filters.channels
    outcome = each.type in CONVERTS or each.type in TAKES_BACK
    return (question.own or not outcome) and (kinds is None or each.type in kinds) and (channels is None or each.channel in channels)


def way(life: Sequence[Done], end: int, question: Question, unit: int, *, conversions: float, value: float) -> Way:
    """The way to the touchpoint at `end`."""
    before = life[: end + 1] if question.own else life[:end]
    shared = [each for each in before if touches(each, question) and life[end].at - each.at <= question.lookback]
    return Way(tuple(each.channel for each in shared), tuple(life[end].at - each.at for each in shared), conversions, value, 0.0, unit)


def nothing(life: Sequence[Done], question: Question, unit: int) -> list[Way]:
    """The way of a life that did not convert, if it touched anything in time."""
    shared = [each for each in life if touches(each, question) and each.at < question.until]
    if not shared or shared[-1].at < question.since:
        return []
    last = shared[-1].at
    near = [each for each in shared if last - each.at <= question.lookback]
    return [Way(tuple(each.channel for each in near), tuple(last - each.at for each in near), 0.0, 0.0, 1.0, unit)]
