"""Pairs: what two records are to each other by the model: they resemble, they contradict, both, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.identity.scoring.score import contradiction, score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Row
    from app.identity.scoring.features import Features
    from app.identity.scoring.model import Model
    from app.identity.scoring.score import Score

_DECIMALS = 4
_TELLING = frozenset({"generation", "document"})
"""What is there to tell persons apart, and so speaks between any two who are candidates."""

_GENERATION = {"birth": "apart", "ssn": "different"}
_ANOTHER = ("different", "similar", "crossed", "")


@dataclass(frozen=True, slots=True)
class Pair:
    """One relationship from the smaller id to the larger; `score` is the probability, None for a contradiction."""

    type: str
    a: str
    b: str
    weight: float
    because: str
    score: float | None = None

    def row(self) -> Row:
        """As a parameter of the statement that writes it."""
        return {"a": self.a, "b": self.b, "weight": self.weight, "because": self.because, "score": self.score}

    def differs(self, held: Row, model: str) -> bool:
        """Whether what the graph holds of this pair is out of date."""
        return bool((held["weight"], held["because"], held["model"]) != (self.weight, self.because, model))


def _two_facts(found: Score) -> bool:
    """Of one name, born a generation apart, and each with a number of their own: kin at one address. One of the two may be a slip, rarely both."""
    level = {name: found.parts.get(name, ("", 0.0))[0] for name in ("given", "family", *_GENERATION)}
    named = level["given"] not in _ANOTHER and level["family"] not in _ANOTHER
    return named and all(level[name] == each for name, each in _GENERATION.items())


def compare(a: Features, b: Features, model: Model) -> Iterator[Pair]:
    """What holds between two records: a resemblance worth showing, and a contradiction where something might join them.

    Something might when they state the same identifier. A name like Smith Sr says itself that there is another one, and so do numbers of passports.
    """
    found = score(a, b, model)
    if found.probability >= model.shown:
        yield Pair("RESEMBLES", found.a, found.b, round(found.weight, _DECIMALS), found.because, found.probability)
    if a.stated & b.stated or found.parts.keys() & _TELLING or _two_facts(found):
        against = contradiction(a, b, model, found)
        if against:
            yield Pair("CONTRADICTS", found.a, found.b, round(against.weight, _DECIMALS), against.because)
