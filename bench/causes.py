"""Causes: why two records of one person are apart, or of two are together, told from what was compared. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.identity.scoring.score import contradiction, score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.identity.scoring.features import Features
    from app.identity.scoring.model import Model
    from app.identity.scoring.score import Score

_NO_NAME = frozenset({"different", "similar", "crossed", None})
_NO_DATE = frozenset({"different", "apart", "year", None})
_NO_STREET = frozenset({"different", None})
_CONTACTS = ("phone", "email", "ssn", "document")
_NO_CONTACT = frozenset({"different", "local", None})


class Cause(StrEnum):
    """Why a pair is missed, from what forbids to what is merely not enough; the last is of pairs that are together and should not be."""

    GENERATION = "born a generation apart under one name: taken for parent and child"
    CONTRADICTION = "what both say contradicts: the number, the date or the name is another's"
    KEYS = "nothing leads to the comparison: no blocking key in common"
    THIRD = "alike enough, but one of them is claimed or kept apart by another record"
    KIN = "another given name at one address, mailbox or number: what kin look like"
    NAMESAKES = "the names agree and next to nothing else: what namesakes look like"
    ROUGH_DATE = "the names agree, and a date of birth that is only about the same"
    NAME_LOST = "a name is missing or another, and the rest does not make up for it"
    BOTH_NAMES = "no name agrees, and too little else"
    THIN = "what agrees is too little, though nothing is another's"
    TOGETHER = "together through a value that both state, or through others"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A pair that is missed, or false, with its cause and what the comparison gave."""

    pair: tuple[str, str]
    cause: Cause
    score: Score

    @property
    def false(self) -> bool:
        """Whether the two are together and should not be."""
        return self.cause is Cause.TOGETHER

    def __str__(self) -> str:
        """As a line of a list."""
        a, b = self.pair
        return f"{'false' if self.false else 'missed'} {a} {b} | {self.cause} | {self.score.weight:.1f} bits: {self.score.because}"


def cause(a: Features, b: Features, model: Model, *, compared: bool) -> Cause:
    """Why two records of one person are apart. `compared`: they share a blocking key or an identifier, so that somebody looked."""
    found = score(a, b, model)
    levels = {name: level for name, (level, _) in found.parts.items()}
    if compared and (against := _forbidden(a, b, model, levels)):
        return against
    if not compared:
        return Cause.KEYS
    return Cause.THIRD if found.probability >= model.threshold else _short(levels)


def _forbidden(a: Features, b: Features, model: Model, levels: Mapping[str, str]) -> Cause | None:
    apart = levels.get("birth") == "apart" and not {levels.get("given"), levels.get("family")} & _NO_NAME
    if not contradiction(a, b, model) or not (apart or a.stated & b.stated or levels.keys() & {"generation", "document"}):
        return None
    return Cause.GENERATION if apart and model.generations else Cause.CONTRADICTION


def _short(levels: Mapping[str, str]) -> Cause:
    given, family = (levels.get(name) not in _NO_NAME for name in ("given", "family"))
    date, street = levels.get("birth") not in _NO_DATE, levels.get("address") not in _NO_STREET
    contact = any(levels.get(name) not in _NO_CONTACT for name in _CONTACTS)
    if given and family:
        if not (date or contact or street):
            return Cause.NAMESAKES
        return Cause.ROUGH_DATE if levels.get("birth") in ("near", "parts") and not (contact or street) else Cause.THIN
    if family and levels.get("given") in _NO_NAME - {None} and (street or contact):
        return Cause.KIN
    return Cause.NAME_LOST if given or family else Cause.BOTH_NAMES
