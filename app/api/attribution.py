"""Which channels led to what was achieved, by which model, how sure that is, and what identity does to it."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import request

from app.api.filtering import Query, filters, made, unit
from app.api.nouns import Noun
from app.api.schemas.attribution import Comparison, CreditQuery, Credits, Listing, ListingQuery
from app.api.serving import answer, conversions, graph, priorities
from app.attribution.identity import compare
from app.attribution.listing import listing
from app.attribution.models import DIRECT, USUAL, Model, Options
from app.attribution.question import Question
from app.attribution.report import Report, Wish, report
from app.profiles.cursors import place, token

if TYPE_CHECKING:
    from flask import Response

    from app.attribution.identity import Bias

attribution = Noun("attribution", "Which channels led to what was achieved")
_DAY = 86_400 * 1_000_000
_ON_A_PAGE = 100
_OF_THE_QUESTION = ("since", "until", "type", "channel", "segment", "stage", "unit", "conversion", "lookback_days", "own")
_LIST = "/v1/attribution/persons"


class Asked(Query, total=False):
    """The validated parameters of this noun."""

    conversion: list[str]
    lookback_days: float
    own: bool
    model: list[str]
    half_life_days: float
    weights: list[float]
    direct: list[str]
    order: int
    nulls: bool
    replicates: int
    seed: int
    through: str
    revision: int | None


@attribution.get("/attribution", gives=Credits, query=CreditQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,), long=True)
def credit(query: Asked) -> Response:
    """The credit of every channel for conversions, value and what they cost, by each model asked for.

    A way to a conversion is every touch before it, as far as the look-back reaches. But for participation, credit and what is
    unattributed sum to the total. A refund takes back along the way of the conversion before it.
    """
    asked = _question(query)
    found = report(graph(), asked, _wish(query, query.get("replicates")), conversions())
    links = {channel: _link(found.revision, through=channel) for row in found.rows for channel in (each.channel for each in row.channels)}
    return answer(
        made(found, query)
        | _side(found)
        | {
            "lookback_days": asked.lookback / _DAY,
            "spend_made_by": {"file": found.spend_file, "params": found.spend_params},
            "persons": _link(found.revision),
            "models": [
                {
                    "model": row.model,
                    "sums": row.sums,
                    "channels": [
                        asdict(each) | {"count": found.counted.channels.get(each.channel, 0), "persons": links[each.channel]} for each in row.channels
                    ],
                }
                for row in found.rows
            ],
            "prediction": found.prediction._asdict() if found.prediction else None,
            "replicates": found.replicates,
            "seed": query["seed"],
            "notes": found.notes,
        }
    )


@attribution.get("/attribution/persons", gives=Listing, query=ListingQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def persons(query: Asked) -> Response:
    """Those whose conversions and refunds a report counts; with `through` only those whom that channel touched on the way."""
    (skip,) = place(query["cursor"], (0,))
    found = listing(graph(), _question(query), conversions(), through=query.get("through"), limit=query["limit"] or _ON_A_PAGE, cursor=skip)
    return answer(
        made(found, query)
        | {
            "persons": found.rows,
            "total": found.total,
            "changed": _changed(query["revision"], found.revision),
            "next": None if found.next is None else token(found.next),
        }
    )


@attribution.get("/attribution/identity", gives=Comparison, query=CreditQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,), long=True)
def identity(query: Asked) -> Response:
    """The same report over the same touchpoints, without identity and with it, side by side, and the bias of the first.

    Without identity every identifier is a person of its own.
    """
    found = compare(graph(), _question(query), _wish(query, query.get("replicates")), conversions(), priorities())
    return answer(
        made(found.after, query)
        | {
            "before_made_by": {"file": found.before.file, "params": found.before.params},
            "before": _side(found.before),
            "after": _side(found.after),
            "bias": [_bias(each) for each in found.bias],
            "misplaced": {model.value: part for model, part in found.misplaced.items()},
            "unknowable": found.unknowable,
            "replicates": found.after.replicates,
            "seed": query["seed"],
            "notes": found.after.notes,
        }
    )


def _question(query: Asked) -> Question:
    names = query.get("conversion")
    return Question(
        lookback=round(query["lookback_days"] * _DAY) if "lookback_days" in query else conversions().lookback,
        filters=filters(query),
        unit=unit(query),
        names=None if names is None else frozenset(names),
        own=query["own"],
    )


def _wish(query: Asked, replicates: int | None) -> Wish:
    options = Options(
        half_life=round(query.get("half_life_days", 7) * _DAY),
        direct=frozenset(query.get("direct", DIRECT)),
        weights=tuple(query.get("weights", ())),
        order=query["order"],
        nulls=query["nulls"],
    )
    return Wish([Model(each) for each in dict.fromkeys(query.get("model", USUAL))], options, replicates, query.get("seed", 1))


def _side(found: Report) -> dict[str, object]:
    return {
        "currency": conversions().currency,
        "total": found.total._asdict(),
        "unattributed": found.unattributed._asdict(),
        "count": found.counted.all,
        "others": found.counted.others,
        "cost": found.cost,
        "left_out": [each._asdict() for each in found.left_out],
    }


def _bias(each: Bias) -> dict[str, object]:
    """A row of the bias, with the intervals that both reports have."""
    ends = {
        f"{name}_{side}_{end}": getattr(credit, f"{name}_{end}", None)
        for name in ("conversions", "value")
        for side, credit in (("before", each.before), ("after", each.after))
        for end in ("low", "high")
    }
    return {name: value for name, value in asdict(each).items() if name not in ("before", "after")} | ends


def _link(revision: int, **more: str) -> str:
    """The list of those behind a figure of this request."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name in _OF_THE_QUESTION]
    return f"{_LIST}?{urlencode([*kept, *more.items(), ('revision', str(revision))])}"


def _changed(asked: int | None, now: int) -> str | None:
    if asked is None or asked == now:
        return None
    return f"The figure was made at revision {asked}, and the graph is at revision {now}: these are those whom it would count now."
