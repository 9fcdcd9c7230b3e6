"""How long things take, and transitions with the time between."""

from __future__ import annotations

from marshmallow import Schema

from app.api.schemas.analysis import Transition
from app.api.schemas.fields import decimal, many, one, text, whole
from app.api.schemas.figures import Analysis
from app.api.schemas.paging import following


class Spread(Schema):
    """How long it takes, in seconds, by nearest rank; null of none."""

    count = whole("Of how many", 118)
    quartile_1 = decimal("A quarter takes no longer", 86400.0, nullable=True)
    median = decimal("Half takes no longer", 172800.0, nullable=True)
    quartile_3 = decimal("Three quarters take no longer", 345600.0, nullable=True)
    percentile_90 = decimal("Nine of ten take no longer", 518400.0, nullable=True)


class TimedTransition(Transition):
    """One step, the next, how often they follow each other, and after how long."""

    different = whole("How many persons do it", 30)
    between = one(Spread, "The time between", {})


class Times(Analysis):
    """What follows what, and after how long."""

    unit = text("Whether one journey leads to the next (persons) or not (journeys)", "persons")
    transitions = many(TimedTransition, "The transitions, most frequent first", [])
    total = whole("How many transitions there are under these filters", 5400)
    next = following()
