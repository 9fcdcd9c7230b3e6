"""Attribution on a page: models side by side, how sure they are, who is behind a figure, and what identity does; the same as CSV."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from flask import request

from app.attribution.identity import compare
from app.attribution.listing import listed
from app.attribution.models import USUAL, Model
from app.attribution.question import Question
from app.attribution.report import ChannelCredit, Wish, gather, made, report
from app.errors import BadInput
from app.journeys.answers import Filter, Unit
from app.web.asking import address, day, facets, whose
from app.web.figures import csv_file
from app.web.serving import conversions, currency, graph, page, priorities

if TYPE_CHECKING:
    from flask import Response

    from app.attribution.report import Report

_DAY = 86_400 * 1_000_000
_OFFERED = [each for each in Model if each is not Model.CUSTOM]
_LISTED = 25
_MONEY = ("value", "value_low", "value_high")


@dataclass(frozen=True, slots=True)
class Asked:
    """The controls of the page, as they stand in the address."""

    since: str
    until: str
    lookback: str
    channels: list[str]
    types: list[str]
    names: list[str]
    models: list[str]
    unit: Unit
    value: bool
    identity: bool
    through: str

    @property
    def filtered(self) -> bool:
        """Whether anything is other than usual."""
        return bool(request.args)

    def question(self) -> Question:
        """As the question it asks. Raises BadInput for a day or a look-back that is none, and like `whose`."""
        filters = Filter(day("From", self.since), day("Until", self.until), self.types or None, self.channels or None)
        return Question(_lookback(self.lookback), whose(filters), self.unit, frozenset(self.names) or None)

    def wish(self, replicates: int | None = None) -> Wish:
        """The models. Raises BadInput for one there is not."""
        known = {each.value for each in _OFFERED}
        if unknown := [name for name in self.models if name not in known]:
            raise BadInput(f"No model is called {', '.join(unknown)}; there are {', '.join(sorted(known))}.")
        return Wish([Model(name) for name in dict.fromkeys(self.models)] or USUAL, replicates=replicates)


def attribution() -> str:
    """The models side by side, under one set of controls."""
    asked = _asked()
    offered = {"models": [each.value for each in _OFFERED], "names": [each.name for each in conversions().declared]}
    values: dict[str, object] = {"asked": asked, "offered": offered, "facets": facets(), "currency": currency(), "report": None}
    try:
        values |= _analysed(asked)
    except BadInput as error:
        values["refused"] = str(error)
    return page("attribution.html", section="web.journeys", **values)


def attribution_file() -> Response:
    """The same figures as CSV: a line for each channel and model. Raises BadInput like the report."""
    asked = _asked()
    found = report(graph(), asked.question(), asked.wish(), conversions())
    header = ("model", *(field.name for field in fields(ChannelCredit)))
    return csv_file("attribution", header, [(row.model.value, *asdict(each).values()) for row in found.rows for each in row.channels])


def _analysed(asked: Asked) -> dict[str, object]:
    question = asked.question()
    collected, costs = gather(graph(), question, asked.wish(), conversions())
    found = made(collected, costs, question, asked.wish())
    return {
        "report": found,
        "sentence": _sentence(found),
        "table": _table(found, value=asked.value),
        "behind": listed(collected, question, through=asked.through or None, limit=_LISTED),
        "comparison": compare(graph(), question, asked.wish(0), conversions(), priorities()) if asked.identity else None,
        "links": {channel: address("web.attribution", through=channel) + "#behind" for channel in found.counted.channels},
        "file": address("web.attribution_file"),
        "with_identity": address("web.attribution", identity="1") + "#identity",
    }


def _table(found: Report, *, value: bool) -> list[dict[str, object]]:
    """For every channel the figures of all models, with the widest bar that any has."""
    names = _MONEY if value else ("conversions", "conversions_low", "conversions_high")
    rows = list(zip(*(model.channels for model in found.rows), strict=True))
    most = max([getattr(each, names[0]) for row in rows for each in row], default=0)
    return [
        {
            "channel": row[0].channel,
            "count": found.counted.channels.get(row[0].channel, 0),
            "cost": row[0].cost,
            "models": [
                dict(zip(("figure", "low", "high"), (getattr(each, name) for name in names), strict=True))
                | {"width": max(0.0, 100 * getattr(each, names[0]) / most) if most else 0.0, "credit": each}
                for each in row
            ],
        }
        for row in rows
    ]


def _sentence(found: Report) -> str:
    if not found.total.conversions and not found.total.refunds:
        return "Which channels led to what was achieved."
    who = f"{found.counted.all:,} {found.unit if found.counted.all != 1 else found.unit.removesuffix('s')}"
    many = f"{found.total.conversions:,.0f} conversion{'' if found.total.conversions == 1 else 's'}"
    back = f" and {found.total.refunds:,} refund{'' if found.total.refunds == 1 else 's'}" if found.total.refunds else ""
    alone = f" No touch led to {found.unattributed.conversions:,.0f} of them." if found.unattributed.conversions else ""
    return f"{many}{back} of {who}; {found.counted.others:,} more did something and did not convert.{alone}"


def _asked() -> Asked:
    given = request.args
    return Asked(
        since=given.get("since", "").strip(),
        until=given.get("until", "").strip(),
        lookback=given.get("lookback", "").strip(),
        channels=given.getlist("channel"),
        types=given.getlist("type"),
        names=given.getlist("conversion"),
        models=given.getlist("model"),
        unit=Unit.JOURNEYS if given.get("unit") == "journeys" else Unit.PERSONS,
        value=given.get("measure") == "value",
        identity=bool(given.get("identity")),
        through=given.get("through", ""),
    )


def _lookback(written: str) -> int:
    if not written:
        return conversions().lookback
    if not written.isdecimal() or len(written) > len("36500"):
        raise BadInput("“Look-back” is no number of days; write it like 90.")
    return int(written) * _DAY
