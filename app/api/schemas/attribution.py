"""Attribution: how it is asked for, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.schemas.analysis import Filtered
from app.api.schemas.fields import asked_moment, asked_text, decimal, many, one, table, text, truth, whole, words
from app.api.schemas.figures import Analysis, MadeBy
from app.api.schemas.naming import Names
from app.api.schemas.paging import Paged, following
from app.attribution.intervals import MOST
from app.attribution.markov import HIGHEST
from app.attribution.models import Model

_LONGEST = 36_500
_LOW, _HIGH = "Lower end of the interval of 95 percent", "Upper end of the interval of 95 percent"
_UNIT = "What is counted: persons, looking back over all that they did, or journeys, looking back no further than the journey"


def _list(description: str, example: str, each: fields.String | fields.Float, *, most: int = 100) -> Names:
    return Names(
        each,
        validate=validate.Length(1, most),
        metadata={"description": f"{description}; several with commas between", "example": example},
    )


def _days(description: str, example: float) -> fields.Float:
    return fields.Float(
        validate=validate.Range(0, _LONGEST, min_inclusive=False, error="{input} is no number of days; give one above {min} and up to {max}."),
        metadata={"description": description, "example": example},
    )


def _flag(description: str, *, default: bool) -> fields.Boolean:
    return fields.Boolean(load_default=default, metadata={"description": description, "example": default})


class Asked(Filtered):
    """Which conversions, in which time, and which touches share in them."""

    since = asked_moment("Conversions and refunds from this moment on; touches before it still share in them", "2026-01-01T00:00:00Z")
    until = asked_moment("Conversions and refunds up to this moment, which no longer counts", "2026-04-01T00:00:00Z")
    conversion = _list("Only these declared conversions", "purchase", fields.String(validate=validate.Length(1, 200)))
    lookback_days = _days("How many days before a conversion a touch may lie; by default as the conversions file declares", 90)
    own = _flag("Whether touchpoints that convert or take back are touches themselves", default=False)


class ModelsQuery(Asked):
    """Which models are asked for, and what each is told."""

    model = _list(
        "Which models",
        "last,linear,markov,shapley",
        fields.String(validate=validate.OneOf([each.value for each in Model])),
        most=len(Model),
    )
    half_life_days = _days("Time decay: after how many days a touch counts half", 7)
    weights = _list("Custom: the shares of the first touch, of those between and of the last", "0.3,0.4,0.3", fields.Float())
    direct = _list("Last non-direct: the channels to pass over", "direct", fields.String(validate=validate.Length(1, 200)))
    order = fields.Integer(
        load_default=1,
        validate=validate.Range(1, HIGHEST),
        metadata={"description": "Markov: how many channels back the chain remembers", "example": 1},
    )
    nulls = _flag("Markov: whether ways that came to nothing count", default=True)


class CreditQuery(ModelsQuery):
    """How credit is asked for."""

    replicates = fields.Integer(
        validate=validate.Range(0, MOST),
        metadata={"description": "Of how many replicates of the bootstrap intervals are made; 0 for no interval, by default 200", "example": 200},
    )
    seed = fields.Integer(
        load_default=1,
        validate=validate.Range(0, 2**32 - 1),
        metadata={"description": "The seed of the bootstrap; the same gives the same intervals", "example": 1},
    )


class ListingQuery(Paged, Asked):
    """How those behind a figure are asked for."""

    through = asked_text("Only those on whose way this channel is; empty for touches without one", "email", check=validate.Length(max=300))
    revision = fields.Integer(
        load_default=None,
        metadata={"description": "The revision of the figure; the answer says whether the graph has changed since", "example": 12},
    )


class Sums(Schema):
    """What happened."""

    conversions = decimal("Conversions", 41)
    value = decimal("Their value less what was taken back, in the reporting currency", 5120.5)
    refunds = whole("Refunds", 2)


class ChannelCredit(Schema):
    """What a model gives a channel."""

    channel = text("The channel", "email")
    conversions = decimal("Conversions", 12.5)
    conversions_low = decimal("Lower end of the interval of 95 percent", 9.1, nullable=True)
    conversions_high = decimal("Upper end of the interval of 95 percent", 16.2, nullable=True)
    share = decimal("Of all conversions", 0.3, nullable=True)
    value = decimal("Value, in the reporting currency", 1540.0)
    value_low = decimal("Lower end of the interval of 95 percent", 1100.0, nullable=True)
    value_high = decimal("Upper end of the interval of 95 percent", 2010.0, nullable=True)
    removal_effect = decimal("Markov: the part of conversions that would be lost without the channel", 0.41, nullable=True)
    cost = decimal("What was spent on it in this time, in the reporting currency; null where no spend is loaded", 310.0, nullable=True)
    cost_per_acquisition = decimal("Cost by conversions", 24.8, nullable=True)
    return_on_spend = decimal("Value by cost", 4.97, nullable=True)
    count = whole("How many persons or journeys with a conversion or refund it touched on the way", 20)
    persons = text("Where those are listed", "/v1/attribution/persons?through=email&revision=12")


class ModelCredit(Schema):
    """One model."""

    model = text("The model", "markov")
    sums = truth("Whether credit and what is unattributed sum to the total; for participation they cannot", example=True)
    channels = many(ChannelCredit, "Every channel that touched somebody or had spend, by name", [])


class Prediction(Schema):
    """How well paths predict conversion."""

    auc = decimal("The chance that one who converted scores higher than one who did not; 0.5 is a coin; null where too few", 0.71, nullable=True)
    low = decimal("Lower end of the interval of 95 percent", 0.66, nullable=True)
    high = decimal("Upper end of the interval of 95 percent", 0.76, nullable=True)
    converted = decimal("How many that converted were scored", 120)
    others = decimal("How many that did not", 800)
    warning = text("What to beware of, or null", None, nullable=True)


class LeftOut(Schema):
    """What is left out in one currency, in that currency, because no rate says what it is worth."""

    currency = text("The currency", "CHF")
    conversions = whole("Conversions left out", 1)
    refunds = whole("Refunds left out", 0)
    value = decimal("The value of those conversions, less that of those refunds, in this currency", 50.0)
    cost = decimal("Spend left out, in this currency", 0.0)


class Side(Schema):
    """What a report says beside its models."""

    currency = text("The reporting currency", "EUR")
    total = one(Sums, "What happened in this time under these filters", {"conversions": 41, "value": 5120.5, "refunds": 2})
    unattributed = one(Sums, "The part of it that no touch led to", {"conversions": 3, "value": 120.0, "refunds": 0})
    count = whole("How many persons or journeys converted or took back; none of them is in `others`", 39)
    others = whole("How many others did something; `count` and `others` together are all that the report is made of", 800)
    cost = decimal("All spend in this time that has a rate", 930.0)
    left_out = many(LeftOut, "What no figure of this report holds, because it has no rate, by currency", [])


class Credits(Analysis, Side):
    """Credit, model by model."""

    unit = text(_UNIT, "persons")
    lookback_days = decimal("How many days before a conversion a touch could lie", 90)
    spend_made_by = one(MadeBy, "The Cypher file that read the spend", {"file": "cypher/attribution/spend.cypher", "params": {"channels": None}})
    persons = text("Where those who converted or took back are listed", "/v1/attribution/persons?revision=12")
    models = many(ModelCredit, "The models, in the order asked", [])
    prediction = one(Prediction, "How well paths predict conversion at all", {"auc": 0.71, "warning": None})
    replicates = whole("Of how many replicates the intervals are made", 200)
    seed = whole("By which seed", 1)
    notes = words("What to know before using the figures", ["There is no conversion in this time under these filters."])


class Behind(Schema):
    """One person or journey behind a figure."""

    person = text("The person", "P-1")
    journey = whole("The number of the journey; null where persons are counted", 0, nullable=True)
    conversions = whole("Conversions counted", 1)
    refunds = whole("Refunds counted", 0)
    value = decimal("Their value, in the reporting currency", 129.9)
    channels = words("The channels on the way", ["email", "web"])


class Listing(Analysis):
    """Those behind a figure."""

    unit = text(_UNIT, "persons")
    persons = many(Behind, "Who, by id", [])
    total = whole("How many in all: the figure", 20)
    changed = text("What to know where the graph has changed since the figure was made; else null", None, nullable=True)
    next = following()


class Bias(Schema):
    """One channel by one model, without identity and with it."""

    model = text("The model", "last")
    channel = text("The channel", "email")
    conversions_before = decimal("Conversions without identity", 9.0)
    conversions_after = decimal("Conversions with identity", 12.5)
    conversions_bias = decimal("How many too many (negative: too few) a report without identity gives", -3.5)
    value_before = decimal("Value without identity", 1100.0)
    value_after = decimal("Value with identity", 1540.0)
    value_bias = decimal("How much too much (negative: too little)", -440.0)
    conversions_before_low = decimal(f"{_LOW} of `conversions_before`", 6.1, nullable=True)
    conversions_before_high = decimal(f"{_HIGH} of `conversions_before`", 12.3, nullable=True)
    conversions_after_low = decimal(f"{_LOW} of `conversions_after`", 9.1, nullable=True)
    conversions_after_high = decimal(f"{_HIGH} of `conversions_after`", 16.2, nullable=True)
    value_before_low = decimal(f"{_LOW} of `value_before`", 800.0, nullable=True)
    value_before_high = decimal(f"{_HIGH} of `value_before`", 1400.0, nullable=True)
    value_after_low = decimal(f"{_LOW} of `value_after`", 1100.0, nullable=True)
    value_after_high = decimal(f"{_HIGH} of `value_after`", 2010.0, nullable=True)


class Unknowable(Schema):
    """What identity cannot tell."""

    conversions = decimal("Conversions of persons without a record", 4)
    conversions_share = decimal("Of all conversions", 0.1, nullable=True)
    others = whole("Persons (or journeys of theirs) without a record who came to nothing, and may be somebody else in the report", 210)
    others_share = decimal("Of all who came to nothing", 0.26, nullable=True)


class Comparison(Analysis):
    """The same report without identity and with it."""

    unit = text(_UNIT, "persons")
    before_made_by = one(MadeBy, "The Cypher file of the report without identity", {"file": "cypher/attribution/unjoined.cypher", "params": {}})
    before = one(Side, "Without identity: every identifier a person of its own", {"count": 41, "others": 1400})
    after = one(Side, "With identity", {"count": 39, "others": 800})
    bias = many(Bias, "Every channel by every model", [])
    misplaced = table("By model, the part of conversions that a report without identity gives to a wrong channel or to none", {"last": 0.2})
    unknowable = one(Unknowable, "What stays unknown with identity", {"conversions": 4})
    replicates = whole("Of how many replicates the intervals are made", 200)
    seed = whole("By which seed", 1)
    notes = words("What to know before using the figures", [])
