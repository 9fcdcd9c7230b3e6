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


def _generations(found: Score) -> bool:
    """Of one name and born a generation apart: a father and a son. A number that both have says otherwise, and outweighs the dates."""
    level = {name: found.parts.get(name, ("", 0.0))[0] for name in ("given", "family", "birth")}
    return level["birth"] == "apart" and level["given"] not in _ANOTHER and level["family"] not in _ANOTHER


def compare(a: Features, b: Features, model: Model) -> Iterator[Pair]:
    """What holds between two records: a resemblance worth showing, and a contradiction where something might join them.

    Something might when they state the same identifier. A name like Smith Sr says itself that there is another one, and so do numbers of passports
    and dates of birth a generation apart under one name.
    """
    found = score(a, b, model)
    if found.probability >= model.shown:
        yield Pair("RESEMBLES", found.a, found.b, round(found.weight, _DECIMALS), found.because, found.probability)
    if a.stated & b.stated or found.parts.keys() & _TELLING or (model.generations and _generations(found)):
        against = contradiction(a, b, model, found)
        if against:
            yield Pair("CONTRADICTS", found.a, found.b, round(against.weight, _DECIMALS), against.because)
