"""Credit: the attribution report before a draft and after it, the usual models over all declared conversions, and how far each channel moves.

Reports do not depend on the ids of persons, so that what is forecast equals to the last bit what is reported once the draft is in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.attribution.models import USUAL
from app.attribution.question import Question
from app.attribution.report import Wish, gather, made
from app.errors import BadInput
from app.journeys.unrated import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.attribution.collection import Collection
    from app.attribution.report import ModelCredit, Report
    from app.attribution.spend import Costs
    from app.graph import Graph, Row
    from app.journeys.conversions import Conversions

    Gathered = tuple[Collection, Costs]

WISH = Wish(USUAL, replicates=0)
"""The models, without intervals: differences are of the same persons and not of a sample."""


@dataclass(frozen=True, slots=True)
class Credited:
    """The report before and after. `refused` says why there is none."""

    before: Report | None
    after: Report | None
    refused: str | None = None


def asked(conversions: Conversions) -> Question:
    """The question of these reports: all conversions of all time, with the look-back that is declared."""
    return Question(conversions.lookback)


def gathered(graph: Graph, conversions: Conversions) -> Gathered | str:
    """All that a report is made of as the graph stands, or the sentence why there can be none."""
    try:
        return gather(graph, asked(conversions), WISH, conversions)
    except BadInput as error:
        return str(error)


def credited(before: Gathered | str, after: Gathered | str, conversions: Conversions) -> Credited:
    """Both reports, from what was gathered before and after."""
    if isinstance(before, str) or isinstance(after, str):
        return Credited(None, None, before if isinstance(before, str) else str(after))
    one, other = (made(found, costs, asked(conversions), WISH) for found, costs in (before, after))
    return Credited(one, other)


def told(found: Credited) -> Row:
    """Both reports as the API gives them, side by side, with every channel that either of them has."""
    if found.before is None or found.after is None:
        return {"models": [], "total": None, "unattributed": None, "converted": None, "left_out": [], "made_by": None, "refused": found.refused}
    before, after = found.before, found.after
    return {
        "models": [_model(*each) for each in zip(before.rows, after.rows, strict=True)],
        "total": _sums(before.total, after.total),
        "unattributed": _sums(before.unattributed, after.unattributed),
        "converted": _move(before.counted.all, after.counted.all),
        "left_out": [each._asdict() for each in after.left_out],
        "made_by": {"file": after.file, "params": after.params},
        "refused": None,
    }


def lines(row: Row) -> list[str]:
    """The same in plain sentences: the channels whose credit would be another."""
    if row["refused"]:
        return [f"Credit cannot be told: {row['refused']}"]
    said = [f"  {model['model']}: {', '.join(moves)}" for model in row["models"] if (moves := list(_moves(model["channels"])))]
    left = [f"In no figure of credit: {LeftOut(**each)}." for each in row["left_out"]]
    return [*(["Conversions credited to channels:", *said] if said else ["No channel would be credited with other conversions."]), *left]


def _moves(channels: Iterable[Row]) -> Iterator[str]:
    for each in channels:
        move = each["conversions"]
        if round(move["difference"], 2):
            yield f"{each['channel']} {move['before']:,.2f} → {move['after']:,.2f} ({move['difference']:+,.2f})"


def _model(before: ModelCredit, after: ModelCredit) -> Row:
    now, then = ({each.channel: each for each in side.channels} for side in (before, after))
    rows = [
        {"channel": channel} | {name: _move(*(getattr(side[channel], name) if channel in side else 0.0 for side in (now, then))) for name in _DEALT}
        for channel in sorted({*now, *then})
    ]
    return {"model": before.model.value, "channels": rows}


_DEALT = ("conversions", "value")


def _sums(before: object, after: object) -> Row:
    return {name: _move(getattr(before, name), getattr(after, name)) for name in (*_DEALT, "refunds")}


def _move(before: float, after: float) -> Row:
    """Unrounded, so that both sides are to the last bit what a report says."""
    return {"before": before, "after": after, "difference": after - before}
